package journeys

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"interleave/build/dist"
	"interleave/build/serve"
)

// withoutServiceWorker is the site as it is where its service worker cannot be loaded. All journeys but those here use it: what a
// test holds or cuts would be kept otherwise.
func withoutServiceWorker(site http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/sw.js") {
			http.NotFound(w, r)
			return
		}
		site.ServeHTTP(w, r)
	})
}

// A hosted site is whole, stands below a path, and can be put out of reach or replaced.
type hosted struct {
	*httptest.Server
	handler atomic.Pointer[http.Handler]
	refused atomic.Pointer[string] // the name of a file that cannot be had
	away    atomic.Bool
}

const below = "/courses/go"

func newHosted(t *testing.T, dir string) *hosted {
	t.Helper()
	h := &hosted{}
	h.serve(dir)
	h.Server = httptest.NewServer(http.StripPrefix(below, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name := h.refused.Load(); h.away.Load() || name != nil && strings.HasSuffix(r.URL.Path, "/"+*name) {
			panic(http.ErrAbortHandler) // the connection breaks off
		}
		(*h.handler.Load()).ServeHTTP(w, r)
	})))
	t.Cleanup(h.Close)
	return h
}

func (h *hosted) serve(dir string) {
	handler := serve.Handler(dir)
	h.handler.Store(&handler)
}

func (h *hosted) open(p *page, path string) {
	p.t.Helper()
	p.visit(h.URL + below + path)
	p.run(`await customElements.whenDefined("interleave-demo"); await demo.ready`)
}

// keeps waits until the service worker has kept a file whose name has the text in it, for each text.
func (p *page) keeps(texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		p.run(`for (;;) {
			const kept = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((r) => r.url)))
			if (kept.flat().some((url) => url.includes("` + text + `"))) break
			await new Promise((go) => setTimeout(go, 50))
		}
		await navigator.serviceWorker.ready`)
	}
}

func TestWhatWasVisitedWorksWithoutANetwork(t *testing.T) {
	h := newHosted(t, built)
	p := newBrowser(t).tab(t)
	h.open(p, "/d/backpressure/")
	p.run(`await demo.run()`)
	p.keeps("/programs.", "/live.", "/search.", "tokio-current_thread-buffer=8-consumers=4")
	h.away.Store(true)

	h.open(p, "/d/backpressure/?params=buffer%3D8%26consumers%3D4")
	if got := p.state().Sources["tokio"]; got == nil {
		t.Errorf("no recording of what was not shown before: %s", p.text())
	}
	p.run(`await demo.run(); demo.seek({step: 5})`)
	if s := p.state(); s.Sources["go"] == nil || s.Sources["go"].Outcome.How != "returned" || s.Step != 5 {
		t.Errorf("without a network the run is %+v", s)
	}
	h.open(p, "/d/backpressure/?present&at=0")
	p.presenting()
	n := p.opened(func() { p.keys("s") })
	n.until(`document.querySelector(".nextAt").innerText === "producer waits"`)

	p.visit(h.URL + below + "/d/pingpong/")
	text := evaluate[string](p, `return document.body.innerText`)
	if !strings.Contains(text, "There is no network") || strings.Contains(text, "ping-pong") {
		t.Errorf("a page that was not kept says %q", text)
	}
	if links := evaluate[[]string](p, `return [...document.links].map((link) => link.href)`); len(links) != 1 || links[0] != h.URL+below+"/d/backpressure/" {
		t.Errorf("it offers %q", links)
	}

	h.away.Store(false)
	h.open(p, "/d/pingpong/")
	if s := p.state(); s.Steps == 0 {
		t.Error("with the network back, nothing is on the stage")
	}
}

func TestGoIsNotKeptBeforeItRan(t *testing.T) {
	h := newHosted(t, built)
	p := newBrowser(t).tab(t)
	h.open(p, "/d/pingpong/")
	p.keeps("/live.", "tokio-current_thread")
	if names := evaluate[[]string](p, `const all = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((r) => r.url)))
		return all.flat().filter((url) => url.endsWith(".wasm"))`); len(names) > 0 {
		t.Errorf("kept are %q", names)
	}
}

func TestFramesRegisterNothing(t *testing.T) {
	h := newHosted(t, built)
	p := newBrowser(t).tab(t)
	h.open(p, "/embed/pingpong/")
	p.until(`document.readyState === "complete"`)
	p.run(`await import("` + h.URL + below + `/" + performance.getEntriesByType("resource").map((r) => r.name.split("/").at(-1)).find((n) => n.startsWith("search.")))`)
	if n := evaluate[int](p, `return (await navigator.serviceWorker.getRegistrations()).length`); n != 0 {
		t.Errorf("an embedded page registered %d service workers", n)
	}
}

// anotherBuild builds the site from sources in which the element is another, and marks it.
func anotherBuild(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, folder := range []string{"web", "claims"} {
		if err := os.CopyFS(filepath.Join(root, folder), os.DirFS("../../"+folder)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"LICENSE", "NOTICE", "web/element/element.ts"} {
		text, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, ".ts") {
			text = append(text, "\n;(globalThis as { another?: boolean }).another = true;\n"...)
		}
		if err := os.WriteFile(filepath.Join(root, name), text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	modules, err := filepath.Abs("../../node_modules")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(modules, filepath.Join(root, "node_modules")); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(root, "dist")
	if err := dist.Write(t.Context(), dist.Options{Root: root, Demos: []string{"../../demos", "testdata/demos"}, Out: out}); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestANewVersionIsShownAtOnceAndNeverMixed(t *testing.T) {
	h := newHosted(t, built)
	p := newBrowser(t).tab(t)
	h.open(p, "/d/pingpong/")
	p.keeps("/live.", "/d/pingpong/", "tokio-current_thread")
	const version = `document.querySelector("meta[name=build]").content`
	old := evaluate[string](p, `return `+version)

	fresh := anotherBuild(t)
	h.serve(fresh)

	// The new page whose loader does not arrive gets none of the old one's.
	loader := "embed.js"
	h.refused.Store(&loader)
	p.visit(h.URL + below + "/d/pingpong/")
	p.until(`document.readyState === "complete"`)
	if defined := evaluate[bool](p, `return !!customElements.get("interleave-demo")`); defined {
		t.Error("the new page was given the old element")
	}
	h.refused.Store(nil)

	h.open(p, "/d/pingpong/")
	if now := evaluate[string](p, `return `+version); now == old {
		t.Error("the page is the old one")
	}
	if another := evaluate[bool](p, `return globalThis.another === true`); !another {
		t.Error("the page is the new one, its element the old one")
	}
	for _, name := range evaluate[[]string](p, `return performance.getEntriesByType("resource").map((r) => new URL(r.name).pathname)`) {
		if _, err := os.Stat(filepath.Join(fresh, strings.TrimPrefix(name, below))); err != nil {
			t.Errorf("the new page loaded %s, which is not of its build", name)
		}
	}

	// Once the new service worker has come, what is kept is the new version, whole.
	p.run(`while (!(await caches.keys()).some((name) => name.endsWith(` + version + `))) await new Promise((go) => setTimeout(go, 50))
		const kept = await caches.open((await caches.keys()).find((name) => name.endsWith(` + version + `)))
		while (!(await kept.keys()).some((r) => r.url.includes("tokio-current_thread"))) await new Promise((go) => setTimeout(go, 50))
		const registration = await navigator.serviceWorker.ready
		while (registration.installing || registration.waiting || registration.active.state !== "activated") await new Promise((go) => setTimeout(go, 50))`)
	h.away.Store(true)
	h.open(p, "/d/pingpong/")
	if now := evaluate[string](p, `return globalThis.another ? `+version+` : ""`); now == old || now == "" {
		t.Errorf("without a network the version is %q, the old one %q", now, old)
	}
	if s := p.state(); s.Steps == 0 {
		t.Error("nothing is on the stage")
	}
}

func TestAServerThatAnswersWithErrorsIsAsGoodAsNone(t *testing.T) {
	h := newHosted(t, built)
	p := newBrowser(t).tab(t)
	h.open(p, "/d/pingpong/")
	p.keeps("/live.", "/d/pingpong/", "tokio-current_thread")
	broken := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, "broken", http.StatusBadGateway) }))
	h.handler.Store(&broken)
	h.open(p, "/d/pingpong/")
	if s := p.state(); s.Steps == 0 {
		t.Error("nothing is on the stage")
	}
}

package journeys

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// host serves one page of somebody else's: another origin, its own policy, its own styles.
func host(t *testing.T, policy, body string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if policy != "" {
			w.Header().Set("Content-Security-Policy", policy)
		}
		fmt.Fprintf(w, "<!doctype html><title>Somebody's article</title><style>div,button,canvas{display:none!important}*{color:red}</style>%s", body)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

const ready = `await customElements.whenDefined("interleave-demo"); await document.querySelector("interleave-demo").ready`

func TestAnArticleOnAnotherHostEmbedsTheElement(t *testing.T) {
	script := fmt.Sprintf(`<script type="module" src="%s/embed.js"></script>`, site.URL)
	element := `<interleave-demo demo="backpressure"><pre>what readers without scripts see</pre></interleave-demo>`
	for name, policy := range map[string]string{
		"without a policy": "",
		"under a strict one": fmt.Sprintf("default-src 'none'; script-src %[1]s 'wasm-unsafe-eval'; worker-src blob:; connect-src %[1]s; style-src 'unsafe-inline'; img-src data:",
			site.URL),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newBrowser(t).tab(t)
			p.visit(host(t, policy, script+element))
			p.run(ready)
			p.run(`await demo.run()`)
			s := p.state()
			if s.Sources["go"] == nil || s.Sources["go"].Outcome == nil || s.Sources["go"].Outcome.How != "returned" {
				t.Errorf("Go did not run to its end on the host page: %+v", s.Sources["go"])
			}
			if visible := evaluate[bool](p, `return demo.shadowRoot.querySelector("canvas").getBoundingClientRect().height > 100`); !visible {
				t.Error("the host's styles reach into the element")
			}
		})
	}
}

func TestASandboxedFrameRunsGo(t *testing.T) {
	p := newBrowser(t, inOneProcess...).tab(t)
	p.visit(host(t, "", fmt.Sprintf(`<iframe sandbox="allow-scripts" width="900" height="700" src="%s/embed/pingpong/?seed=7"></iframe>`, site.URL)))
	frame := p.frame(site.URL + "/embed/pingpong/")
	frame.run(ready)
	frame.run(`await demo.run()`)
	if s := frame.state().Sources["go"]; s == nil || s.Outcome == nil || s.Outcome.How != "returned" {
		t.Errorf("Go did not run to its end in a sandboxed frame: %+v", s)
	}
}

func TestSeveralElementsOnOnePage(t *testing.T) {
	p := newBrowser(t).tab(t)
	demos := []string{"pingpong", "backpressure", "timeout", "pingpong"}
	elements := ""
	for _, demo := range demos {
		elements += `<interleave-demo demo="` + demo + `"></interleave-demo>`
	}
	p.visit(host(t, "", countsWorkers+fmt.Sprintf(`<script type="module" src="%s/embed.js"></script>`, site.URL)+elements))
	p.run(ready)
	ends := evaluate[[]string](p, `
		const all = [...document.querySelectorAll("interleave-demo")];
		await Promise.all(all.map((d) => d.ready));
		await Promise.all(all.map((d) => d.run()));
		return all.map((d) => d.state.demo + " " + d.state.sources.go.outcome.how)`)
	if want := strings.Join(demos, " returned, ") + " returned"; strings.Join(ends, ", ") != want {
		t.Errorf("runs at once ended with %v", ends)
	}
	fetched := evaluate[map[string]int](p, `
		const times = {};
		for (const { name } of performance.getEntriesByType("resource")) times[name] = (times[name] ?? 0) + 1;
		return times`)
	wasm := 0
	for name, times := range fetched {
		if times > 1 {
			t.Errorf("%s was asked for %d times", name, times)
		}
		if strings.Contains(name, ".wasm") {
			wasm++
		}
	}
	if wasm != 1 {
		t.Errorf("%d files of wasm were asked for", wasm)
	}
	if workers := evaluate[int](p, `return workers`); workers != 1 {
		t.Errorf("after the runs there are %d workers, not the decoder alone", workers)
	}
}

func TestHostileLinksEndInWords(t *testing.T) {
	b := newBrowser(t)
	for _, query := range []string{
		`?params=buffer%3D-1`,
		`?params=buffer%3D1e9%26consumers%3D999999999999`,
		`?params=__proto__%3D1%26constructor%3D2`,
		`?params=%00%ff%3D%26%26%3D&seed=%3Cscript%3Ealert(1)%3C/script%3E&at=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E`,
		`?seed=99999999999999999999999&clock=sundial&show=everything&theme=%22onload%3D%22alert(1)`,
		`?at=-5&seed=-1`,
		`?at=99999`,
	} {
		t.Run(query, func(t *testing.T) {
			t.Parallel()
			p := b.open(t, "/d/backpressure/"+query)
			if injected := evaluate[int](p, `return document.querySelectorAll("img[src=x]").length + demo.shadowRoot.querySelectorAll("img[src=x], script").length`); injected > 0 {
				t.Error("the link's text became part of the page")
			}
			p.run(`await demo.run().catch(() => 0)`)
			p.run(`demo.setAttribute("params", ""); demo.setAttribute("seed", "7"); await demo.run()`)
			if got := p.state().Sources["go"].Outcome; got == nil || got.How != "returned" {
				t.Errorf("the next run does not work: %+v", got)
			}
		})
	}
}

func TestAnUnknownScenarioSaysSo(t *testing.T) {
	p := newBrowser(t).tab(t)
	p.visit(host(t, "", fmt.Sprintf(`<script type="module" src="%s/embed.js"></script><interleave-demo demo="no-such-thing"></interleave-demo>`, site.URL)))
	p.until(`demo && demo.shadowRoot && /no-such-thing/.test(demo.shadowRoot.textContent)`)
}

func TestAPageWithoutScriptsHasQuestionAndCode(t *testing.T) {
	for _, demo := range []string{"pingpong", "backpressure"} {
		p := newBrowser(t).tab(t)
		p.visit(site.URL + "/d/" + demo + "/")
		html := evaluate[string](p, `const r = await fetch(location.href); const d = new DOMParser().parseFromString(await r.text(), "text/html"); return d.body.textContent`)
		for _, want := range []string{"package main", "#[tokio::main]", "?"} {
			if !strings.Contains(html, want) {
				t.Errorf("%s: the page without scripts has no %q", demo, want)
			}
		}
	}
}

// What stands inside an element is what readers without scripts, feeds and mail have, and everybody while the site cannot be reached.
func TestWhatStandsInsideAnElementStaysReadable(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	inside := `<pre>func main() {}</pre><img alt="The timeline" width="600" height="300" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">`
	for name, script := range map[string]string{
		"no script":                 "",
		"a site that is gone":       fmt.Sprintf(`<script type="module" src="%s/embed.js"></script>`, gone.URL),
		"a scenario that is not":    fmt.Sprintf(`<script type="module" src="%s/embed.js"></script>`, site.URL),
		"a policy against its data": fmt.Sprintf(`<meta http-equiv="Content-Security-Policy" content="connect-src 'none'"><script type="module" src="%s/embed.js"></script>`, site.URL),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newBrowser(t).tab(t)
			p.visit(host(t, "", script+`<interleave-demo demo="no-such-thing">`+inside+`</interleave-demo>`))
			if strings.Contains(script, site.URL) {
				p.until(`demo.shadowRoot?.querySelector("[role=alert]")`)
			}
			p.until(`document.querySelector("pre").getBoundingClientRect().height > 10 && document.querySelector("img").getBoundingClientRect().height === 300`)
		})
	}
}

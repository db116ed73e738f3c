package journeys

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// A network is the site behind a connection that a test can hold or cut.
type network struct {
	*httptest.Server
	held    atomic.Pointer[string]            // prefix of the files' names that are held
	free    chan struct{}                     // closed, it lets go what is held
	asked   chan struct{}                     // closed when something is held
	refused atomic.Pointer[func(string) bool] // by name
	spoilt  atomic.Pointer[func(string) bool] // by name: half of the file arrives, as if it were whole
}

func newNetwork(t *testing.T) *network {
	t.Helper()
	n := &network{free: make(chan struct{}), asked: make(chan struct{})}
	var once atomic.Bool
	n.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := path.Base(r.URL.Path)
		if refused := n.refused.Load(); refused != nil && (*refused)(name) {
			http.Error(w, "refused", http.StatusServiceUnavailable)
			return
		}
		if held := n.held.Load(); held != nil && strings.HasPrefix(name, *held) {
			if once.CompareAndSwap(false, true) {
				close(n.asked)
			}
			select {
			case <-n.free:
			case <-r.Context().Done():
			}
		}
		if spoilt := n.spoilt.Load(); spoilt != nil && (*spoilt)(name) {
			r.Header.Del("Accept-Encoding")
			whole := httptest.NewRecorder()
			site.Config.Handler.ServeHTTP(whole, r)
			maps.Copy(w.Header(), whole.Header())
			w.Header().Del("Content-Length")
			w.Header().Set("Cache-Control", "no-store")
			w.Write(whole.Body.Bytes()[:whole.Body.Len()/2])
			return
		}
		site.Config.Handler.ServeHTTP(w, r)
	}))
	t.Cleanup(n.Close)
	return n
}

func (n *network) hold(prefix string) { n.held.Store(&prefix) }

// untilAsked waits until something is held.
func (n *network) untilAsked(t *testing.T) {
	t.Helper()
	select {
	case <-n.asked:
	case <-time.After(patience):
		t.Fatal("what is held was not asked for")
	}
}

func (n *network) refuse(which func(name string) bool) { n.refused.Store(&which) }

func (n *network) spoil(which func(name string) bool) { n.spoilt.Store(&which) }

// open opens a scenario over the network.
func (n *network) open(t *testing.T, path string) *page {
	t.Helper()
	p := newBrowser(t).tab(t)
	p.visit(n.URL + path)
	p.run(`await customElements.whenDefined("interleave-demo"); await document.querySelector("interleave-demo").ready`)
	return p
}

func TestStopWorksWhileGoIsLoading(t *testing.T) {
	for _, part := range []string{"live.", "programs."} {
		t.Run(part, func(t *testing.T) {
			t.Parallel()
			n := newNetwork(t)
			n.hold(part)
			p := n.open(t, "/d/pingpong/")
			p.run(`demo.seek({step: 5}); window.result = demo.run()`)
			n.untilAsked(t)
			p.until(`demo.shadowRoot.textContent.includes("Loading` + map[string]string{"live.": " …", "programs.": " Go, "}[part] + `")`)
			before := p.state()
			p.run(`demo.stop(); await window.result`) // the rest of the program is still held

			s, text := p.state(), p.text()
			if s.Running || s.Sources["go"].Live || s.Step != before.Step || s.Steps != before.Steps {
				t.Errorf("after the stop the stage is %+v, was %+v", s, before)
			}
			if !strings.Contains(text, "Stopped before it began.") || strings.Contains(text, "How the Go run ended") {
				t.Errorf("the page says %s", text)
			}
			close(n.free)
			p.run(`await demo.run()`)
			if got := p.state().Sources["go"]; got == nil || got.Outcome.How != "returned" {
				t.Errorf("the next run ended as %+v", got)
			}
			if text := p.text(); strings.Contains(text, "Stopped before") {
				t.Errorf("the page still says %s", text)
			}
		})
	}
}

func TestWhatFailsToLoadIsSaidAndTriedAgain(t *testing.T) {
	for part, words := range map[string]string{"live.": "engine could not be loaded.", "programs.": "Go programs could not be loaded"} {
		t.Run(part, func(t *testing.T) {
			t.Parallel()
			n := newNetwork(t)
			p := n.open(t, "/d/pingpong/")
			n.refuse(func(name string) bool { return strings.HasPrefix(name, part) })
			message := evaluate[string](p, `return await demo.run().then(() => "", (error) => error.message)`)
			if !strings.Contains(message, words) || !strings.Contains(message, "Run tries again.") || strings.Contains(message, "http") {
				t.Errorf("the run failed with %q", message)
			}
			if !strings.Contains(p.text(), message) {
				t.Errorf("the page does not say %q: %s", message, p.text())
			}
			n.refuse(func(string) bool { return false })
			p.run(`await demo.run()`)
			if p.state().Sources["go"] == nil || strings.Contains(p.text(), message) {
				t.Errorf("the next run: %s", p.text())
			}
		})
	}
}

func TestARunIsShownWithoutTheExtras(t *testing.T) {
	n := newNetwork(t)
	n.refuse(func(name string) bool { return strings.HasPrefix(name, "extras.") })
	p := n.open(t, "/d/pingpong/")
	p.run(`await demo.run()`)
	if got := p.state().Sources["go"]; got == nil || got.Outcome.How != "returned" {
		t.Errorf("the run is %+v", got)
	}
	if text := p.text(); !strings.Contains(text, "A part of the page could not be loaded.") || strings.Contains(text, "http:") {
		t.Errorf("the page says %s", text)
	}
}

func TestARecordingThatFailsIsTriedByTheNextRun(t *testing.T) {
	n := newNetwork(t)
	n.refuse(func(name string) bool { return strings.HasSuffix(name, ".ndjson") })
	p := n.open(t, "/d/pingpong/")
	if text := p.text(); !strings.Contains(text, "The recording could not be loaded") || strings.Contains(text, ".ndjson") {
		t.Errorf("the page says %s", text)
	}
	n.refuse(func(string) bool { return false })
	p.run(`await demo.run()`)
	if s := p.state(); s.Sources["tokio"] == nil || s.Sources["go"] == nil {
		t.Errorf("on the stage are %+v", s.Sources)
	}
}

func TestALiveRunIsKeptWhileARecordingIsShown(t *testing.T) {
	p := open(t, "/d/backpressure/")
	p.run(`await demo.run()`)
	before := p.records("go")
	choose := func(live string) {
		p.run(`const live = demo.sources.find((s) => s.source === "go" && s.kind === "live").id
			const select = [...demo.shadowRoot.querySelectorAll("select.variant")].find((s) => /Go/.test(s.ariaLabel ?? s.getAttribute("aria-label")))
			select.value = [...select.options].map((o) => o.value).find((v) => (v === live) === ` + live + `)
			select.dispatchEvent(new Event("change"))`)
		p.until(`demo.state.sources.go?.live === ` + live)
	}
	choose("false")
	choose("true")
	if p.records("go") != before {
		t.Error("the live run is another")
	}
	choose("false")
	p.run(`demo.setAttribute("seed", "9")`)
	p.run(`const select = [...demo.shadowRoot.querySelectorAll("select.variant")].find((s) => /Go/.test(s.getAttribute("aria-label")))
		select.value = demo.sources.find((s) => s.source === "go" && s.kind === "live").id
		select.dispatchEvent(new Event("change"))`)
	p.until(`!demo.state.sources.go`)
}

func TestAViewerThatCannotBeLoadedLeavesTheArticleReadable(t *testing.T) {
	n := newNetwork(t)
	n.refuse(func(name string) bool { return strings.HasPrefix(name, "element.") })
	p := newBrowser(t).tab(t)
	p.visit(n.URL + "/d/pingpong/")
	p.run(`await customElements.whenDefined("interleave-demo")`)
	if sentence := evaluate[string](p, `return await demo.ready.then(() => "", (error) => error.message)`); !strings.Contains(sentence, "could not be loaded") {
		t.Errorf("ready says %q", sentence)
	}
	if text := evaluate[string](p, `return demo.innerText`); !strings.Contains(text, "package main") {
		t.Errorf("the program cannot be read any more: %q", text)
	}
}

func TestReadyLoadsAnElementFarBelowTheScreen(t *testing.T) {
	p := newBrowser(t).tab(t)
	p.visit(host(t, "", `<script type="module" src="`+site.URL+`/embed.js"></script><p style="height: 9000px"></p><interleave-demo demo="pingpong"></interleave-demo>`))
	p.run(`await customElements.whenDefined("interleave-demo")`)
	if s := evaluate[*state](p, `return demo.state`); s != nil {
		t.Errorf("what is far below has been loaded: %+v", s)
	}
	p.run(`await demo.ready`)
	if s := p.state(); s.Steps == 0 {
		t.Error("ready, and nothing on the stage")
	}
}

package journeys

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// raw is what engines say of damage, and no reader should have to read.
var raw = regexp.MustCompile(`JSON|undefined|[A-Z]\w+Error|WebAssembly|magic word|network error|fetch`)

func TestWhatArrivesDamagedIsSaidInWords(t *testing.T) {
	for name, test := range map[string]struct{ file, words string }{
		"contents":  {`^interleave\.json$`, "The list of scenarios did not arrive whole."},
		"scenario":  {`^pingpong\..*\.json$`, "The scenario did not arrive whole."},
		"recording": {`^.*\.ndjson$`, "The recording did not arrive whole."},
		"hands":     {`^hands\..*\.js$`, "A part of the page could not be loaded."},
		"programs":  {`^programs\..*\.wasm$`, "The Go programs did not arrive whole."},
	} {
		t.Run(name, func(t *testing.T) {
			n := newNetwork(t)
			p := newBrowser(t).tab(t)
			damaged := regexp.MustCompile(test.file)
			n.spoil(damaged.MatchString)
			p.visit(n.URL + "/d/pingpong/")
			p.run(`await customElements.whenDefined("interleave-demo"); await demo.ready.catch(() => 0)`)
			if name == "programs" {
				p.run(`await demo.run().catch(() => 0)`)
			}
			p.until(fmt.Sprintf(`demo.shadowRoot.textContent.includes(%q)`, test.words))
			if text := p.text(); raw.MatchString(text) {
				t.Errorf("the page says %q in %s", raw.FindString(text), text)
			}
			n.spoil(func(string) bool { return false })
			p.run(`demo.setAttribute("demo", "backpressure"); await demo.ready; await demo.run()`)
			if s := p.state(); s.Sources["go"] == nil || s.Sources["tokio"] == nil {
				t.Errorf("the next scenario: %s", p.text())
			}
		})
	}
}

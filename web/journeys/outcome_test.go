package journeys

import (
	"strings"
	"testing"
)

// text is what a reader can see of the element.
func (p *page) text() string {
	p.t.Helper()
	return evaluate[string](p, `return demo.shadowRoot.textContent.replace(/\s+/g, " ") + " " + demo.innerText.replace(/\s+/g, " ")`)
}

func TestRunsThatEndBadlyEndInWords(t *testing.T) {
	b := newBrowser(t)
	for _, c := range []struct {
		demo, how string
		words     []string // on the page, the runtime's own among them
		trace     []string // in the records
	}{
		{"stuck", "deadlock", []string{"all goroutines are asleep - deadlock!"}, []string{`"op":"lock"`, `"blocked":[`}},
		{"breaks", "panicked", []string{"assignment to entry in nil map"}, []string{`"e":"wait"`, `"name":"breaks"`}},
		{"exits", "exited", []string{"3"}, []string{`"code":3`}},
		{"memory", "out of memory", []string{"out of memory"}, []string{`"v":"growing"`}},
		{"flood", "output limit", []string{"line 0"}, []string{`"e":"out"`}},
		{"own", "returned", nil, []string{`"v":"init ran: 3"`}},
	} {
		t.Run(c.demo, func(t *testing.T) {
			t.Parallel()
			p := b.open(t, "/d/"+c.demo+"/")
			p.run(`await demo.run()`)
			s := p.state().Sources["go"]
			if s == nil || s.Outcome == nil || s.Outcome.How != c.how {
				t.Fatalf("the outcome is %+v, want %s", s, c.how)
			}
			recording, text := p.records("go"), p.text()
			for _, want := range c.words {
				if !strings.Contains(text, want) {
					t.Errorf("the page does not say %q: %s", want, text)
				}
			}
			for _, want := range c.trace {
				if !strings.Contains(recording, want) {
					t.Errorf("the trace has no %s:\n%s", want, recording)
				}
			}

			p.run(`await demo.run()`)
			if again := p.records("go"); again != recording && c.demo != "memory" && c.demo != "flood" {
				t.Errorf("the next run is not clean: it differs from the first")
			}
		})
	}
}

func TestAnEndlessLoopIsTheReadersChoice(t *testing.T) {
	p := open(t, "/d/endless/")
	p.run(`window.result = demo.run()`)
	p.until(`/still running/i.test(demo.shadowRoot.textContent)`)
	if got := evaluate[int](p, `return 6 * 7`); got != 42 {
		t.Error("the page does not respond while the program loops")
	}
	p.run(`demo.stop(); await window.result`)
	s := p.state().Sources["go"]
	if s.Outcome == nil || s.Outcome.How != "stopped" {
		t.Fatalf("the outcome is %+v, want stopped", s.Outcome)
	}
	if recording := p.records("go"); !strings.Contains(recording, `"op":"receive"`) {
		t.Errorf("the hand-over before the loop is not in the trace:\n%s", recording)
	}
	p.visit(site.URL + "/d/pingpong/")
	p.run(`await customElements.whenDefined("interleave-demo"); await document.querySelector("interleave-demo").ready`)
	p.run(`await demo.run()`)
	if got := p.state().Sources["go"].Outcome.How; got != "returned" {
		t.Errorf("the run after it ended with %q", got)
	}
}

func TestStopAndRunAgainInOnePage(t *testing.T) {
	p := open(t, "/d/endless/")
	for range 3 {
		p.run(`window.result = demo.run()`)
		p.until(`/still running/i.test(demo.shadowRoot.textContent)`)
		p.run(`demo.stop(); await window.result`)
		if got := p.state().Sources["go"].Outcome; got == nil || got.How != "stopped" {
			t.Fatalf("the outcome is %+v, want stopped", got)
		}
	}
}

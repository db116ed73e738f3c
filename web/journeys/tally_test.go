package journeys

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// everything is all text of the page and of its shadow roots, shown or not, and its address.
const everything = `
	const all = (root) => [...root.querySelectorAll("*")].map((e) => [...e.attributes].map((a) => a.value).join(" ") + (e.shadowRoot ? all(e.shadowRoot) : "")).join(" ") + root.textContent;
	return location.href + all(document) + [...document.querySelectorAll("*")].flatMap((e) => e.shadowRoot?.textContent ?? []).join(" ")`

func TestAQuestionIsPutToARoomAndHandsAreCounted(t *testing.T) {
	b := newBrowser(t)
	p := b.tab(t)
	p.sized(1280, 720)
	p.visit(site.URL + "/d/backpressure/?present&predict&theme=light")
	p.run(ready)
	p.until(`demo.shadowRoot.querySelector(".tally")?.checkVisibility()`)
	whys := evaluate[[]string](p, `
		const { demos } = await (await fetch("/interleave.json")).json();
		const { predict } = await (await fetch("/" + demos.find(({ name }) => name === "backpressure").data)).json();
		return predict.options.map(({ why }) => why.replace(/<[^>]*>/g, ""))`)
	if len(whys) != 4 {
		t.Fatalf("the question has %d answers", len(whys))
	}
	for place, words := range map[string]string{"the page": evaluate[string](p, everything), "what is perceived": p.perceived()} {
		if !strings.Contains(words, "How many of the 8 sends return") {
			t.Errorf("in %s the question is not", place)
		}
		for _, why := range append(whys, "blocked sending", "What happens:") {
			if strings.Contains(words, why) {
				t.Errorf("before the question is closed, %s has %q", place, why)
			}
		}
	}
	poor := evaluate[[]string](p, texts+`return texts.filter((t) => t.px < 23.95 || t.contrast < 7).map((t) => t.text + ", " + t.px + " px, contrast " + t.contrast)`)
	for _, text := range poor {
		t.Errorf("from the back nobody can read %s", text)
	}

	p.keys("2", "2", "3", "3", "3", "9")
	p.run(`document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "#", code: "Digit3", shiftKey: true, bubbles: true, composed: true, cancelable: true}))`)
	p.keys("1", kb.Backspace)
	p.run(`demo.shadowRoot.querySelectorAll(".add")[3].click(); demo.shadowRoot.querySelectorAll(".less")[1].click()`)
	counts := func() []string {
		t.Helper()
		return evaluate[[]string](p, `return [...demo.shadowRoot.querySelectorAll(".tally .n")].map((n) => n.textContent)`)
	}
	if got, want := counts(), []string{"", "1", "2", "1"}; !slices.Equal(got, want) {
		t.Errorf("the hands are %q, not %q", got, want)
	}
	widths := evaluate[[]float64](p, `return [...demo.shadowRoot.querySelectorAll(".tally .hands")].map((bar) => bar.getBoundingClientRect().width)`)
	if widths[0] != 0 || widths[1] <= 0 || widths[2] < 1.9*widths[1] || widths[3] != widths[1] {
		t.Errorf("the bars are %v px wide", widths)
	}
	if p.state().Step != 0 || !evaluate[bool](p, `return demo.state.predicting`) {
		t.Error("counting shows the run")
	}

	// Leaving and coming back loses nothing.
	p.keys("p")
	p.until(`!demo.shadowRoot.querySelector(".room")`)
	p.keys("p")
	p.until(`demo.shadowRoot.querySelector(".tally")?.checkVisibility()`)
	if got, want := counts(), []string{"", "1", "2", "1"}; !slices.Equal(got, want) {
		t.Errorf("after coming back the hands are %q, not %q", got, want)
	}

	// The clicker closes the question, and leads on to the moment of which it speaks.
	p.keys(kb.PageDown)
	p.until(`demo.shadowRoot.querySelector(".told").innerText.includes("The fourth send finds it full") && !demo.state.predicting`)
	p.keys("2", kb.Backspace)
	if got, want := counts(), []string{"", "1", "2", "1"}; !slices.Equal(got, want) {
		t.Errorf("after it was closed the hands are %q, not %q", got, want)
	}
	p.keys(kb.PageDown)
	p.presenting()
	p.until(`!demo.shadowRoot.querySelector(".tally") && demo.state.sources.go?.units.some((unit) => unit.name === "producer" && unit.waitingFor[0]?.op === "send")`)
	at := p.state().Step
	p.keys(kb.PageDown)
	if s := p.state(); s.Step <= at {
		t.Errorf("after the question the clicker leads from step %d to step %d", at, s.Step)
	}
}

// In a slide the question has the clicker's keys, and before it the deck has.
func TestAQuestionIsPutInASlide(t *testing.T) {
	p := slides(t, fmt.Sprintf(`<iframe src="%s/embed/pingpong/?present&predict" width="1280" height="720"></iframe>`, site.URL))
	frame := p.frame(site.URL + "/embed/pingpong/")
	frame.run(ready)
	p.keys(kb.PageDown)
	frame.until(`demo.shadowRoot.querySelector(".tally")?.checkVisibility() && document.hasFocus()`)
	p.keys("1", "1")
	frame.until(`demo.shadowRoot.querySelector(".tally .n").textContent === "2"`)
	p.keys("0")
	frame.until(`demo.shadowRoot.querySelector(".tally .n").textContent === ""`)
	p.keys(kb.PageUp)
	p.until(`Reveal.getIndices().h === 0`)
	p.keys(kb.PageDown)
	frame.until(`document.hasFocus()`)
	p.keys(kb.PageDown)
	frame.until(`!demo.state.predicting && demo.shadowRoot.querySelector(".told").textContent !== ""`)
	p.keys(kb.PageDown)
	frame.until(`!demo.shadowRoot.querySelector(".tally") && demo.shadowRoot.querySelector(".room .canvas canvas")?.width > 400`)
	if at := evaluate[int](p, `return Reveal.getIndices().h`); at != 1 {
		t.Errorf("the question's keys lead the deck to slide %d", at)
	}
}

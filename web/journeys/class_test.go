package journeys

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestAxeFindsNothingInAClass(t *testing.T) {
	b := newBrowser(t, inTheRoom)
	for _, s := range sights {
		if slices.Contains([]string{"more contrast", "phone"}, s.name) {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			p := b.tab(t)
			p.see(s)
			p.visit(roomURL("/d/backpressure/?present&predict"))
			p.run(ready)
			p.until(`demo.shadowRoot.querySelector(".tally")?.checkVisibility()`)
			p.keys("1", "2")
			p.axe("a question with hands")
			n := p.opened(func() { p.keys("s") })
			n.see(s)
			n.run(`document.querySelector("details").open = true`)
			n.axe("notes of a question")
			p.keys(kb.PageDown)
			p.until(`demo.shadowRoot.querySelector(".told").textContent !== ""`)
			p.axe("the answer")
			p.keys(kb.PageDown)
			p.presenting()
			p.axe("a presentation")
			n.until(`document.querySelector(".nextS").checkVisibility()`)
			n.axe("notes of a step")
			p.keys(".")
			p.until(`demo.shadowRoot.querySelector(".blackout").checkVisibility()`)
			p.axe("a blank screen")
			p.keys(".", "q")
			p.until(`demo.shadowRoot.querySelector(".code svg")`)
			p.axe("a code")
			p.keys("q")
			p.run(`const at = (type) => demo.shadowRoot.querySelector(".room").dispatchEvent(new PointerEvent(type, {bubbles: true, composed: true, isPrimary: true, pointerId: 1, clientX: 300, clientY: 300}));
				at("pointerdown"); at("pointerup")`)
			p.until(`demo.shadowRoot.querySelector(".roombar")`)
			p.axe("buttons for fingers")
			p.keys("p")
			p.until(`!demo.hasAttribute("present") && demo.shadowRoot.querySelector(".classS")`)
			p.axe("what a teacher comes for")
			p.run(`demo.setAttribute("print", "handout")`)
			p.until(`(() => { dispatchEvent(new Event("beforeprint")); if (demo.shadowRoot.querySelector(".print .answers")) return true; dispatchEvent(new Event("afterprint")) })()`)
			if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print", Features: s.features}); err != nil {
				t.Fatal(err)
			}
			p.axe("a handout")
		})
	}
}

func TestAPresentationIsMovedByFingers(t *testing.T) {
	p := newBrowser(t).presents(t, site.URL+"/d/backpressure/?present&at=0")
	p.swipe(600, 200)
	p.until(`demo.state.step > 0`)
	first := p.state().Step
	p.swipe(600, 200)
	p.until(fmt.Sprintf(`demo.state.step > %d`, first))
	p.swipe(200, 600)
	p.until(fmt.Sprintf(`demo.state.step === %d`, first))
	// Up and down is nothing, and neither is a tap before its buttons are there.
	p.touch(input.DispatchTouchEventTypeTouchStart, spot{400, 200})
	p.touch(input.DispatchTouchEventTypeTouchMove, spot{410, 400})
	p.touch(input.DispatchTouchEventTypeTouchEnd)
	tap := func(words string) {
		t.Helper()
		at := spot{400, 300}
		if words != "" {
			at = evaluate[spot](p, fmt.Sprintf(`const box = [...demo.shadowRoot.querySelectorAll(".roombar button")].find((b) => b.textContent === %q).getBoundingClientRect();
				return {X: box.x + box.width / 2, Y: box.y + box.height / 2}`, words))
		}
		p.touch(input.DispatchTouchEventTypeTouchStart, at)
		p.touch(input.DispatchTouchEventTypeTouchEnd)
	}
	tap("")
	p.until(`demo.shadowRoot.querySelector(".roombar")`)
	if s := p.state(); s.Step != first {
		t.Errorf("a tap leads from step %d to step %d", first, s.Step)
	}
	small := evaluate[[]string](p, `return [...demo.shadowRoot.querySelectorAll(".roombar button")].filter((b) => b.offsetHeight < 44 || b.offsetWidth < 44).map((b) => b.textContent)`)
	if len(small) > 0 {
		t.Errorf("%q are too small for a finger", small)
	}
	tap("Step")
	p.until(fmt.Sprintf(`demo.state.step === %d`, first+1))
	tap("Back")
	p.until(fmt.Sprintf(`demo.state.step === %d`, first))
	tap("Blank")
	p.until(`demo.shadowRoot.querySelector(".blackout").checkVisibility()`)
	tap("")
	p.until(`!demo.shadowRoot.querySelector(".blackout").checkVisibility()`)
	tap("QR code")
	p.until(`demo.shadowRoot.querySelector(".code")`)
	tap("")
	p.until(`!demo.shadowRoot.querySelector(".code")`)
	n := p.opened(func() { tap("Notes") })
	n.until(`document.querySelector(".place").innerText.startsWith("Marker 1 of 3")`)
	tap("Leave")
	p.until(`!demo.hasAttribute("present")`)
	// And it is come to by a button.
	p.run(`[...demo.shadowRoot.querySelectorAll(".classS button")].find((b) => b.textContent === "Present").click()`)
	p.presenting()
}

// swipe is a finger that moves across the middle of the page.
func (p *page) swipe(fromX, toX float64) {
	p.t.Helper()
	p.touch(input.DispatchTouchEventTypeTouchStart, spot{fromX, 300})
	for i := range 8 {
		p.touch(input.DispatchTouchEventTypeTouchMove, spot{fromX + (toX-fromX)*float64(i+1)/8, 300})
	}
	p.touch(input.DispatchTouchEventTypeTouchEnd)
}

func TestSwipesThatLeadNowhereAreTheDecks(t *testing.T) {
	p := slides(t, `<interleave-demo demo="backpressure" at="0" present style="height: 720px"></interleave-demo>`)
	p.run(ready)
	p.keys(kb.PageDown)
	p.presenting()
	p.swipe(600, 200)
	p.until(`demo.state.step > 0`)
	if at := evaluate[int](p, `return Reveal.getIndices().h`); at != 1 {
		t.Errorf("a swipe in the demo leads the deck to slide %d", at)
	}
	p.run(`demo.seek({step: 1e6})`)
	p.swipe(600, 200)
	p.until(`Reveal.getIndices().h === 2`)
	p.swipe(200, 600)
	p.until(`Reveal.getIndices().h === 1`)
	p.run(`demo.seek({step: 0})`)
	p.swipe(200, 600)
	p.until(`Reveal.getIndices().h === 0`)
}

// In a frame, the deck is told.
func TestSwipesInAFrameThatLeadNowhereAreTheDecks(t *testing.T) {
	p := slides(t, fmt.Sprintf(`<iframe src="%s/embed/backpressure/?present&at=0" width="1280" height="720"></iframe>`, site.URL))
	frame := p.frame(site.URL + "/embed/backpressure/")
	frame.run(ready)
	p.keys(kb.PageDown)
	frame.until(`demo.shadowRoot.querySelector(".room .canvas canvas")?.width > 400`)
	p.swipe(600, 200)
	frame.until(`demo.state.step > 0`)
	frame.run(`demo.seek({step: 1e6})`)
	p.swipe(600, 200)
	p.until(`Reveal.getIndices().h === 2`)
}

// The notes stand on the site, wherever the presentation does: in a sandboxed frame that may open windows, and in the page of another site.
func TestTheNotesFollowFromElsewhere(t *testing.T) {
	b := newBrowser(t, inOneProcess...)
	for name, body := range map[string]string{
		"in a sandboxed frame": fmt.Sprintf(`<iframe src="%s/embed/backpressure/?present&at=0" width="1280" height="720" sandbox="allow-scripts allow-popups"></iframe>`, site.URL),
		"on another site":      fmt.Sprintf(`<script type="module" src="%s/embed.js"></script><interleave-demo demo="backpressure" at="0" present></interleave-demo>`, site.URL),
	} {
		t.Run(name, func(t *testing.T) {
			other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				fmt.Fprintf(w, `<!doctype html><title>Elsewhere</title>%s`, body)
			}))
			defer other.Close()
			tab := b.tab(t)
			tab.visit(other.URL)
			p := tab
			if name == "in a sandboxed frame" {
				p = tab.frame(site.URL + "/embed/backpressure/")
			}
			p.run(ready)
			p.until(`demo.shadowRoot.querySelector(".room .canvas canvas")?.width > 400`)
			p.run(`window.focus(); demo.shadowRoot.querySelector(".room").focus()`)
			n := tab.opened(func() {
				// As a key would: a window opens only for those who have done something.
				p.run(`demo.key(new KeyboardEvent("keydown", {key: "S", shiftKey: true}))`)
			})
			n.until(`document.querySelector(".nextAt").innerText === "producer waits"`)
			n.keys(kb.PageDown)
			p.until(`demo.state.step > 0`)
			n.until(`document.querySelector(".place").innerText.startsWith("Marker 1 of 3")`)
		})
	}
}

package journeys

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// presenting waits until the presentation has drawn its stage.
func (p *page) presenting() {
	p.t.Helper()
	p.until(`demo?.shadowRoot?.querySelector(".room .canvas canvas")?.width > 400`)
}

// Every text of the room that is in the DOM, with its size on the screen and the contrast of its ink with the ground that it lies on.
const texts = `
	const luminance = (css) => {
		const ctx = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
		ctx.fillStyle = css;
		ctx.fillRect(0, 0, 1, 1);
		const [r, g, b] = [...ctx.getImageData(0, 0, 1, 1).data].slice(0, 3).map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
	const room = demo.shadowRoot.querySelector(".room");
	const ground = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!c.startsWith("rgba(")) return c; } };
	const texts = [];
	const walk = document.createTreeWalker(room, NodeFilter.SHOW_TEXT);
	for (let n; (n = walk.nextNode());) {
		const e = n.parentElement, style = getComputedStyle(e);
		if (!n.textContent.trim() || !e.checkVisibility()) continue;
		const large = e.closest(".large");
		const scale = large ? new DOMMatrix(getComputedStyle(large).transform).a : 1;
		texts.push({text: n.textContent, px: parseFloat(style.fontSize) * scale, contrast: contrast(style.color, ground(e))});
	}
`

// What can be read from the back of the room: those texts, and every one that is drawn.
const readable = texts + `
	// What is drawn anew with a step, and the whole stage after a change of size.
	const draw = CanvasRenderingContext2D.prototype.fillText;
	let drawn = 0;
	CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
		if (this.canvas.isConnected && String(text).trim()) {
			drawn++;
			const probe = room.appendChild(document.createElement("i"));
			const ink = (name) => { probe.style.color = "var(--" + name + ")"; return getComputedStyle(probe).color; };
			// White on a role's fill, a role's words on the surface: which of the two is told by the ink.
			const on = luminance(this.fillStyle) === luminance(ink("on")) || luminance(this.fillStyle) === luminance(ink("surface"));
			const grounds = on ? ["m", "p", "c", "d", "e"].map((k) => ink(k + "-fill")) : [ink("surface"), ink("sunk")];
			texts.push({text: String(text), px: parseFloat(/([\d.]+)px/.exec(this.font)[1]) * this.getTransform().a / devicePixelRatio, contrast: Math.min(...grounds.map((g) => contrast(this.fillStyle, g)))});
			probe.remove();
		}
		return draw.call(this, text, ...at);
	};
	demo.step(1);
	room.querySelector(".roomstage").style.marginRight = "3em";
	while (drawn < 12) await new Promise(requestAnimationFrame);
	CanvasRenderingContext2D.prototype.fillText = draw;
	return {Drawn: drawn, Poor: texts.filter((t) => t.px < 23.95 || t.contrast < 7), Controls: room.querySelectorAll("button, input, select, a").length}`

func TestAPresentationCanBeReadFromTheBack(t *testing.T) {
	b := newBrowser(t)
	for _, path := range []string{"/d/backpressure/?present&theme=light", "/d/pingpong/?present&theme=dark"} {
		t.Run(path, func(t *testing.T) {
			p := b.tab(t)
			p.sized(1280, 720)
			p.visit(site.URL + path)
			p.run(ready)
			p.presenting()
			p.keys(kb.PageDown)
			got := evaluate[struct {
				Drawn, Controls int
				Poor            []struct {
					Text         string
					Px, Contrast float64
				}
			}](p, readable)
			if got.Drawn < 12 || got.Controls > 0 {
				t.Errorf("%d texts are drawn, and there are %d controls", got.Drawn, got.Controls)
			}
			for _, text := range got.Poor {
				t.Errorf("%q has %.1f px and a contrast of %.1f", text.Text, text.Px, text.Contrast)
			}
		})
	}
}

func TestAPresentationGoesByMarkersAndCanBeBlank(t *testing.T) {
	p := open(t, "/d/backpressure/?at=0")
	all := `demo.shadowRoot.querySelector(".wrap").checkVisibility()`
	p.keys("p")
	p.presenting()
	if evaluate[bool](p, `return `+all) {
		t.Error("something else is on the screen")
	}
	marks := evaluate[[]int](p, `
		const stops = [];
		for (const key of ["PageDown", " ", "ArrowRight", "PageUp"]) {
			document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, composed: true, cancelable: true}));
			stops.push(demo.state.step);
		}
		return stops`)
	named := evaluate[[]int](p, `const stops = ["producer waits", "drained", "all sent"].map((mark) => { demo.seek({mark}); return demo.state.step; }); return stops.sort((a, b) => a - b)`)
	if want := []int{named[0], named[1], named[2], named[1]}; !slices.Equal(marks, want) {
		t.Errorf("the keys lead to the steps %v, not to %v", marks, want)
	}
	p.keys(kb.ArrowUp)
	if got := p.state().Step; got != named[1]-1 {
		t.Errorf("the arrow up leads to step %d", got)
	}
	blank := `demo.shadowRoot.querySelector(".room .blackout").checkVisibility()`
	for _, key := range []string{".", "b"} {
		p.keys(key)
		if !evaluate[bool](p, `return `+blank) {
			t.Errorf("%q does not blank the screen", key)
		}
		p.keys(kb.PageDown)
		if evaluate[bool](p, `return `+blank) || p.state().Step != named[1]-1 {
			t.Error("a key does not bring the screen back, or does something else too")
		}
	}
	p.keys("?")
	p.until(`demo.shadowRoot.querySelector("dialog[open]")?.checkVisibility()`)
	p.keys(kb.PageDown, kb.Escape)
	p.until(`!demo.shadowRoot.querySelector("dialog[open]")`)
	if s := p.state(); s.Step != named[1]-1 {
		t.Errorf("under the list of keys, they lead to step %d", s.Step)
	}
	p.keys(kb.Escape)
	p.until(all + ` && !demo.shadowRoot.querySelector(".room") && !demo.hasAttribute("present")`)
}

// slides serves a deck of the real reveal.js with a slide before and one after the given one, and opens it at the one before.
func slides(t *testing.T, slide string) *page {
	t.Helper()
	files := http.FileServer(http.Dir("../../node_modules/reveal.js/dist"))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			files.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><title>Slides</title><link rel="stylesheet" href="/reset.css"><link rel="stylesheet" href="/reveal.css">
			<script type="module" src="%s/embed.js"></script>
			<div class="reveal"><div class="slides"><section><h1>before</h1></section><section>%s</section><section><h1>after</h1></section></div></div>
			<script src="/reveal.js"></script><script>Reveal.initialize({width: 1280, height: 720, margin: 0, transition: "none", backgroundTransition: "none"})</script>`,
			site.URL, slide)
	}))
	t.Cleanup(server.Close)
	p := newBrowser(t, inOneProcess...).tab(t)
	p.visit(server.URL)
	p.until(`Reveal.isReady()`)
	return p
}

// pressUntilSlide presses a key until the deck is at a slide, and says how often it had to.
func (p *page) pressUntilSlide(key string, slide int) (times int) {
	p.t.Helper()
	for ; times < 20; times++ {
		if evaluate[int](p, `await new Promise((f) => setTimeout(f)); return Reveal.getIndices().h`) == slide {
			return times
		}
		p.keys(key)
	}
	p.t.Fatalf("%d presses of the key do not lead to slide %d", times, slide)
	return 0
}

// The element in a slide: it takes the keys while it has somewhere to go, and the deck has them before and after.
func TestAPresentationInASlideHandsTheDeckOn(t *testing.T) {
	p := slides(t, `<interleave-demo demo="backpressure" at="0" present style="height: 720px"></interleave-demo>`)
	p.run(ready)
	p.keys(kb.PageDown)
	p.presenting()
	stops := evaluate[int](p, `return Reveal.getIndices().h`)
	if stops != 1 || p.state().Step != 0 {
		t.Fatalf("on the way there the demo is at step %d, the deck at slide %d", p.state().Step, stops)
	}
	p.keys(kb.PageDown)
	if at := evaluate[int](p, `return Reveal.getIndices().h`); at != 1 || p.state().Step == 0 {
		t.Errorf("the key that the demo uses leads the deck to slide %d, and the demo to step %d", at, p.state().Step)
	}
	if n := p.pressUntilSlide(kb.ArrowRight, 2); n < 2 || p.state().Step != p.state().Steps {
		t.Errorf("after %d presses the deck moves on from step %d of %d", n, p.state().Step, p.state().Steps)
	}
	p.keys(kb.PageUp)
	if n := p.pressUntilSlide(kb.PageUp, 0); n < 3 || p.state().Step != 0 {
		t.Errorf("after %d presses the deck moves back from step %d", n, p.state().Step)
	}
	p.pressUntilSlide(kb.PageDown, 1)
	p.keys(kb.Escape)
	p.until(`Reveal.isOverview()`)
}

// The same in a frame, where the deck is told by messages and has the focus back; sandboxed as we say that it should be.
func TestAPresentationInAFrameHandsTheDeckOn(t *testing.T) {
	p := slides(t, fmt.Sprintf(`<iframe src="%s/embed/backpressure/?present&at=0" width="1280" height="720" sandbox="allow-scripts allow-popups"></iframe>`, site.URL))
	frame := p.frame(site.URL + "/embed/backpressure/")
	frame.run(ready)
	p.keys(kb.PageDown)
	frame.until(`demo.shadowRoot.querySelector(".room .canvas canvas")?.width > 400 && document.hasFocus()`)
	p.keys(kb.PageDown)
	frame.until(`demo.state.step > 0`)
	if at := evaluate[int](p, `return Reveal.getIndices().h`); at != 1 {
		t.Errorf("the key that the demo uses leads the deck to slide %d", at)
	}
	frame.run(`demo.step(1e6)`)
	p.keys(kb.ArrowRight)
	p.until(`Reveal.getIndices().h === 2 && document.activeElement?.localName !== "iframe"`)
	p.keys(kb.PageUp)
	p.until(`Reveal.getIndices().h === 1`)
	// Back at the slide it has the keys again, and gives away the one for the overview.
	frame.until(`document.hasFocus()`)
	p.keys(kb.PageUp)
	frame.until(`demo.state.step < demo.state.steps`)
	p.keys(kb.Escape)
	p.until(`Reveal.isOverview()`)
	p.keys(kb.Escape)
	p.until(`!Reveal.isOverview()`)
	// Out of the overview, its slide is shown again.
	frame.until(`document.hasFocus()`)
	p.pressUntilSlide(kb.PageUp, 0)
}

// In an article a frame takes the focus when it is clicked or told to, however it comes into view, and only from the page around it.
func TestAFrameInAnArticleTakesNoFocusByItself(t *testing.T) {
	p := newBrowser(t, inOneProcess...).tab(t)
	p.visit(site.URL + "/404.html")
	p.run(`document.body.insertAdjacentHTML("afterbegin", '<input id="typing"><div style="height: 2000px"></div><iframe width="1280" height="720" src="` + site.URL + `/embed/backpressure/?present"></iframe>');
		typing.focus({preventScroll: true})`)
	frame := p.frame(site.URL + "/embed/backpressure/")
	frame.run(ready)
	p.run(`document.querySelector("iframe").scrollIntoView(); await new Promise((f) => requestAnimationFrame(() => requestAnimationFrame(f)))`)
	frame.until(`demo.shadowRoot.querySelector(".room .canvas canvas")?.width > 400`)
	frame.run(`postMessage("slide:start", "*"); postMessage({type: "interleave:current"}, "*"); demo.seek({mark: "all sent"}); await demo.run(); await new Promise((f) => setTimeout(f))`)
	if at := evaluate[string](p, `return document.activeElement.id`); at != "typing" {
		t.Errorf("the focus went to %q", at)
	}
	p.run(`document.querySelector("iframe").contentWindow.postMessage({type: "interleave:current"}, "*")`)
	frame.until(`document.hasFocus()`)
	p.keys(kb.Home)
	frame.until(`demo.state.step === 0`)
}

package journeys

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdp "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// watchMotion has the page note whatever moves by itself: animations and transitions in the document and in every shadow root, at each
// frame from before its first script on, and scrolling that is asked to be smooth.
const watchMotion = `(() => {
	const seen = window.moved = [];
	const note = (words) => seen.includes(words) || seen.push(words);
	const roots = (root) => [root, ...[...root.querySelectorAll("*")].flatMap((e) => (e.shadowRoot ? roots(e.shadowRoot) : []))];
	const nameOf = (e) => e ? e.localName + (e.id && "#" + e.id) + [...e.classList].map((c) => "." + c).join("") : "nothing";
	(function look() {
		for (const root of roots(document)) {
			for (const a of root.getAnimations?.() ?? []) {
				if (a.effect.getComputedTiming().activeDuration > 1) note((a.animationName ?? a.transitionProperty ?? "a script's") + " of " + nameOf(a.effect.target));
			}
		}
		requestAnimationFrame(look);
	})();
	for (const type of [Element, Window]) {
		for (const name of ["scrollTo", "scrollBy", "scroll", "scrollIntoView"]) {
			const own = type === Window ? window : type.prototype;
			const scroll = own[name];
			if (scroll) own[name] = function (...args) {
				if (args[0]?.behavior === "smooth") note(name + " of " + nameOf(this));
				return scroll.apply(this, args);
			};
		}
	}
	window.smooth = () => roots(document).flatMap((root) => [...root.querySelectorAll("*")].filter((e) => getComputedStyle(e).scrollBehavior === "smooth").map(nameOf));
})()`

func TestNothingMovesForThoseWhoAskForReducedMotion(t *testing.T) {
	reduced := sight{"reduced motion", 1440, 900, []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}}
	phone := reduced
	phone.width, phone.height = 390, 844
	b := newBrowser(t)
	for _, s := range []sight{reduced, phone} {
		for _, path := range []string{"/", "/d/backpressure/", "/d/deadlock/", "/embed/backpressure/", "/claims/", "/rust-or-go/", "/embedding/", "/offline.html", "/404.html"} {
			t.Run(path, func(t *testing.T) {
				t.Parallel()
				p := b.tab(t)
				p.see(s)
				p.before(watchMotion)
				p.visit(site.URL + path)
				if evaluate[bool](p, `return demo !== null`) {
					p.run(ready)
					// All that opens, moves or runs.
					p.run(`demo.focus()`)
					p.keys("t", "t", "c", "w", "?", kb.Escape, kb.ArrowRight, kb.ArrowDown, "F", "f", kb.Escape, kb.PageDown, "+", kb.End, "0")
					if path != "/embedding/" && path != "/" {
						p.run(`await demo.run()`)
					}
					p.run(`demo.setAttribute("predict", "true")`)
					p.settled()
					p.run(`demo.removeAttribute("predict")`)
				}
				p.run(`for (const details of document.querySelectorAll("details")) details.open = true;
					document.querySelector("header.top button")?.click(); scrollTo(0, 1e6)
					for (let i = 0; i < 20; i++) await new Promise(requestAnimationFrame)`)
				if moved := evaluate[[]string](p, `return moved`); len(moved) > 0 {
					t.Errorf("it moves by itself: %s", strings.Join(moved, "; "))
				}
				p.run(`document.body.animate([{opacity: 1}, {opacity: 0.9}], 400).id = "seen"; moved.length = 0`)
				p.until(`moved.length > 0`) // what the watch would have seen
				if smooth := evaluate[[]string](p, `return smooth()`); len(smooth) > 0 {
					t.Errorf("it scrolls smoothly: %s", strings.Join(smooth, "; "))
				}
			})
		}
	}
}

// before has a script run in the tab's documents before any of their own.
func (p *page) before(script string) {
	p.t.Helper()
	if _, err := chromedp.Call(p.ctx, cdp.AddScriptToEvaluateOnNewDocument, cdp.AddScriptToEvaluateOnNewDocumentParams{Source: script}); err != nil {
		p.t.Fatal(err)
	}
}

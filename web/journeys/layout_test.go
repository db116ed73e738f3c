package journeys

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// sizes are windows as readers have them; 720×450 is a window of 1440×900 at a zoom of 200 %.
var sizes = [][2]int64{{320, 640}, {390, 844}, {720, 450}, {1024, 768}, {1280, 720}, {1440, 900}}

func TestNothingOverflowsAndEveryGroupIsReached(t *testing.T) {
	b := newBrowser(t)
	for _, path := range []string{"/d/backpressure/?params=buffer%3D3%26consumers%3D4", "/embed/backpressure/"} {
		p := b.open(t, path)
		p.run(`await demo.run()`)
		for _, size := range sizes {
			t.Run(fmt.Sprintf("%s at %dx%d", strings.Split(path, "?")[0], size[0], size[1]), func(t *testing.T) {
				p := &page{t: t, ctx: p.ctx, world: p.world, seen: p.seen}
				p.sized(size[0], size[1])
				for _, view := range []string{"stage", "table"} {
					got := evaluate[struct {
						Overflow int
						Wide     []string
						Hidden   []string
					}](p, `
						demo.focus();
						if (demo.shadowRoot.querySelector(".tablebox").hidden !== `+fmt.Sprint(view == "stage")+`) demo.key(new KeyboardEvent("keydown", {key: "t"}));
						const frame = () => new Promise((f) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(f))));
						await frame();
						const width = document.documentElement.clientWidth;
						const overflow = document.documentElement.scrollWidth - width;
						// What stands in a row that scrolls sideways is reached by that; the row itself may not be too wide.
						const scrolls = (e) => e && (["auto", "scroll"].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth || scrolls(e.parentElement));
						const wide = [...demo.shadowRoot.querySelectorAll(".work > *, .rail > *, .ask, .stagehead, .seg, .btn")]
							.filter((e) => e.getClientRects().length && e.getBoundingClientRect().right > width + 1 && !scrolls(e.parentElement)).map((e) => e.className);
						const bottom = demo.shadowRoot.querySelector(".tp").offsetHeight;
						const hidden = [];
						for (const head of demo.shadowRoot.querySelectorAll(".stage:not([hidden]) .head")) {
							head.scrollIntoView({block: "center"});
							await frame();
							const box = head.getBoundingClientRect();
							if (box.top < 0 || box.bottom > innerHeight - bottom || box.height === 0) hidden.push(head.textContent);
						}
						scrollTo(0, 0);
						return {Overflow: overflow, Wide: wide, Hidden: hidden}`)
					if got.Overflow > 0 || len(got.Wide) > 0 {
						t.Errorf("with the %s, the page is %d px too wide: %v", view, got.Overflow, got.Wide)
					}
					if len(got.Hidden) > 0 {
						t.Errorf("with the %s, these cannot be reached: %v", view, got.Hidden)
					}
				}
			})
		}
	}
}

// The first screen has both groups' beginnings wherever it has room for them: the stage is no surprise below the fold.
func TestTheStageIsOnTheFirstScreen(t *testing.T) {
	p := open(t, "/d/backpressure/")
	p.run(`await demo.run()`)
	for _, c := range []struct {
		width, height int64
		heads         int
	}{{1440, 900, 2}, {1280, 720, 2}, {1024, 768, 2}, {720, 450, 1}, {390, 844, 2}} {
		p.sized(c.width, c.height)
		p.run(`scrollTo(0, 0)`)
		p.drawn()
		seen := evaluate[int](p, `
			const floor = demo.shadowRoot.querySelector(".tp").getBoundingClientRect().top;
			return [...demo.shadowRoot.querySelectorAll(".head")].filter((h) => h.getBoundingClientRect().bottom < Math.min(floor, innerHeight)).length`)
		if seen < c.heads {
			t.Errorf("at %d×%d the first screen has %d groups, want %d", c.width, c.height, seen, c.heads)
		}
	}
}

func TestFingersHaveTargetsOf44Pixels(t *testing.T) {
	b := newBrowser(t, chromedp.Flag("touch-events", "enabled"), chromedp.Flag("blink-settings", "primaryPointerType=2,availablePointerTypes=2"))
	for _, size := range [][2]int64{{390, 844}, {1024, 768}} {
		p := b.open(t, "/d/backpressure/")
		p.sized(size[0], size[1], chromedp.EmulateMobile, chromedp.EmulateTouch)
		p.run(`await demo.run(); if (!matchMedia("(pointer: coarse)").matches) throw new Error("the pointer is not coarse")`)
		p.settled()
		// Words within lines of code and of sentences are no targets of their own size.
		small := evaluate[[]string](p, `
			const all = [...demo.shadowRoot.querySelectorAll("button, select, summary, input"), ...document.querySelectorAll(".top a, .top button, .top summary")];
			return all.filter((e) => e.checkVisibility() && e.getClientRects().length && !e.closest(".codebox, p, li, .cmp, .help"))
				.map((e) => [e, e.getBoundingClientRect()]).filter(([, box]) => box.height < 43.5 || box.width < 39)
				.map(([e, box]) => (e.className || e.textContent) + " " + Math.round(box.width) + "×" + Math.round(box.height))`)
		if len(small) > 0 {
			t.Errorf("at %d×%d these are too small: %v", size[0], size[1], small)
		}
	}
}

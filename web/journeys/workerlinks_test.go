package journeys

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"
)

const amongWorkers = "/d/backpressure/?at=20&recordings=go-native-4&view=workers&show=go&zoom=10-40"

// workers opens a path, waits until workers have their lanes, and gives the stage the keys.
func (b browserProfile) workers(t *testing.T, path string) *page {
	t.Helper()
	p := b.open(t, path)
	p.until(`[...demo.shadowRoot.querySelectorAll("[aria-pressed=true]")].some((button) => button.textContent === "workers")`)
	p.run(`demo.focus()`)
	p.settled()
	return p
}

// The ink of what is lit, in the canvas of the playhead: how many of its pixels are not clear.
const litPixels = `const over = demo.shadowRoot.querySelector("canvas.over");
	const drawn = () => over.getContext("2d").getImageData(0, 0, over.width, over.height).data.reduce((n, v, i) => n + (i % 4 === 3 && v > 0), 0);`

func TestALinkAmongWorkersCanBePointedAt(t *testing.T) {
	b := newBrowser(t)
	p := b.workers(t, amongWorkers)
	box := evaluate[struct{ Left, Top, Width, Height float64 }](p, `demo.scrollIntoView();
		const { left, top, width, height } = demo.shadowRoot.querySelector("canvas.over").getBoundingClientRect();
		return { Left: left, Top: top, Width: width, Height: height }`)
	p.keys(kb.ArrowDown)
	p.untilSelected("worker")
	selected := ""
	for y := 40.0; y < box.Height && selected == ""; y += 6 {
		for x := 140.0; x < box.Width-20 && selected == ""; x += 40 {
			p.mouse(input.DispatchMouseEventTypeMousePressed, box.Left+x, box.Top+y)
			p.mouse(input.DispatchMouseEventTypeMouseReleased, box.Left+x, box.Top+y)
			if now := p.attributes()["select"]; strings.Contains(now, " link ") {
				selected = now
			}
		}
	}
	if selected == "" {
		t.Fatal("no link was found among the workers")
	}
	details := strings.SplitN(p.details(), "\n", 2)[0]
	other := b.workers(t, amongWorkers+"&select="+url.QueryEscape(selected))
	if got := other.untilSelected("link"); got != selected {
		t.Errorf("another reader has %q selected, not %q", got, selected)
	}
	other.untilDetails(details)
}

func TestALinkAmongWorkersIsFollowedByKeys(t *testing.T) {
	p := newBrowser(t).workers(t, amongWorkers)
	p.keys("F")
	selected := p.untilSelected("link")
	lit := evaluate[int](p, litPixels+`return drawn()`)
	at := p.state().Step
	p.keys("f")
	p.until(`/ (wakes|starts|sends) /.test(demo.shadowRoot.querySelector("[role=status]").textContent)`)
	p.keys("f")
	p.until(fmt.Sprintf(`demo.state.step === %d`, at))
	if got := p.untilSelected("link"); got != selected {
		t.Errorf("there and back again selects %q, not %q", got, selected)
	}
	p.keys(kb.ArrowDown)
	p.untilSelected("worker")
	p.keys(kb.Escape)
	p.until(`demo.state.attributes.select === undefined`)
	p.until(fmt.Sprintf(`(() => { %s return drawn() < %d })()`, litPixels, lit))
}

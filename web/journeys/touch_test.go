package journeys

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A spot is a point of the page in CSS pixels.
type spot struct{ X, Y float64 }

// lane says where the name of a lane stands, by its place among those of its source.
func (p *page) lane(source string, index int) spot {
	p.t.Helper()
	p.settled()
	return evaluate[spot](p, `
		const root = demo.shadowRoot;
		const heads = [...root.querySelectorAll(".head")];
		const head = heads.find((h) => h.textContent.startsWith(`+strconv.Quote(source)+`));
		const style = getComputedStyle(root.querySelector(".canvas"));
		const px = (name) => parseFloat(style.getPropertyValue(name));
		const canvas = root.querySelector(".canvas").getBoundingClientRect();
		const box = head.getBoundingClientRect();
		return {X: canvas.left + 12, Y: box.top + px("--head") + (`+strconv.Itoa(index)+` + 0.5) * px("--lane")}`)
}

func (p *page) status() string {
	p.t.Helper()
	return evaluate[string](p, `return demo.shadowRoot.querySelector("[role=status]").textContent`)
}

func (p *page) details() string {
	p.t.Helper()
	return evaluate[string](p, `const d = demo.shadowRoot.querySelector(".inspectS"); return d.hidden ? "" : d.innerText`)
}

// keys presses keys, each once all is done and drawn that the one before asked for.
func (p *page) keys(keys ...string) {
	p.t.Helper()
	for _, key := range keys {
		p.do(chromedp.KeyEvent(key))
		p.settled()
	}
}

// untilDetails waits until the details say so; else the failure tells what they say.
func (p *page) untilDetails(words string) {
	p.t.Helper()
	p.until(`(() => {
		const { shadowRoot } = demo;
		const details = shadowRoot.querySelector(".inspectS");
		if (!details.hidden && details.innerText.includes(` + strconv.Quote(words) + `)) return true;
		throw new Error(JSON.stringify({ hidden: details.hidden, says: details.innerText, step: demo.state.step, focus: shadowRoot.activeElement?.className, innerWidth }));
	})()`)
}

func TestTheKeyboardFollowsAWakeUpAndComesBack(t *testing.T) {
	p := open(t, "/d/backpressure/")
	p.run(`await demo.run(); demo.seek({mark: "producer waits"}); demo.focus()`)
	before := p.state().Step
	p.keys(kb.ArrowDown)
	p.untilDetails("producer")
	if words := p.status(); !strings.Contains(words, "producer: waiting") {
		t.Errorf("the lane that has the keys says %q", words)
	}
	p.keys("f")
	p.until(`demo.state.step > ` + strconv.Itoa(before))
	woken := p.state()
	if got := woken.Sources["go"].unit(t, "producer"); got.State != "ready" {
		t.Errorf("at the other end of the wake-up the producer is %+v", got)
	}
	if got := woken.Sources["go"].unit(t, "consumer"); got.State != "running" {
		t.Errorf("who wakes runs, but the consumer is %+v", got)
	}
	if words := p.status(); !strings.Contains(words, "consumer wakes producer") {
		t.Errorf("the link says %q", words)
	}
	p.keys("f")
	if s := p.state(); s.Step != before {
		t.Errorf("f comes back to step %d, not to %d", s.Step, before)
	}
	p.keys("f", kb.Escape)
	if words := p.details(); words != "" {
		t.Errorf("after Escape the details say %q", words)
	}
}

func TestTheKeyboardGoesAlongALane(t *testing.T) {
	p := open(t, "/d/pingpong/")
	p.run(`await demo.run(); demo.seek({step: 0}); demo.focus()`)
	p.keys(kb.ArrowDown)
	p.untilDetails("main")
	p.keys(kb.ArrowDown)
	name, _, _ := strings.Cut(strings.TrimPrefix(p.status(), "Go, "), ":")
	last := 0
	changes := 0
	for range 6 {
		p.keys(kb.Enter)
		s := p.state()
		if s.Step <= last {
			t.Fatalf("Enter goes from step %d to %d", last, s.Step)
		}
		acts := evaluate[bool](p, `const before = demo.state.sources.go.units.find((u) => u.name === `+strconv.Quote(name)+`);
			demo.step(-1);
			const after = demo.state.sources.go.units.find((u) => u.name === `+strconv.Quote(name)+`);
			demo.step(1);
			return JSON.stringify(before) !== JSON.stringify(after)`)
		if acts {
			changes++
		}
		last = s.Step
	}
	if changes == 0 {
		t.Errorf("nothing ever happens to %s where Enter leads", name)
	}
}

func TestALineShowsWhereItRanAndLeadsThere(t *testing.T) {
	p := open(t, "/d/backpressure/")
	p.run(`await demo.run(); demo.seek({step: 0})`)
	click := `demo.shadowRoot.querySelector('.pane[data-source=go] [data-at="main.go:28"]').click()`
	p.run(click)
	p.untilDetails("send 8 times")
	if s := p.state(); s.Step != 0 {
		t.Errorf("the first click goes to step %d: it only shows", s.Step)
	}
	var steps []int
	for range 3 {
		p.run(click)
		steps = append(steps, p.state().Step)
		lead := evaluate[string](p, `return demo.state.sources.go.units.find((u) => u.name === "producer").at`)
		if lead != "main.go:28" {
			t.Errorf("step %d is not of the line: the producer is at %s", steps[len(steps)-1], lead)
		}
	}
	if !(0 < steps[0] && steps[0] < steps[1] && steps[1] < steps[2]) {
		t.Errorf("the clicks go to the steps %v", steps)
	}
	p.run(`demo.shadowRoot.querySelector('.pane[data-source=go] [data-at="main.go:26"]').click()`)
	p.untilDetails("nothing is recorded here")
}

func TestALineIsReachedByTheKeyboard(t *testing.T) {
	p := open(t, "/d/backpressure/")
	p.run(`await demo.run(); demo.seek({mark: "producer waits"}); demo.shadowRoot.querySelector(".pane[data-source=go] .codebox").focus()`)
	p.keys(kb.ArrowDown)
	p.until(`demo.shadowRoot.activeElement.dataset.at === "main.go:28"`)
	p.keys(kb.Enter)
	p.untilDetails("main.go:28")
	before := p.state().Step
	p.keys(kb.Enter)
	if s := p.state(); s.Step <= before {
		t.Errorf("Enter goes from step %d to %d", before, s.Step)
	}
	p.keys(kb.ArrowUp)
	p.until(`demo.shadowRoot.activeElement.dataset.at === "main.go:27"`)
}

func TestALaneTellsOfItself(t *testing.T) {
	p := open(t, "/d/backpressure/")
	p.run(`await demo.run(); demo.seek({mark: "producer waits"})`)
	at := p.lane("Go", 1)
	p.do(chromedp.MouseClickXY(at.X, at.Y))
	p.untilDetails("producer")
	words := p.details()
	for _, want := range []string{"blocked sending 4", "main.go:28", "Started by", "Will be woken by", "consumer", "running", "waiting"} {
		if !strings.Contains(words, want) {
			t.Errorf("the details lack %q:\n%s", want, words)
		}
	}
	p.run(`[...demo.shadowRoot.querySelectorAll(".inspectS button")].find((b) => b.textContent === "consumer").click()`)
	p.untilDetails("C consumer")
}

func TestPointingMovesNothing(t *testing.T) {
	p := open(t, "/d/backpressure/")
	p.run(`await demo.run(); demo.seek({mark: "producer waits"})`)
	measure := `const boxes = [...demo.shadowRoot.querySelectorAll("*")].map((e) => e.getBoundingClientRect()).filter((r) => r.width > 0).map((r) => [r.left, r.top, r.width, r.height].map(Math.round).join()); return [boxes.join(" "), String(demo.state.step)]`
	lane := p.lane("Go", 1)
	before := evaluate[[]string](p, measure)
	p.mouse(input.DispatchMouseEventTypeMouseMoved, lane.X+180, lane.Y)
	p.settled()
	lit := 0
	for x := 140.0; x < 900; x += 63 {
		for dy := -20.0; dy < 60; dy += 20 {
			p.mouse(input.DispatchMouseEventTypeMouseMoved, lane.X+x, lane.Y+dy)
			lit = max(lit, evaluate[int](p, `return demo.shadowRoot.querySelectorAll(".ln.lit").length`))
		}
	}
	if lit < 2 {
		t.Errorf("%d lines were marked at once: a link has two", lit)
	}
	p.settled()
	if after := evaluate[[]string](p, measure); after[0] != before[0] || after[1] != before[1] {
		t.Error("the layout or the step is another one after pointing")
	}
}

func TestDraggingScrubs(t *testing.T) {
	p := open(t, "/d/backpressure/")
	p.run(`await demo.run(); demo.seek({step: 0})`)
	lane := p.lane("Go", 0)
	x := lane.X + 250
	p.mouse(input.DispatchMouseEventTypeMousePressed, x, lane.Y)
	var steps []int
	for i := range 5 {
		p.mouse(input.DispatchMouseEventTypeMouseMoved, x+float64(i+1)*60, lane.Y)
		steps = append(steps, p.state().Step)
	}
	p.mouse(input.DispatchMouseEventTypeMouseReleased, x+300, lane.Y)
	for i := 1; i < len(steps); i++ {
		if steps[i] <= steps[i-1] {
			t.Fatalf("dragging goes through the steps %v", steps)
		}
	}
}

func TestTheWheelZoomsWithCtrlAndLeavesThePageAloneWithout(t *testing.T) {
	p := open(t, "/d/backpressure/")
	p.run(`await demo.run(); window.wheels = []; addEventListener("wheel", (e) => wheels.push(e.defaultPrevented), {passive: true})`)
	lane := p.lane("Go", 0)
	p.wheel(lane.X+300, lane.Y, 1, 100, 0)
	p.until(`wheels.length === 1`)
	p.settled()
	p.wheel(lane.X+300, lane.Y, 1, -100, kb.ModifierCtrl)
	p.until(`wheels.length === 2 && demo.state.attributes.zoom !== undefined`)
	first := p.zoom()
	p.wheel(lane.X+300, lane.Y, 200, 10, 0)
	p.until(`wheels.length === 3`)
	if wheels := evaluate[[]bool](p, `return wheels`); wheels[0] || !wheels[1] || !wheels[2] {
		t.Errorf("the page was kept from the wheel: %v, want only what zooms and pans", wheels)
	}
	p.until(`demo.state.attributes.zoom !== "` + first + `"`)
	p.run(`demo.focus()`)
	p.keys("0")
	p.until(`demo.state.attributes.zoom === undefined`)
}

func TestTwoFingersZoomAndOneMovesTheWindow(t *testing.T) {
	b := newBrowser(t)
	p := b.tab(t)
	p.sized(390, 844, chromedp.EmulateTouch)
	p.visit(site.URL + "/d/backpressure/")
	p.run(ready)
	p.run(`await demo.run(); demo.seek({step: 0})`)
	p.until(`demo.shadowRoot.querySelector(".canvas").clientHeight > 300 && demo.shadowRoot.querySelectorAll(".head").length > 1`)
	p.settled()
	p.run(`demo.shadowRoot.querySelector(".canvas").scrollIntoView({block: "center"})`)
	lane := p.lane("Go", 1)
	before := p.zoom()
	p.touch(input.DispatchTouchEventTypeTouchStart, spot{lane.X + 120, lane.Y}, spot{lane.X + 180, lane.Y})
	for i := range 6 {
		by := float64(i+1) * 10
		p.touch(input.DispatchTouchEventTypeTouchMove, spot{lane.X + 120 - by, lane.Y}, spot{lane.X + 180 + by, lane.Y})
	}
	p.touch(input.DispatchTouchEventTypeTouchEnd)
	p.until(`demo.state.attributes.zoom !== ` + strconv.Quote(before))
	from, to := window(t, p.zoom())
	wasFrom, wasTo := window(t, before)
	if to-from >= wasTo-wasFrom {
		t.Errorf("two fingers that move apart show %d to %d, before %d to %d", from, to, wasFrom, wasTo)
	}
	zoomed := p.zoom()
	step := p.state().Step
	p.touch(input.DispatchTouchEventTypeTouchStart, spot{lane.X + 250, lane.Y})
	for i := range 6 {
		p.touch(input.DispatchTouchEventTypeTouchMove, spot{lane.X + 250 - float64(i+1)*25, lane.Y})
	}
	p.touch(input.DispatchTouchEventTypeTouchEnd)
	p.until(`demo.state.attributes.zoom !== ` + strconv.Quote(zoomed))
	if s := p.state(); s.Step != step {
		t.Errorf("moving the window moves the playhead from %d to %d", step, s.Step)
	}
	p.touch(input.DispatchTouchEventTypeTouchStart, spot{lane.X + 200, lane.Y})
	p.touch(input.DispatchTouchEventTypeTouchEnd)
	p.until(`demo.state.step !== ` + strconv.Itoa(step))
}

func TestSpeedsAndThePaceOfPlay(t *testing.T) {
	p := open(t, "/d/pingpong/")
	p.run(`await demo.run(); demo.focus()`)
	speed := `[...demo.shadowRoot.querySelectorAll(".tp button")].find((b) => /×$/.test(b.textContent)).textContent`
	for _, want := range []string{"2×", "4×", "8×", "8×"} {
		p.keys(">")
		p.until(speed + ` === "` + want + `"`)
	}
	p.keys("<")
	p.until(speed + ` === "4×"`)
}

// mouse is one event of a pointer with its left button.
func (p *page) mouse(kind input.DispatchMouseEventType, x, y float64) {
	p.t.Helper()
	p.do(chromedp.MouseEvent(kind, x, y, func(e *input.DispatchMouseEventParams) {
		if kind == input.DispatchMouseEventTypeMouseMoved {
			return
		}
		e.Button, e.ClickCount = input.MouseButtonLeft, 1
	}))
}

func (p *page) wheel(x, y, dx, dy float64, modifiers kb.Modifier) {
	p.t.Helper()
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, x, y, func(e *input.DispatchMouseEventParams) {
		e.DeltaX, e.DeltaY, e.Modifiers = dx, dy, int64(modifiers)
	}))
}

// touch is one event of fingers; none are left at its end, which waits until all is done that they asked for.
func (p *page) touch(kind input.DispatchTouchEventType, fingers ...spot) {
	p.t.Helper()
	points := []*input.TouchPoint{}
	for i, f := range fingers {
		id := float64(i)
		points = append(points, &input.TouchPoint{X: f.X, Y: f.Y, ID: &id})
	}
	p.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points})
		return err
	}))
	if kind == input.DispatchTouchEventTypeTouchEnd {
		p.settled()
	}
}

// zoom is the window as a link would carry it.
func (p *page) zoom() string {
	p.t.Helper()
	return evaluate[string](p, `return demo.state.attributes.zoom ?? ""`)
}

func window(t *testing.T, zoom string) (from, to int) {
	t.Helper()
	if _, err := fmt.Sscanf(zoom, "%d-%d", &from, &to); err != nil {
		t.Fatalf("%q is no window: %v", zoom, err)
	}
	return from, to
}

func TestALaneShowsItsStack(t *testing.T) {
	p := open(t, "/d/backend/")
	place := evaluate[[]string](p, `await demo.run();
		const records = demo.records("go");
		const wait = records.find((r) => r.e === "wait" && r.stack);
		demo.seek({time: wait.t});
		[...demo.shadowRoot.querySelectorAll(".unfold button")].forEach((b) => b.click());
		demo.focus();
		return [demo.state.sources.go.units.find((u) => u.id === wait.u).name, ...wait.stack]`)
	p.keys(kb.ArrowDown)
	for range 30 {
		if strings.HasPrefix(p.status(), "Go, "+place[0]+":") {
			break
		}
		p.keys(kb.ArrowDown)
	}
	words := strings.Join(strings.Fields(p.details()), " ")
	if want := "Stack " + strings.Join(place[1:], " "); !strings.Contains(words, want) {
		t.Errorf("the details of %s lack %q:\n%s", place[0], want, words)
	}
}

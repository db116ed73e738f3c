package journeys

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

func TestTheKeyboardStepsBothWays(t *testing.T) {
	p := open(t, "/d/backpressure/")
	p.run(`await demo.run(); demo.seek({step: 0}); demo.focus()`)
	var forward []state
	for range 12 {
		p.keys(kb.ArrowRight)
		forward = append(forward, p.state())
	}
	for i, s := range forward {
		if s.Step != i+1 {
			t.Fatalf("after %d keys the step is %d", i+1, s.Step)
		}
	}
	for i := len(forward) - 2; i >= 0; i-- {
		p.keys(kb.ArrowLeft)
		if back := p.state(); !same(back.Sources["go"].Units, forward[i].Sources["go"].Units) {
			t.Errorf("step %d reads differently on the way back:\n%+v\n%+v", i+1, back.Sources["go"].Units, forward[i].Sources["go"].Units)
		}
	}
	p.keys(kb.End)
	if s := p.state(); s.Step != s.Steps {
		t.Errorf("End goes to step %d of %d", s.Step, s.Steps)
	}
	p.keys(kb.Home)
	if s := p.state(); s.Step != 0 {
		t.Errorf("Home goes to step %d", s.Step)
	}
}

func same(a, b []unit) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].State != b[i].State || a[i].At != b[i].At || string(a[i].WaitingFor) != string(b[i].WaitingFor) {
			return false
		}
	}
	return true
}

func TestAMarkerIsAMomentOnBothSides(t *testing.T) {
	p := open(t, "/d/backpressure/")
	p.run(`await demo.run(); demo.seek({mark: "producer waits"})`)
	s := p.state()
	if got := s.Sources["go"].unit(t, "producer"); got.State != "waiting" || got.At != "main.go:28" {
		t.Errorf("at the mark, Go's producer is %+v", got)
	}
	if queue := s.Sources["go"].resource(t, "queue"); queue.Len != 3 || len(queue.Contents) != 3 {
		t.Errorf("at the mark, the queue is %+v, want it full", queue)
	}
	p.run(`demo.seek({time: 4.5e6})`)
	if now := p.state().Time; now < 3e6 || now > 4.6e6 {
		t.Errorf("seek to 4.5 ms went to %v ns", now)
	}
}

func TestEventsSayWhatTheStateSays(t *testing.T) {
	p := open(t, "/d/pingpong/")
	seen := evaluate[[]string](p, `
		const seen = [];
		for (const name of ["run", "step"]) document.addEventListener("interleave:" + name, (e) => {
			seen.push(name + (JSON.stringify(e.detail) === JSON.stringify(demo.state) ? "" : " differs"));
		});
		await demo.run();
		demo.step(1);
		demo.step(-1);
		await new Promise((f) => setTimeout(f));
		return [...new Set(seen)]`)
	has := map[string]bool{}
	for _, s := range seen {
		has[s] = true
	}
	if !has["run"] || !has["step"] || has["run differs"] || has["step differs"] {
		t.Errorf("the events were %v", seen)
	}
}

func TestPlayReachesTheEndAndPauses(t *testing.T) {
	p := open(t, "/d/pingpong/")
	p.run(`await demo.run(); demo.seek({step: demo.state.steps - 3}); demo.play()`)
	p.until(`!demo.state.playing && demo.state.step === demo.state.steps`)
}

func TestTheRunButtonRuns(t *testing.T) {
	p := open(t, "/d/pingpong/")
	p.run(`[...demo.shadowRoot.querySelectorAll("button")].find((b) => /run/i.test(b.textContent)).click()`)
	p.until(`demo.state.sources.go && demo.state.sources.go.outcome && demo.state.sources.go.outcome.how === "returned"`)
}

package journeys

import (
	"slices"
	"strings"
	"testing"
)

// order is who ran after whom, by name.
func (p *page) order(options string) (order []string, tools map[string]string, records string) {
	p.t.Helper()
	got := evaluate[struct {
		Order   []string
		Tools   map[string]string
		Records string
	}](p, `await demo.run(`+options+`);
		const [header, ...events] = demo.records("go");
		const name = (u) => events.find((e) => e.e === "spawn" && e.u === u).name + u;
		return { order: events.filter((e) => e.e === "run").map((e) => name(e.u)), tools: header.tools, records: JSON.stringify(events) }`)
	return got.Order, got.Tools, got.Records
}

func TestPicksChooseWhoRunsNext(t *testing.T) {
	p := open(t, "/d/backpressure/?params=consumers%3D4")
	own, tools, _ := p.order(`{}`)
	if tools["picks"] != "" {
		t.Errorf("nothing was picked, but the header says %q", tools["picks"])
	}
	first, tools, records := p.order(`{ picks: [3, 2] }`)
	if slices.Equal(own, first) || tools["picks"] != "3 2" {
		t.Errorf("with picks %q the order is Go's own: %v", tools["picks"], first)
	}
	if other, _, _ := p.order(`{ picks: [1, 2] }`); slices.Equal(first, other) {
		t.Errorf("two lists of picks, one order: %v", other)
	}
	if _, _, again := p.order(`{ picks: [3, 2] }`); again != records {
		t.Error("the same picks made another recording")
	}
	if after, tools, _ := p.order(`{}`); !slices.Equal(own, after) || tools["picks"] != "" {
		t.Errorf("the picks of one run are still there in the next: %v", tools)
	}
}

func TestPicksThatAreNoneDoNoHarm(t *testing.T) {
	p := open(t, "/d/backpressure/?params=consumers%3D4")
	_, _, last := p.order(`{ picks: [3] }`)
	for _, picks := range []string{`[3.7]`, `["3"]`} {
		if _, _, got := p.order(`{ picks: ` + picks + ` }`); got != last {
			t.Errorf("picks %s are not [3]", picks)
		}
	}
	_, _, first := p.order(`{ picks: [0] }`)
	for _, picks := range []string{`[-1]`, `[NaN]`, `["a"]`, `[null]`} {
		if _, _, got := p.order(`{ picks: ` + picks + ` }`); got != first {
			t.Errorf("picks %s are not [0]", picks)
		}
	}
	for _, picks := range []string{`[1e300]`, `Array(1e5).fill(99)`, `[]`} {
		p.order(`{ picks: ` + picks + ` }`)
		if how := p.state().Sources["go"].Outcome.How; how != "returned" {
			t.Errorf("with picks %s the program has not returned: %s", picks, how)
		}
	}
}

func TestTheSeedChoosesWhoRunsNext(t *testing.T) {
	p := open(t, "/d/backpressure/?params=consumers%3D4")
	orders := map[string]bool{}
	for _, options := range []string{`{ seed: 1, explore: 0 }`, `{ seed: 2, explore: 0 }`, `{ seed: 2, explore: 4 }`, `{ seed: 2, explore: 4, picks: [2] }`} {
		order, tools, records := p.order(options)
		if _, _, again := p.order(options); again != records || tools["explore"] == "" {
			t.Errorf("%s: two runs differ, or the header does not say how it was chosen: %v", options, tools)
		}
		orders[strings.Join(order, " ")] = true
	}
	if len(orders) < 3 {
		t.Errorf("four ways to choose, %d orders", len(orders))
	}
}

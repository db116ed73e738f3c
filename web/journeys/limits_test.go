package journeys

import (
	"strings"
	"testing"
)

func TestARuntimeThatGivesUpIsJudgedByItsWords(t *testing.T) {
	p := open(t, "/d/backpressure/?params=consumers%3D1000000")
	p.run(`await demo.run()`)
	s := p.state().Sources["go"]
	if s == nil || s.Outcome == nil || s.Outcome.How != "out of memory" {
		t.Fatalf("the outcome is %+v", s)
	}
	if text := p.text(); !strings.Contains(text, "out of memory") {
		t.Errorf("the page says %.2000s", text)
	}
}

func TestARunThatIsCutHasNoLastWords(t *testing.T) {
	p := open(t, "/d/complains/")
	p.run(`await demo.run()`)
	exit := evaluate[map[string]any](p, `return demo.records("go").at(-1)`)
	if exit["how"] != "output limit" || exit["v"] != nil {
		t.Errorf("the exit is %v", exit)
	}
	if printed := p.records("go"); !strings.Contains(printed, "a complaint of the program's own") {
		t.Error("what the program wrote to standard error is not in the records")
	}
}

func TestAFloodIsRecordedUpToItsLimit(t *testing.T) {
	p := open(t, "/d/flood/")
	p.run(`await demo.run()`)
	shown := 0
	for _, line := range printed(t, p.records("go")) {
		shown += len(line) + 1
	}
	if how := p.state().Sources["go"].Outcome.How; how != "output limit" || shown < 1<<20 {
		t.Errorf("%s: of %d bytes that it may print %d are recorded", how, 1<<20, shown)
	}
}

func TestRecursionIsDeepAndEndsInGosOwnWords(t *testing.T) {
	p := open(t, "/d/recursion/")
	p.run(`await demo.run()`)
	recording := p.records("go")
	for _, part := range []string{`"v":"1000000","fd":1`, `"op":"send","v":"42"`, `"how":"crashed"`, `"v":"stack overflow"`, `"how":"fatal"`, "goroutine stack exceeds", "main.go:19"} {
		if !strings.Contains(recording, part) {
			t.Errorf("the records do not hold %s:\n%.3000s", part, recording)
		}
	}
}

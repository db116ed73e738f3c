package bench

import (
	"bytes"
	"encoding/json"
	"testing"

	"interleave/records"
)

func TestALoadHoldsTheFormatsRulesHoweverOftenItsPeriodStands(t *testing.T) {
	for seed := range uint64(5) {
		load := Generate(seed, 500)
		if load.Spans < 500 {
			t.Errorf("seed %d: %d spans", seed, load.Spans)
		}
		for _, periods := range []int{1, 3} {
			var b bytes.Buffer
			if err := load.WriteRecords(&b, periods); err != nil {
				t.Fatal(err)
			}
			if lines := bytes.Count(b.Bytes(), []byte("\n")); lines != 2+len(load.Head)+periods*len(load.Period) {
				t.Errorf("seed %d: %d lines", seed, lines)
			}
			breaches, err := records.Validate(&b)
			if err != nil {
				t.Fatal(err)
			}
			for _, breach := range breaches {
				t.Errorf("seed %d, %d periods: %s", seed, periods, breach)
			}
		}
	}
}

// Both viewers are given the same spans.
func TestSpeedscopeIsGivenEverySpan(t *testing.T) {
	load := Generate(1, 500)
	var b bytes.Buffer
	if err := load.WriteSpeedscope(&b); err != nil {
		t.Fatal(err)
	}
	var file struct {
		Profiles []struct {
			Events []struct {
				Type  string
				Frame int
				At    int64
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &file); err != nil {
		t.Fatal(err)
	}
	spans := 0
	for u, p := range file.Profiles {
		last := int64(0)
		for i, e := range p.Events {
			if e.At < last || (e.Type == "O") != (i%2 == 0) {
				t.Fatalf("unit %d, event %d: %+v after %d", u+1, i, e, last)
			}
			last = e.At
		}
		spans += len(p.Events) / 2
	}
	beforePeriod := 3 + lastUnit - 1
	if spans != load.Spans+beforePeriod {
		t.Errorf("%d spans, of %d", spans, load.Spans+beforePeriod)
	}
}

package bench

import (
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Every picture is made and measured, in the real browser; how fast it was is no matter of a test.
func TestEveryPictureIsMeasured(t *testing.T) {
	if _, err := exec.LookPath("chromium"); err != nil && os.Getenv("CHROME") == "" {
		t.Skip("Chromium is missing")
	}
	if _, err := os.Stat("../../node_modules/speedscope"); err != nil {
		t.Skip("speedscope is missing: npm ci")
	}
	s, err := MeasureStage(t.Context(), StageOptions{Root: "../..", Events: 2000, Spans: 3000, Periods: 3, Rounds: 2, Frames: 10, Hits: 10, Log: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Pictures) != 3 || s.Streamed.P95 <= 0 || s.Floor.Apart.P95 <= 0 {
		t.Fatalf("%+v", s)
	}
	for _, p := range s.Pictures {
		if p.FirstFrameMs <= 0 || p.Frames.P95 <= 0 || p.Work.P95 <= 0 || p.HeapBytes <= 0 {
			t.Errorf("%+v", p)
		}
	}
	if first, last := s.Pictures[0], s.Pictures[2]; last.Spans < 2*first.Spans || first.BytesPerSpan != 15 || last.Hits.P95 <= 0 {
		t.Errorf("%+v\n%+v", first, last)
	}
	if text := s.table("0.0.0", "linux"); strings.Contains(text, "%!") {
		t.Error(text)
	}
}

func TestWhatTheHostTakesIsAShareOfWhatWasWanted(t *testing.T) {
	if got := (processors{wanted: 150, stolen: 10}).stolenSince(processors{wanted: 50, stolen: 5}); got != 0.05 {
		t.Errorf("5 of 100 ticks are %v", got)
	}
	if p := readProcessors(); p.wanted < p.stolen {
		t.Errorf("more was stolen than wanted: %+v", p)
	}
}

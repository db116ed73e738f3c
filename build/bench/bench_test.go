package bench

import (
	"io"
	"os/exec"
	"testing"
)

// Every program is built, runs, and is measured; how fast it was is no matter of a test.
func TestEveryComparisonIsMeasured(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("Node is missing")
	}
	rows, err := Measure(t.Context(), Options{Dir: ".", Trips: 100, Rounds: 1, Log: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 4 {
		t.Fatalf("%d comparisons", len(rows))
	}
	for _, r := range rows {
		if r.StockNs <= 0 || r.WovenNs <= 0 || r.Ratio <= 0 {
			t.Error(&r)
		}
	}
}

func TestMedian(t *testing.T) {
	for want, all := range map[float64][]float64{2: {3, 1, 2}, 2.5: {4, 1, 3, 2}} {
		if got := median(all); got != want {
			t.Errorf("%v: %v", all, got)
		}
	}
}

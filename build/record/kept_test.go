package record

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"interleave/build/scenario"
)

// What the page shows before anything was run is what a run gives: the recordings of the browser's Go are made again and compared to the byte.
func TestTheRecordingsOfThePageAreWhatItsRunsGive(t *testing.T) {
	if testing.Short() {
		t.Skip("every scenario is built")
	}
	pages, err := filepath.Glob("demos/*/demo.md")
	if err != nil || len(pages) == 0 {
		t.Fatal(len(pages), err)
	}
	for _, page := range pages {
		s, err := scenario.Describe(filepath.Dir(page))
		if err != nil {
			t.Fatal(err)
		}
		if s.Clock == "wall" {
			continue // no two runs are alike
		}
		t.Run(s.Name, func(t *testing.T) {
			w, err := BuildWasm(t.Context(), s.Dir)
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			o, file := ofPage(s, combinations(s.Parameters)[0])
			kept, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var again bytes.Buffer
			if _, err := w.Record(t.Context(), o, &again); err != nil {
				t.Fatal(err)
			}
			_, kept, _ = bytes.Cut(kept, []byte("\n")) // machine and date differ
			_, events, _ := bytes.Cut(again.Bytes(), []byte("\n"))
			if !bytes.Equal(kept, events) {
				t.Errorf("%s is not what a run gives: `make record` makes it again", file)
			}
		})
	}
}

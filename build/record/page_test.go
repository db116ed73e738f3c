package record

import (
	"bytes"
	"path/filepath"
	"testing"

	"interleave/build/compile"
)

// The page's binary holds all scenarios, the recorder's one program: the records are the same.
func TestSameRecordsAsThePage(t *testing.T) {
	needNode(t)
	p, err := BuildWasm(t.Context(), "demos/backpressure")
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	const seeds = 4 // what the runtime leaves to chance must not depend on the binary by any of them
	var own, page [seeds]bytes.Buffer
	record := func(to *[seeds]bytes.Buffer) {
		for seed := range seeds {
			o := Options{Seed: int64(seed + 1), Args: []string{"-buffer=1", "-consumers=2"}}
			if _, err := p.Record(t.Context(), o, &to[seed]); err != nil {
				t.Fatal(err)
			}
		}
	}
	record(&own)
	binaries, err := compile.Programs(t.Context(), []compile.Program{
		{Name: "backpressure", Dir: "demos/backpressure"}, {Name: "pingpong", Dir: "demos/pingpong"},
	}, filepath.Join(p.dir, "page"))
	if err != nil {
		t.Fatal(err)
	}
	p.binary, p.name, p.root = binaries[0].File, "backpressure", compile.Module+"/backpressure"
	record(&page)
	for seed := range seeds {
		if own, page := own[seed].Bytes(), page[seed].Bytes(); bytes.Count(own, []byte("\n")) < 50 || !bytes.Equal(own, page) {
			t.Errorf("seed %d: the recorder:\n%s\nthe page:\n%s", seed+1, own, page)
		}
	}
}

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
	o := Options{Seed: 3, Args: []string{"-buffer=1", "-consumers=2"}}
	var own, page bytes.Buffer
	if _, err := p.Record(t.Context(), o, &own); err != nil {
		t.Fatal(err)
	}
	binaries, err := compile.Programs(t.Context(), []compile.Program{
		{Name: "backpressure", Dir: "demos/backpressure"}, {Name: "pingpong", Dir: "demos/pingpong"},
	}, filepath.Join(p.dir, "page"))
	if err != nil {
		t.Fatal(err)
	}
	p.binary, p.name, p.root = binaries[0].File, "backpressure", compile.Module+"/backpressure"
	if _, err := p.Record(t.Context(), o, &page); err != nil {
		t.Fatal(err)
	}
	if bytes.Count(own.Bytes(), []byte("\n")) < 50 || !bytes.Equal(own.Bytes(), page.Bytes()) {
		t.Errorf("the recorder:\n%s\nthe page:\n%s", &own, &page)
	}
}

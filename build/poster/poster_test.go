package poster

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const recording = `{"e":"header","t":0,"version":1,"model":"go","runtime":"go1.26.8","threads":1,"clock":"virtual"}
{"e":"spawn","t":0,"u":1,"name":"main"}
{"e":"run","t":0,"u":1,"w":0}
{"e":"spawn","t":1,"u":2,"by":1,"name":"<worker>"}
{"e":"spawn","t":1,"u":3,"by":1,"name":"<worker>"}
{"e":"wait","t":2,"u":1,"op":"park"}
{"e":"stop","t":2,"u":1,"w":0,"why":"wait"}
{"e":"run","t":3,"u":2,"w":0}
{"e":"end","t":4,"u":2,"how":"returned"}
{"e":"stop","t":4,"u":2,"w":0,"why":"end"}
{"e":"exit","t":5,"how":"deadlock","blocked":[1,3]}
`

func TestLanesAreWhatTheRecordsSay(t *testing.T) {
	run, err := Read([]byte(recording))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]State{"main": {Ready, Running, Waiting}, "<worker> 1": {Ready, Running}, "<worker> 2": {Ready}}
	if len(run.Lanes) != len(want) {
		t.Fatalf("%d lanes", len(run.Lanes))
	}
	for _, lane := range run.Lanes {
		states := want[lane.Name]
		if len(lane.Spans) != len(states) {
			t.Errorf("%s: %v, want %v", lane.Name, lane.Spans, states)
			continue
		}
		for i, span := range lane.Spans {
			if span.State != states[i] || span.From >= span.To || span.To > run.Columns || i > 0 && lane.Spans[i-1].To != span.From {
				t.Errorf("%s: %v, want %v", lane.Name, lane.Spans, states)
			}
		}
	}
}

func TestARecordingThatCannotBeReadIsAnError(t *testing.T) {
	for _, bad := range []string{"", "{}", recording[:len(recording)/2]} {
		if _, err := Read([]byte(bad)); err == nil {
			t.Errorf("%q is drawn", bad)
		}
	}
}

func TestPictures(t *testing.T) {
	run, err := Read([]byte(recording))
	if err != nil {
		t.Fatal(err)
	}
	p := &Poster{Question: "Who <waits>?", Groups: []Group{{"Go", "go1.26.8, one thread", run}, {"Rust", "", &Run{}}}}
	svg := p.SVG()
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("%v in %s", err, svg)
		}
	}
	if !strings.Contains(svg, "&lt;worker&gt; 2") {
		t.Error("the SVG has no lane of a worker")
	}
	card, err := p.PNG()
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(card))
	if err != nil || picture.Bounds().Dx() != Width || picture.Bounds().Dy() != Height {
		t.Fatal(picture.Bounds(), err)
	}
}

// Every recording of every scenario can be drawn.
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("../../demos/*/traces/*.ndjson")
	if err != nil || len(files) == 0 {
		t.Fatal(len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if run, err := Read(text); err != nil || len(run.Lanes) == 0 || run.Columns == 0 {
			t.Errorf("%s: %v", file, err)
		}
	}
}

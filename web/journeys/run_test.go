package journeys

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

func TestARunPutsGoBesideTheRecordedRust(t *testing.T) {
	for _, demo := range []string{"pingpong", "backpressure"} {
		t.Run(demo, func(t *testing.T) {
			t.Parallel()
			p := open(t, "/d/"+demo+"/")
			if before := p.state(); before.Sources["tokio"] == nil || len(before.Sources["tokio"].Units) == 0 {
				t.Errorf("before the run the recorded Rust is not on the stage: %+v", before)
			}
			p.run(`await demo.run()`)
			s := p.state()
			for model, clock := range map[string]string{"go": "virtual", "tokio": "virtual"} {
				source := s.Sources[model]
				if source == nil || len(source.Units) < 3 {
					t.Fatalf("%s is not on the stage after the run: %+v", model, source)
				}
				if source.Header.Model != model || source.Header.Clock != clock || source.Header.Runtime == "" {
					t.Errorf("%s: the header says %+v", model, source.Header)
				}
				if source.Outcome == nil || source.Outcome.How != "returned" {
					t.Errorf("%s: the outcome is %+v, want returned", model, source.Outcome)
				}
				p.records(model)
			}
			if s.Steps < 20 {
				t.Errorf("only %d steps", s.Steps)
			}
		})
	}
}

func TestTheBrowserPrintsWhatTheMachinePrints(t *testing.T) {
	b := newBrowser(t)
	for _, c := range []struct {
		demo, params string
		args         []string
	}{
		{"pingpong", "", nil},
		{"backpressure", "", nil},
		{"backpressure", "?params=buffer%3D0%26consumers%3D2", []string{"-buffer=0", "-consumers=2"}},
	} {
		t.Run(c.demo+c.params, func(t *testing.T) {
			t.Parallel()
			native, err := exec.Command("go", append([]string{"run", "../../demos/" + c.demo}, c.args...)...).Output()
			if err != nil {
				t.Fatal(err)
			}
			want := strings.Split(strings.TrimSpace(string(native)), "\n")
			p := b.open(t, "/d/"+c.demo+"/"+c.params)
			p.run(`await demo.run()`)
			for _, model := range []string{"go", "tokio"} {
				if p.state().Sources[model] == nil || (model == "tokio" && strings.Contains(c.params, "buffer%3D0")) {
					continue
				}
				got := printed(t, p.records(model))
				if c.args != nil { // several consumers: the machine's own order is not fixed
					slices.Sort(got)
					slices.Sort(want)
				}
				if !slices.Equal(got, want) {
					t.Errorf("%s printed %q, the machine %q", model, got, want)
				}
			}
		})
	}
}

func TestTheSameSeedGivesTheSameRunInAnotherBrowser(t *testing.T) {
	run := func(demo, seed string) string {
		p := open(t, "/d/"+demo+"/?seed="+seed)
		p.run(`await demo.run()`)
		return p.records("go")
	}
	for _, demo := range []string{"backpressure", "choice"} {
		if a, b := run(demo, "7"), run(demo, "7"); a != b {
			t.Errorf("%s: two browsers, one seed, two runs", demo)
		}
	}
	choices := map[string]bool{}
	for _, seed := range []string{"1", "2", "3"} {
		choices[strings.Join(printed(t, run("choice", seed)), "\n")] = true
	}
	if len(choices) < 2 {
		t.Errorf("three seeds made the same twenty choices: %v", choices)
	}
}

func TestParametersRerunGoAndPickTheRecording(t *testing.T) {
	p := open(t, "/d/backpressure/")
	p.run(`await demo.run()`)
	p.run(`demo.setAttribute("params", "buffer=1&consumers=2"); await demo.run()`)
	s := p.state()
	if got := s.Sources["go"].resource(t, "queue"); got.Cap == nil || *got.Cap != 1 {
		t.Errorf("Go's queue is %+v, want room for 1", got)
	}
	for _, model := range []string{"go", "tokio"} {
		if n := strings.Count(p.records(model), `"name":"consumer"`); n != 2 {
			t.Errorf("%s has %d consumers, want 2", model, n)
		}
	}
	var header struct{ Params map[string]int }
	first, _, _ := strings.Cut(p.records("tokio"), "\n")
	if err := json.Unmarshal([]byte(first), &header); err != nil || header.Params["buffer"] != 1 || header.Params["consumers"] != 2 {
		t.Errorf("the recording is of %v, %v", header.Params, err)
	}

	p.run(`demo.setAttribute("params", "buffer=0"); await demo.run()`)
	if s := p.state(); s.Sources["go"] == nil || (s.Sources["tokio"] != nil && len(s.Sources["tokio"].Units) > 0) {
		t.Errorf("with buffer 0 there is no Rust run, but the stage has %+v", s.Sources)
	}
	if text := p.text(); !strings.Contains(text, "no capacity 0") {
		t.Errorf("the page does not say why there is no Rust run: %s", text)
	}
	p.run(`demo.setAttribute("params", "buffer=5"); await demo.run()`)
	if text := p.text(); !strings.Contains(text, "no recording") && !strings.Contains(text, "No recording") {
		t.Errorf("the page does not say that nothing was recorded for buffer 5: %s", text)
	}
}

func TestTheWallClockIsASwitch(t *testing.T) {
	p := open(t, "/d/backpressure/?clock=wall")
	p.run(`await demo.run()`)
	if got := p.state().Sources["go"].Header.Clock; got != "real" {
		t.Errorf("the clock is %q, want real", got)
	}
	p.records("go")
}

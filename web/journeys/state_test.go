package journeys

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"interleave/records"
)

// state mirrors what the element's state says, as far as the journeys ask for it.
type state struct {
	Step    int
	Steps   int
	Time    float64
	Params  map[string]int
	Running bool
	Playing bool
	Sources map[string]*source
}

type source struct {
	Live      bool
	Header    struct{ Model, Runtime, Flavor, Clock string }
	Position  int
	Units     []unit
	Resources []resource
	Outcome   *struct{ How string }
}

type unit struct {
	ID         int
	Name       string
	State      string
	At         string
	WaitingFor json.RawMessage
}

type resource struct {
	ID       int
	Name     string
	Kind     string
	Len      int
	Cap      *int
	Contents []string
}

func (s *source) unit(t *testing.T, name string) unit {
	t.Helper()
	return named(t, s.Units, name, func(u unit) string { return u.Name })
}

func (s *source) resource(t *testing.T, name string) resource {
	t.Helper()
	return named(t, s.Resources, name, func(r resource) string { return r.Name })
}

func named[T any](t *testing.T, all []T, name string, nameOf func(T) string) T {
	t.Helper()
	i := slices.IndexFunc(all, func(one T) bool { return nameOf(one) == name })
	if i < 0 {
		t.Fatalf("no %q among %+v", name, all)
	}
	return all[i]
}

func (p *page) state() state {
	p.t.Helper()
	return evaluate[state](p, `return demo.state`)
}

// records returns a source's recording as NDJSON, after it has passed the validator.
func (p *page) records(model string) string {
	p.t.Helper()
	text := evaluate[string](p, `return demo.records("`+model+`").map((r) => JSON.stringify(r) + "\n").join("")`)
	breaches, err := records.Validate(bytes.NewReader([]byte(text)))
	if err != nil {
		p.t.Fatalf("%s: %v", model, err)
	}
	for _, b := range breaches {
		p.t.Errorf("%s: %v", model, b)
	}
	return text
}

// printed returns the lines that a recording's program printed on standard output.
func printed(t *testing.T, recording string) []string {
	t.Helper()
	var lines []string
	for line := range strings.Lines(recording) {
		var e struct {
			E, V string
			FD   int
		}
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		if e.E == "out" && e.FD == 1 {
			lines = append(lines, e.V)
		}
	}
	return lines
}

package claims

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Results are what was measured, by claim.
type Results struct {
	Machine string             `json:"machine"` // operating system, architecture, processors
	Date    string             `json:"date"`    // YYYY-MM-DD
	Tools   map[string]string  `json:"tools"`   // name to version
	Claims  map[string]*Result `json:"claims"`
}

// A Result belongs to one claim.
type Result struct {
	Rows   []Row   `json:"rows,omitempty"`
	Faults []Fault `json:"faults,omitempty"`
}

// A Row compares one quantity.
type Row struct {
	What  string `json:"what"`
	Setup string `json:"setup,omitempty"`
	Unit  string `json:"unit"`
	Go    Value  `json:"go"`
	Rust  Value  `json:"rust"`
}

// A Value is a quantity that was measured several times: the runs in the order in which they were made.
type Value struct {
	Median float64   `json:"median"`
	Least  float64   `json:"least"`
	Most   float64   `json:"most"`
	Runs   []float64 `json:"runs"`
}

// valueOf sums up runs; there is at least one.
func valueOf(runs []float64) Value {
	sorted := slices.Sorted(slices.Values(runs))
	n := len(sorted)
	return Value{Median: (sorted[(n-1)/2] + sorted[n/2]) / 2, Least: sorted[0], Most: sorted[n-1], Runs: runs}
}

// A Fault is a pair of faulty programs and what noticed it.
type Fault struct {
	Name  string    `json:"name"`
	Title string    `json:"title"` // what is wrong, one sentence
	Go    []Finding `json:"go"`
	Rust  []Finding `json:"rust"`
}

// A Finding is what one tool made of a fault.
type Finding struct {
	By      string `json:"by"` // the tool: compiler, go vet, run, race detector, optimised run
	Outcome string `json:"outcome"`
	Words   string `json:"words,omitempty"` // the tool's own, one line
}

// The outcomes of a Finding.
const (
	Refused    = "refused"      // it did not compile
	Warned     = "warned"       // it compiled, with a warning
	Silent     = "silent"       // a compiler or checker that said nothing
	Stopped    = "stopped"      // the run was ended by the runtime
	Noticed    = "noticed"      // the program could see the fault, and dealt with it
	Hung       = "hung"         // the run did not end
	Unnoticed  = "unnoticed"    // the run went on with what is wrong
	Unmeasured = "not measured" // the tool is not on the machine
	Right      = "right"        // it ended as if nothing were wrong: the language gives the program a meaning, or luck did
)

func parseResults(text []byte) (*Results, error) {
	r := &Results{}
	if err := json.Unmarshal(text, r); err != nil {
		return nil, fmt.Errorf("%s: %w", ResultsFile, err)
	}
	return r, nil
}

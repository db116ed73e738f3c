package site

import (
	"fmt"
	"strings"

	"interleave/build/claims"
	"interleave/build/scenario"
)

// claimsPage is what the template of /claims/ sees.
type claimsPage struct {
	page
	Claims  []claimView
	Results *claims.Results // nil: nothing was measured
}

type claimView struct {
	*claims.Claim
	// Shown is the scenario that shows it, nil where there is none of its name.
	Shown  *scenario.Scenario
	Rows   []rowView
	Faults []faultView
}

// A rowView is one compared quantity, as text.
type rowView struct {
	What, Setup string
	Cells       [2]cellView // Go, Rust
}

type cellView struct {
	Language      string
	Value, Spread string
	// Bar, From and To are in per cent of the row's greatest value, as each row has a scale of its own: the median, the least, the most.
	Bar, From, To float64
}

type faultView struct {
	Title string
	Sides [2]sideView
}

type sideView struct {
	Language string
	Findings []claims.Finding
}

func (w *writer) claims() {
	in := w.in.Claims
	view := claimsPage{page: page{Root: "../", Groups: groupsOf(w.in.Scenarios)}, Results: in.Results}
	for _, c := range in.All {
		v := claimView{Claim: c, Shown: w.scenario(c.Scenario)}
		if in.Results != nil {
			if r := in.Results.Claims[c.Name]; r != nil {
				for _, row := range r.Rows {
					v.Rows = append(v.Rows, rowOf(row))
				}
				for _, f := range r.Faults {
					v.Faults = append(v.Faults, faultView{f.Title, [2]sideView{{"Go", f.Go}, {"Rust", f.Rust}}})
				}
			}
		}
		view.Claims = append(view.Claims, v)
	}
	w.render("claims/index.html", "claims", &view.page, &view)
}

func rowOf(r claims.Row) rowView {
	most := max(r.Go.Most, r.Rust.Most)
	cell := func(language string, v claims.Value) cellView {
		c := cellView{Language: language, Value: quantity(v.Median, r.Unit)}
		if v.Least != v.Most {
			c.Spread = quantity(v.Least, r.Unit) + " to " + quantity(v.Most, r.Unit)
		}
		if most > 0 {
			c.Bar, c.From, c.To = 100*v.Median/most, 100*v.Least/most, 100*v.Most/most
		}
		return c
	}
	return rowView{What: r.What, Setup: r.Setup, Cells: [2]cellView{cell("Go", r.Go), cell("Rust", r.Rust)}}
}

// outcomes are the words for what a tool made of a fault.
var outcomes = map[string]string{
	claims.Refused: "refuses it", claims.Warned: "warns", claims.Silent: "says nothing", claims.Stopped: "the runtime ends it", claims.Noticed: "the program can tell",
	claims.Hung: "hangs", claims.Unnoticed: "goes on, wrong", claims.Right: "goes on, right", claims.Unmeasured: "not measured",
}

// quantity writes a measured value with three significant digits, in the unit that needs the fewest.
func quantity(value float64, unit string) string {
	scales := map[string][]struct {
		from float64
		unit string
	}{
		"ns":    {{1e9, "s"}, {1e6, "ms"}, {1e3, "µs"}, {0, "ns"}},
		"µs":    {{1e6, "s"}, {1e3, "ms"}, {0, "µs"}},
		"ms":    {{1e3, "s"}, {0, "ms"}},
		"bytes": {{1 << 20, "MiB"}, {1 << 10, "KiB"}, {0, "bytes"}},
	}
	for _, s := range scales[unit] {
		if value >= s.from*.9995 { // what is rounded up to a whole one is one
			return significant(value/max(1, s.from)) + " " + s.unit
		}
	}
	return strings.TrimSpace(significant(value) + " " + unit)
}

// significant has three significant digits, and all those of a greater whole number, in groups of three.
func significant(value float64) string {
	if value == float64(int(value)) && value < 1000 {
		return fmt.Sprintf("%.0f", value)
	}
	switch { // a value that is rounded up to the next power of ten has one decimal less
	case value < 9.995:
		return fmt.Sprintf("%.2f", value)
	case value < 99.95:
		return fmt.Sprintf("%.1f", value)
	}
	digits := fmt.Sprintf("%.0f", value)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

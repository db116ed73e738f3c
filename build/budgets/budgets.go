// Package budgets holds the site to its byte budgets.
//
// budgets.json is the data: each budget bounds one set of files, counted as they travel (compressed).
// The sets are
//
//	loader      embed.js
//	viewer      script and style of the first picture: what the playground cannot show anything without
//	playground  all script and style that it loads before the reader does anything: the viewer, and what comes after its picture
//	first run   what is loaded on top when a reader asks for the first run; one set for each wasm file
//	scenario    what another scenario adds: its data, its largest recording; one set for each scenario
package budgets

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

//go:embed budgets.json
var data []byte

// A Budget bounds the sum of a set's sizes.
type Budget struct {
	Name       string `json:"name"`
	Set        string `json:"set"`
	Encoding   string `json:"encoding"` // br or gzip
	LimitBytes int    `json:"limitBytes"`
}

// A Set is files that are counted together.
type Set struct {
	Name string // as in Budget.Set
	Of   string // the scenario or file, where there is one set for each
	// Files are paths in the site; SizeOf knows each.
	Files []string
}

// A Line is a budget with what it came to.
type Line struct {
	Budget
	Set   Set
	Bytes int
	// Sizes are those of Set.Files.
	Sizes []int
}

// Broken reports whether the sum is above the limit.
func (l Line) Broken() bool { return l.Bytes > l.LimitBytes }

// Count holds the sets to the budgets. sizeOf is a file's size in an encoding.
func Count(sets []Set, sizeOf func(file, encoding string) (int, error)) ([]Line, error) {
	return count(data, sets, sizeOf)
}

// All are the budgets.
func All() ([]Budget, error) { return read(data) }

func read(data []byte) ([]Budget, error) {
	var budgets []Budget
	if err := json.Unmarshal(data, &budgets); err != nil {
		return nil, fmt.Errorf("budgets.json: %w", err)
	}
	return budgets, nil
}

func count(data []byte, sets []Set, sizeOf func(file, encoding string) (int, error)) ([]Line, error) {
	budgets, err := read(data)
	if err != nil {
		return nil, err
	}
	var lines []Line
	for _, b := range budgets {
		known := false
		for _, s := range sets {
			if s.Name != b.Set {
				continue
			}
			known = true
			line := Line{Budget: b, Set: s}
			for _, f := range s.Files {
				n, err := sizeOf(f, b.Encoding)
				if err != nil {
					return nil, err
				}
				line.Bytes += n
				line.Sizes = append(line.Sizes, n)
			}
			lines = append(lines, line)
		}
		if !known {
			return nil, fmt.Errorf("budgets.json: %s: there is no set %q", b.Name, b.Set)
		}
	}
	return lines, nil
}

// Print writes the lines as a table.
func Print(w io.Writer, lines []Line) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "bytes\tbudget\tleft\t \tcounted as\t  what\t")
	for _, l := range lines {
		what, note := l.Name, ""
		if l.Set.Of != "" {
			what += " (" + l.Set.Of + ")"
		}
		if l.Broken() {
			note = "BROKEN"
		}
		fmt.Fprintf(table, "%d\t%d\t%d\t%s\t%s\t  %s\t\n", l.Bytes, l.LimitBytes, l.LimitBytes-l.Bytes, note, l.Encoding, what)
	}
	table.Flush()
}

// Check is an error that names the files of every broken budget, the largest first.
func Check(lines []Line) error {
	var broken []string
	for _, l := range lines {
		if !l.Broken() {
			continue
		}
		order := make([]int, len(l.Set.Files))
		for i := range order {
			order[i] = i
		}
		slices.SortFunc(order, func(a, b int) int { return l.Sizes[b] - l.Sizes[a] })
		var files []string
		for _, i := range order {
			files = append(files, fmt.Sprintf("%s %d", l.Set.Files[i], l.Sizes[i]))
		}
		broken = append(broken, fmt.Sprintf("the budget %q is broken by %d bytes: %s", l.Name, l.Bytes-l.LimitBytes, strings.Join(files, ", ")))
	}
	if broken == nil {
		return nil
	}
	return fmt.Errorf("%s", strings.Join(broken, "\n"))
}

package claims

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"interleave/build/provenance"
)

// Options say what is measured and how often.
type Options struct {
	Root   string   // the repository
	Only   []string // names of claims; all where there are none
	Rounds int      // runs of each program
	Log    io.Writer
}

// Write measures claims and writes the results; those of claims that are not measured now stay.
func Write(ctx context.Context, o Options) error {
	root := filepath.Join(o.Root, "claims")
	all, err := Load(root)
	if err != nil {
		return err
	}
	for _, name := range o.Only {
		if !slices.ContainsFunc(all, func(c *Claim) bool { return c.Name == name }) {
			return fmt.Errorf("there is no claim %q", name)
		}
	}
	old, err := ReadResults(root)
	if err != nil {
		return err
	}
	b, err := newBench(ctx, o)
	if err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	now := &Results{Machine: provenance.Machine(), Date: time.Now().Format(time.DateOnly), Tools: b.versions, Claims: map[string]*Result{}}
	if old != nil && len(o.Only) > 0 {
		if old.Machine != now.Machine || !maps.Equal(old.Tools, now.Tools) {
			return errors.New("the results of the other claims are of another machine or other tools: measure all of them")
		}
		now.Claims = old.Claims
	}
	for _, c := range all {
		if len(o.Only) > 0 && !slices.Contains(o.Only, c.Name) {
			continue
		}
		fmt.Fprintf(o.Log, "%s\n", c.Title)
		if now.Claims[c.Name], err = b.measure(ctx, c); err != nil {
			return fmt.Errorf("%s: %w", c.Name, err)
		}
		now.Claims[c.Name].print(o.Log)
	}
	text, err := json.MarshalIndent(now, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(root, ResultsFile), append(text, '\n'), 0o644)
}

func (b *bench) measure(ctx context.Context, c *Claim) (*Result, error) {
	switch c.Measure {
	case "programs":
		rows, err := b.programs(ctx, c)
		return &Result{Rows: rows}, err
	case "size":
		rows, err := b.sizes(ctx, c)
		return &Result{Rows: rows}, err
	case "build":
		rows, err := b.builds(ctx, c)
		return &Result{Rows: rows}, err
	case "text":
		rows, err := b.texts()
		return &Result{Rows: rows}, err
	default:
		faults, err := b.faults(ctx, c)
		return &Result{Faults: faults}, err
	}
}

func (r *Result) print(log io.Writer) {
	for _, row := range r.Rows {
		fmt.Fprintf(log, "  %s, %s: Go %.4g, Rust %.4g %s\n", row.What, row.Setup, row.Go.Median, row.Rust.Median, row.Unit)
	}
	for _, f := range r.Faults {
		fmt.Fprintf(log, "  %s\n    Go %v\n    Rust %v\n", f.Title, f.Go, f.Rust)
	}
}

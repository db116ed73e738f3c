package record

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"interleave/records"
	"interleave/wasm/decode"
)

// yieldEvery: one watched operation in so many yields first, while seeds are tried.
const yieldEvery = 8

// Found is what an exploration has found.
type Found struct {
	Runs     int
	Outcomes []Outcome // from the worst; among equals, the first that was met
}

// An Outcome is one way in which runs ended.
type Outcome struct {
	Ending *Ending // of the first
	Seeds  []int64
}

// Explore runs the program with the seeds from o.Seed on, which also choose what runs next.
func (p *Wasm) Explore(ctx context.Context, o Options, runs int) (*Found, error) {
	o.setDefaults()
	found := &Found{Runs: runs}
	names, err := p.program.names()
	if err != nil {
		return nil, err
	}
	var jobs []job
	for i := range runs {
		run := o
		run.Seed += int64(i)
		j := p.job(run, filepath.Join(p.dir, fmt.Sprint("trace-", run.Seed)))
		j.Explore = &exploring{yieldEvery}
		jobs = append(jobs, j)
	}
	ends, err := p.host(ctx, jobs, io.Discard)
	if err != nil {
		return nil, err
	}
	byText := map[string]int{}
	for i, j := range jobs {
		end, err := p.decoded(j.Trace, p.options(names, o), ends[i])
		if err != nil {
			return nil, fmt.Errorf("seed %d: %w", j.Seed, err)
		}
		key := end.key()
		at, known := byText[key]
		if !known {
			at = len(found.Outcomes)
			byText[key] = at
			found.Outcomes = append(found.Outcomes, Outcome{Ending: end})
		}
		found.Outcomes[at].Seeds = append(found.Outcomes[at].Seeds, j.Seed)
	}
	slices.SortStableFunc(found.Outcomes, func(a, b Outcome) int { return a.Ending.severity() - b.Ending.severity() })
	return found, nil
}

// decoded reads a trace for its ending alone.
func (p *Wasm) decoded(file string, o decode.Options, outcome decode.Outcome) (*Ending, error) {
	trace, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer os.Remove(file)
	defer trace.Close()
	var end observer
	err = decode.Decode(trace, o, func(e *records.Event) { end.observe(e) }, func() decode.Outcome { return outcome })
	return end.ending(), err
}

// RecordExplored is Record for one of Explore's runs.
func (p *Wasm) RecordExplored(ctx context.Context, o Options, w io.Writer) (*Ending, error) {
	return p.record(ctx, o, &exploring{yieldEvery}, w)
}

// key is the same for endings that are the same to a reader.
func (e *Ending) key() string {
	first, _, _ := strings.Cut(e.Words, "\n")
	return strings.Join([]string{e.How, fmt.Sprint(e.Code), first, strings.Join(e.Blocked, "\n"), "", strings.Join(e.Leaked, "\n")}, "\n")
}

// Print writes the table.
func (f *Found) Print(w io.Writer) {
	fmt.Fprintf(w, "%d runs, %d outcomes\n\n runs  first seed  outcome\n", f.Runs, len(f.Outcomes))
	for _, o := range f.Outcomes {
		how := o.Ending.How
		if first, _, _ := strings.Cut(o.Ending.Words, "\n"); first != "" {
			how += ": " + first
		}
		fmt.Fprintf(w, "%5d  %10d  %s\n", len(o.Seeds), o.Seeds[0], how)
		for _, b := range o.Ending.Blocked {
			fmt.Fprintf(w, "%19s%s waits\n", "", b)
		}
		for _, l := range o.Ending.Leaked {
			fmt.Fprintf(w, "%19s%s is leaked\n", "", l)
		}
	}
	fmt.Fprintln(w)
}

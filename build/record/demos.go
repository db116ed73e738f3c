package record

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"interleave/build/scenario"
	"interleave/records"
)

// maxCombinations is up to how many combinations of parameters all are recorded; beyond, one parameter at a time differs from its default.
const maxCombinations = 16

// pageSeed is the seed with which the page runs a program that was asked for nothing else (web/element/attributes.ts).
const pageSeed = 7

// Demos records the Go program of every scenario below root, as the page runs it and natively, into its traces/, and says so to log. A recording
// stays when it is of the same program, runtime and tools: another native one would differ by chance alone. Recordings of combinations that are
// no longer offered are removed.
func Demos(ctx context.Context, root string, log io.Writer) error {
	pages, err := filepath.Glob(filepath.Join(root, "*", "demo.md"))
	if err != nil {
		return err
	}
	for _, page := range pages {
		s, err := scenario.Describe(filepath.Dir(page))
		if err != nil {
			return err
		}
		if err := demo(ctx, s, log); err != nil {
			return fmt.Errorf("%s: %w", s.Dir, err)
		}
	}
	return nil
}

// A recorder makes recordings of one program.
type recorder interface {
	header(Options) (*records.Header, error)
	Record(context.Context, Options, io.Writer) (*Ending, error)
	Close()
}

func demo(ctx context.Context, s *scenario.Scenario, log io.Writer) error {
	traces := filepath.Join(s.Dir, "traces")
	if err := os.MkdirAll(traces, 0o755); err != nil {
		return err
	}
	made := map[string]bool{}
	record := func(r recorder, o Options, file string) error {
		made[filepath.Base(file)] = true
		said, err := keep(ctx, r, o, file)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		fmt.Fprintf(log, "%s: %s\n", file, said)
		return nil
	}
	w, err := BuildWasm(ctx, s.Dir)
	if err != nil {
		return err
	}
	defer w.Close()
	for _, params := range combinations(s.Parameters) {
		o, file := ofPage(s, params)
		if err := record(w, o, file); err != nil {
			return err
		}
	}
	if len(s.Procs()) > 0 {
		n, err := BuildNative(ctx, s.Dir)
		if err != nil {
			return err
		}
		defer n.Close()
		for _, procs := range s.Procs() {
			for _, params := range combinations(s.Parameters) {
				o, file := ofScenario(s, fmt.Sprint("go-native-", procs), params)
				o.Procs = procs
				if err := record(n, o, file); err != nil {
					return err
				}
			}
		}
	}
	return removeOthers(traces, made)
}

// ofPage is the run that the page makes when nothing else is asked of it, and where its recording belongs.
func ofPage(s *scenario.Scenario, params []records.Param) (o Options, file string) {
	o, file = ofScenario(s, "go-browser", params)
	o.Seed, o.RealClock = pageSeed, s.Clock == "wall"
	return o, file
}

func ofScenario(s *scenario.Scenario, setup string, params []records.Param) (o Options, file string) {
	o = Options{Demo: s.Name, Params: params, Limit: s.Limit()}
	for _, p := range params {
		arg := fmt.Sprintf("-%s=%d", p.Name, p.Value)
		o.Args = append(o.Args, arg)
		setup += arg
	}
	return o, filepath.Join(s.Dir, "traces", setup+".ndjson")
}

// keep records one run, and says what it was. A recording that breaks a rule of the format is not kept.
func keep(ctx context.Context, r recorder, o Options, file string) (said string, err error) {
	old, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	header, err := r.header(o)
	if err != nil {
		return "", err
	}
	if sameRun(old, header) && valid(old) == nil {
		return "as before", nil
	}
	var text bytes.Buffer
	end, err := r.Record(ctx, o, &text)
	if err != nil {
		return "", err
	}
	if err := valid(text.Bytes()); err != nil {
		return "", err
	}
	return end.String(), os.WriteFile(file, text.Bytes(), 0o644)
}

// sameRun reports whether a recording's header differs from h in nothing but machine and date.
func sameRun(recording []byte, h *records.Header) bool {
	old, err := records.NewReader(bytes.NewReader(recording)).Header()
	if err != nil {
		return false
	}
	old.Machine, old.Date = h.Machine, h.Date
	return bytes.Equal(records.AppendHeader(nil, old), records.AppendHeader(nil, h))
}

func valid(recording []byte) error {
	breaches, err := records.Validate(bytes.NewReader(recording))
	for _, b := range breaches {
		err = errors.Join(err, errors.New(b.String()))
	}
	return err
}

// combinations are the parameters' values that are recorded, the defaults first.
func combinations(parameters []scenario.Parameter) [][]records.Param {
	all := [][]records.Param{nil}
	for _, p := range parameters {
		var longer [][]records.Param
		for _, c := range all {
			for _, v := range p.Values {
				longer = append(longer, append(slices.Clone(c), records.Param{Name: p.Name, Value: int64(v)}))
			}
		}
		all = longer
	}
	if len(all) <= maxCombinations {
		return all
	}
	var preset []records.Param
	for _, p := range parameters {
		preset = append(preset, records.Param{Name: p.Name, Value: int64(p.Default)})
	}
	all = [][]records.Param{preset}
	for i, p := range parameters {
		for _, v := range p.Values {
			if v != p.Default {
				other := slices.Clone(preset)
				other[i].Value = int64(v)
				all = append(all, other)
			}
		}
	}
	return all
}

// removeOthers removes Go's recordings that were not made now.
func removeOthers(traces string, made map[string]bool) error {
	entries, err := os.ReadDir(traces)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if name := e.Name(); strings.HasPrefix(name, "go-") && strings.HasSuffix(name, ".ndjson") && !made[name] {
			if err := os.Remove(filepath.Join(traces, name)); err != nil {
				return err
			}
		}
	}
	return nil
}

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

// Demos records the Go program of every scenario below root natively, into its traces/, and says so to log. A recording stays when it is of
// the same program, runtime and tools: another would differ by chance alone. Recordings of combinations that are no longer
// offered are removed.
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

func demo(ctx context.Context, s *scenario.Scenario, log io.Writer) error {
	n, err := BuildNative(ctx, s.Dir)
	if err != nil {
		return err
	}
	defer n.Close()
	traces := filepath.Join(s.Dir, "traces")
	if err := os.MkdirAll(traces, 0o755); err != nil {
		return err
	}
	made := map[string]bool{}
	for _, procs := range s.Procs() {
		for _, params := range combinations(s.Parameters) {
			name := fmt.Sprint("go-native-", procs)
			o := Options{Procs: procs, Demo: s.Name, Params: params, Limit: s.Limit()}
			for _, p := range params {
				name += fmt.Sprintf("-%s=%d", p.Name, p.Value)
				o.Args = append(o.Args, fmt.Sprintf("-%s=%d", p.Name, p.Value))
			}
			name += ".ndjson"
			made[name] = true
			said, err := n.demo(ctx, o, filepath.Join(traces, name))
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			fmt.Fprintf(log, "%s: %s\n", filepath.Join(traces, name), said)
		}
	}
	return removeOthers(traces, made)
}

// demo records one run, and says what it was. A recording that breaks a rule of the format is not kept.
func (n *Native) demo(ctx context.Context, o Options, file string) (said string, err error) {
	old, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	header, err := n.header(o)
	if err != nil {
		return "", err
	}
	if sameRun(old, header) && valid(old) == nil {
		return "as before", nil
	}
	var text bytes.Buffer
	end, err := n.Record(ctx, o, &text)
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

// removeOthers removes the native recordings that were not made now.
func removeOthers(traces string, made map[string]bool) error {
	entries, err := os.ReadDir(traces)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if name := e.Name(); strings.HasPrefix(name, "go-native-") && strings.HasSuffix(name, ".ndjson") && !made[name] {
			if err := os.Remove(filepath.Join(traces, name)); err != nil {
				return err
			}
		}
	}
	return nil
}

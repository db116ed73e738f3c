package record

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"interleave/wasm/decode"
)

//go:embed host.cjs
var host string

// A job is one run in Node: see host.cjs.
type job struct {
	Wasm    string     `json:"wasm"`
	Program string     `json:"program"`
	Args    []string   `json:"args"`
	Seed    int64      `json:"seed"`
	Clock   string     `json:"clock"`
	Limits  limits     `json:"limits"`
	Explore *exploring `json:"explore,omitempty"`
	Picks   []int      `json:"picks,omitempty"`
	Trace   string     `json:"trace"`
	LimitMs int64      `json:"limitMs"`
	Prints  bool       `json:"prints"`
}

// limits are web/run/protocol.ts's.
type limits struct {
	OutputBytes int64 `json:"outputBytes"`
	TraceBytes  int64 `json:"traceBytes"`
	VirtualNs   int64 `json:"virtualNs"`
}

// job is a run whose trace goes to a file.
func (p *Wasm) job(o Options, trace string) job {
	clock := "virtual"
	if o.RealClock {
		clock = "wall"
	}
	args := o.Args
	if args == nil {
		args = []string{}
	}
	return job{
		Wasm: p.binary, Program: p.name, Args: args, Seed: o.Seed, Picks: o.Picks, Clock: clock, Trace: trace, LimitMs: o.Limit.Milliseconds(),
		Limits: limits{OutputBytes: 1 << 20, TraceBytes: o.traceBytes(), VirtualNs: 3600e9}, // the page's
	}
}

// host runs jobs one after the other, and returns how each ended.
func (p *Wasm) host(ctx context.Context, jobs []job, printed io.Writer) ([]decode.Outcome, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, errNoNode
	}
	script := filepath.Join(p.dir, "host.cjs")
	if err := os.WriteFile(script, []byte(host), 0o644); err != nil {
		return nil, err
	}
	list, err := json.Marshal(jobs)
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, node, script, p.runner)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(list), printed
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("node: %w", err)
	}
	var ends []decode.Outcome
	for line := range bytes.Lines(out) {
		var end decode.Outcome
		if err := json.Unmarshal(line, &end); err != nil {
			return nil, fmt.Errorf("node says %q: %w", line, err)
		}
		ends = append(ends, end)
	}
	if len(ends) != len(jobs) {
		return nil, fmt.Errorf("node ended after %d of %d runs", len(ends), len(jobs))
	}
	return ends, nil
}

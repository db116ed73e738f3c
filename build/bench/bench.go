// Package bench measures what recording costs a program, and what the picture of a recording costs a browser (stage.go).
//
// Recording: a ping-pong on unbuffered channels, on Go's own runtime and on the woven one, traced and not, in wasm and natively. What is
// counted is processor time, and the runs of one round follow each other, so that what else the machine does weighs little, and on all
// of them. Only ratios are worth anything.
package bench

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"interleave/build/provenance"
	"interleave/build/weave"
)

// Options say how much is measured.
type Options struct {
	// Dir is the folder of this package.
	Dir    string
	Trips  int // round trips a run
	Rounds int
	Log    io.Writer
}

//go:embed host.cjs
var host string

// A target is where programs run.
type target struct {
	name string
	env  []string
	// flags are those with which what is built elsewhere is built, so that the standard library is at hand.
	flags []string
	// command runs a program.
	command func(ctx context.Context, program string, args ...string) *exec.Cmd
}

// modes are how the program runs.
var modes = []string{"untraced", "traced"}

// aims are the greatest ratios that are aimed at. Natively a trace may cost more: stacks are cheap there, so that the woven events have
// nothing to save.
var aims = map[string]float64{"wasm untraced": 1.05, "wasm traced": 1.00, "native untraced": 1.05}

// A Row is one comparison on one target. Times are the medians of a round trip, the ratio the median of the rounds'.
type Row struct {
	Target, Mode       string
	StockNs, WovenNs   float64
	Ratio, Least, Most float64
	Aim                float64 // 0: none
}

// Measure builds the programs and runs them.
func Measure(ctx context.Context, o Options) ([]Row, error) {
	tools, err := weave.FindToolchain(ctx)
	if err != nil {
		return nil, err
	}
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, errors.New("the bench needs Node 20 or later: https://nodejs.org")
	}
	dir, err := os.MkdirTemp("", "interleave-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	script := filepath.Join(dir, "host.cjs")
	if err := os.WriteFile(script, []byte(host), 0o644); err != nil {
		return nil, err
	}
	overlay, err := weave.Write(tools.Goroot, filepath.Join(dir, "weave"))
	if err != nil {
		return nil, err
	}
	targets := []target{
		{"wasm", []string{"GOOS=js", "GOARCH=wasm"}, []string{"-trimpath", "-ldflags=-s -w"}, func(ctx context.Context, program string, args ...string) *exec.Cmd {
			goExec := filepath.Join(tools.Goroot, "lib", "wasm", "wasm_exec.js")
			return exec.CommandContext(ctx, node, append([]string{script, goExec, program}, args...)...)
		}},
		{"native", nil, nil, func(ctx context.Context, program string, args ...string) *exec.Cmd {
			cmd := exec.CommandContext(ctx, program, args...)
			cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
			return cmd
		}},
	}
	var rows []Row
	for _, t := range targets {
		stock, woven := filepath.Join(dir, t.name+"-stock"), filepath.Join(dir, t.name+"-woven")
		for file, flags := range map[string][]string{stock: nil, woven: {"-overlay", overlay}} {
			args := slices.Concat([]string{"build", "-buildvcs=false", "-o", file}, t.flags, flags, []string{"./testdata/pingpong"})
			cmd := tools.Command(ctx, args...)
			cmd.Dir, cmd.Env = o.Dir, append(cmd.Env, t.env...)
			if out, err := cmd.CombinedOutput(); err != nil {
				return nil, fmt.Errorf("%w\n%s", err, out)
			}
		}
		for _, mode := range modes {
			row, err := compare(ctx, o, t, mode, stock, woven)
			if err != nil {
				return nil, err
			}
			fmt.Fprintln(o.Log, row) // as it comes: the whole takes minutes
			rows = append(rows, *row)
		}
	}
	return rows, nil
}

// compare lets both programs run in turn, and every other round the other one first.
func compare(ctx context.Context, o Options, t target, mode string, stock, woven string) (*Row, error) {
	var stocks, wovens, ratios []float64
	for round := range o.Rounds {
		ns := map[string]float64{}
		order := []string{stock, woven}
		if round%2 == 1 {
			slices.Reverse(order)
		}
		for _, program := range order {
			out, err := t.command(ctx, program, strconv.Itoa(o.Trips), mode).Output()
			if err != nil {
				return nil, fmt.Errorf("%s: %w", filepath.Base(program), err)
			}
			if ns[program], err = strconv.ParseFloat(strings.TrimSpace(string(out)), 64); err != nil {
				return nil, fmt.Errorf("%s: %w", filepath.Base(program), err)
			}
		}
		stocks, wovens = append(stocks, ns[stock]/float64(o.Trips)), append(wovens, ns[woven]/float64(o.Trips))
		ratios = append(ratios, ns[woven]/ns[stock])
	}
	return &Row{
		Target: t.name, Mode: mode, StockNs: median(stocks), WovenNs: median(wovens),
		Ratio: median(ratios), Least: slices.Min(ratios), Most: slices.Max(ratios), Aim: aims[t.name+" "+mode],
	}, nil
}

func median(all []float64) float64 {
	sorted := slices.Sorted(slices.Values(all))
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
}

func (r *Row) String() string {
	aim := ""
	if r.Aim > 0 {
		aim = fmt.Sprintf("≤ %.2f", r.Aim)
	}
	return fmt.Sprintf("| %s | %s | %.0f ns | %.0f ns | **%.2f** | %.2f … %.2f | %s |", r.Target, r.Mode, r.StockNs, r.WovenNs, r.Ratio, r.Least, r.Most, aim)
}

const readme = `# What recording costs

Two goroutines pass a ball to and fro over two unbuffered channels, %s round trips a run; each ratio is the median
of %d rounds, in which a program on Go's own runtime and the same program on the woven one (build/weave) run in turn. "Traced"
means with Go's execution trace on, which on the woven runtime also holds every operation with its values. Times are of the processor;
compare ratios, not times.

| where | | Go's own, a round trip | woven | ratio | least … most | aim |
|---|---|---|---|---|---|---|
%s
%s, %s, Node %s, %s; natively with GOMAXPROCS=1.
`

// recordingSection measures and is the section of README.md.
func recordingSection(ctx context.Context, o Options) (string, error) {
	rows, err := Measure(ctx, o)
	if err != nil {
		return "", err
	}
	node, err := exec.CommandContext(ctx, "node", "--version").Output()
	if err != nil {
		return "", err
	}
	tools, err := weave.FindToolchain(ctx)
	if err != nil {
		return "", err
	}
	var table strings.Builder
	for _, r := range rows {
		fmt.Fprintln(&table, &r)
	}
	return fmt.Sprintf(readme, grouped(o.Trips), o.Rounds, table.String(),
		tools.Version, provenance.Machine(), strings.TrimPrefix(strings.TrimSpace(string(node)), "v"), time.Now().Format(time.DateOnly)), nil
}

// grouped is a number of thousands, as people write it.
func grouped(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}

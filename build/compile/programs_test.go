package compile

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"interleave/build/bundle"
	"interleave/build/names"
	"interleave/build/weave"
	"interleave/records"
	"interleave/wasm/decode"
)

var update = flag.Bool("update", false, "write the goldens anew")

// TestPrograms compiles every program of testdata, runs it as the page does but in Node, decodes its trace and holds the records against
// the format's rules and against the golden dump beside the program. `go test ./build/compile -update` writes the dumps.
func TestPrograms(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("Node is missing")
		}
		t.Skip("Node is missing: programs cannot be run")
	}
	dir := t.TempDir()
	var programs []Program
	folders, err := filepath.Glob("testdata/*/main.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range folders {
		d := filepath.Dir(f)
		programs = append(programs, Program{Name: filepath.Base(d), Dir: d})
	}
	binaries, err := Programs(context.Background(), programs, dir)
	if err != nil {
		t.Fatal(err)
	}
	wasm := map[string]string{}
	for _, b := range binaries {
		for _, name := range b.Programs {
			wasm[name] = b.File
		}
	}
	tools, err := weave.FindToolchain(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	runner, err := bundle.Worker(bundle.Sources{Web: "../../web", Goroot: tools.Goroot}, "run/runner.worker.ts")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "runner.js"), runner)

	// Each program runs twice with the same seed: the traces must be the same byte for byte.
	var jobs []map[string]any
	for _, p := range programs {
		for _, turn := range []string{"", ".again"} {
			jobs = append(jobs, map[string]any{
				"wasm": wasm[p.Name], "program": p.Name, "args": []string{"-n=1"}, "seed": 1, "clock": "virtual", "out": filepath.Join(dir, p.Name+turn),
				"limits": map[string]any{"outputBytes": 1 << 20, "traceBytes": 1 << 26, "virtualNs": 3.6e12},
			})
		}
	}
	list, _ := json.Marshal(jobs)
	write(t, filepath.Join(dir, "jobs.json"), list)
	if out, err := exec.Command(node, "testdata/host.cjs", filepath.Join(dir, "runner.js"), filepath.Join(dir, "jobs.json")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}

	for _, p := range programs {
		t.Run(p.Name, func(t *testing.T) {
			run := filepath.Join(dir, p.Name)
			trace := content(t, run+".trace")
			if !bytes.Equal(trace, content(t, run+".again.trace")) {
				t.Error("the same seed made another trace")
			}
			var end struct {
				How, Words, Printed string
				Code                int
			}
			if err := json.Unmarshal(content(t, run+".end"), &end); err != nil {
				t.Fatal(err)
			}
			table, err := names.Table(p.Dir)
			if err != nil {
				t.Fatal(err)
			}
			options := decode.Options{Root: Module + "/" + p.Name, Package: Package, Names: decode.ParseNames(table), Marked: true}
			text := recording(t, trace, options, decode.Outcome{How: end.How, Code: end.Code, Words: end.Words})
			breaches, err := records.Validate(bytes.NewReader(text))
			if err != nil {
				t.Error(err)
			}
			for _, b := range breaches {
				t.Error(b)
			}
			if p.Name == "many" {
				return // thousands of lines that nobody reads
			}
			golden := filepath.Join(p.Dir, "golden.txt")
			got := append(dump(text), "\n--- printed\n"+end.Printed...)
			if *update {
				write(t, golden, got)
			} else if want := content(t, golden); !bytes.Equal(got, want) {
				t.Errorf("the records are not those of %s; -update writes them anew. %s", golden, firstDifference(string(got), string(want)))
			}
		})
	}
}

// recording is the NDJSON of a decoded trace.
func recording(t *testing.T, trace []byte, o decode.Options, end decode.Outcome) []byte {
	t.Helper()
	var text bytes.Buffer
	w := records.NewWriter(&text)
	w.Header(&records.Header{Version: records.Version, Model: "go", Runtime: "go js/wasm", Threads: 1, Clock: "virtual", Seed: 1})
	err := decode.Decode(bytes.NewReader(trace), o, w.Event, func() decode.Outcome { return end })
	if err := errors.Join(err, w.Flush()); err != nil {
		t.Error(err)
	}
	return text.Bytes()
}

// dump is a recording to be read: one event a line, without times, which are what they are.
func dump(recording []byte) []byte {
	var out bytes.Buffer
	for line := range bytes.Lines(recording) {
		text := string(line)
		if strings.HasPrefix(text, `{"e":"header"`) {
			continue
		}
		text = strings.TrimSuffix(strings.TrimPrefix(text, `{"e":`), "}\n")
		kind, rest, _ := strings.Cut(text, ",")
		_, rest, _ = strings.Cut(rest, ",")
		out.WriteString(strings.Trim(kind, `"`) + " " + withoutUntil(rest) + "\n")
	}
	return out.Bytes()
}

func withoutUntil(fields string) string {
	before, after, found := strings.Cut(fields, `,"until":`)
	if !found {
		return fields
	}
	return before + `,"until"` + strings.TrimLeft(after, "0123456789")
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return "First difference:\n got " + g[i] + "\nwant " + w[i]
		}
	}
	return "One is longer than the other."
}

func write(t *testing.T, file string, content []byte) {
	t.Helper()
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

func content(t *testing.T, file string) []byte {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

package record

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"interleave/records"
)

// The page's worker is bundled from web/, and everything runs at the repository's root.
func TestMain(m *testing.M) {
	if err := os.Chdir("../.."); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

const programs = "build/record/testdata/"

// A way is one way in which a program ends.
type way struct {
	name   string
	args   []string // of the command, after the path
	status int
	says   string   // in the sentence, or in what was printed
	holds  []string // each in the records
}

var ways = []way{
	{"returns", nil, 0, "The program returned.", []string{`"kind":"channel","name":"numbers","cap":2`, `"name":"count"`, `"v":"2","fd":1`, `"at":"count.go:5"`, `"files":{"count.go":`}},
	{"deadlocks", nil, 3, "deadlock: every unit waits, 2 units", []string{`"how":"deadlock","code":2,"blocked":[1,2]`, `"op":"lock","at":"main.go:17"`}},
	{"leaks", nil, 4, "worker in receive of jobs (main.go:19) can never go on", []string{`"u":2,"how":"leaked"`, `"u":3,"how":"shut down"`, `"how":"returned"}`}},
	{"panics", nil, 5, "`panic: send on closed channel`", []string{`"how":"panicked"`, `"op":"close"`, `main.main()\n\tmain.go:9`}},
	{"exits", nil, 1, "The program exited with code 3.", []string{`"how":"exited","code":3`, `"op":"send","v":"42"`, `"v":"leaving"`}},
	{"endless", []string{"--limit", "1s"}, 6, "still running", []string{`"how":"time limit","blocked":[1`, `"u":3,"how":"returned"`}},
	{"fatal", nil, 1, "`fatal error: sync: unlock of unlocked mutex`", []string{`"how":"fatal"`, `"op":"send","v":"42"`, `"u":1,"v":"sync: unlock of unlocked mutex","how":"crashed"`}},
	{"broken", nil, 1, "cannot be built", nil},
	{"broken", nil, 1, "./main.go:4:2: undefined: undeclared", nil},
	{"nowhere", nil, 1, "there is no " + programs + "nowhere", nil},
}

func TestWaysToEndNatively(t *testing.T) {
	for _, w := range append(ways,
		way{"sleeps", []string{"--limit", "1s"}, 6, "still running", []string{`"op":"send","v":"42"`, `"how":"time limit","blocked":[1]`}},
		way{"hogs", nil, 0, "The program returned.", []string{`"u":3,"w":0,"why":"preempt","at":"main.go:`, `"u":2,"how":"returned"`}},
	) {
		t.Run(w.name, func(t *testing.T) { w.check(t) })
	}
}

func TestWaysToEndInWasm(t *testing.T) {
	needNode(t)
	for _, w := range append(ways,
		way{"sleeps", []string{"--limit", "1h"}, 0, "The program returned.", []string{`"clock":"virtual","seed":1`, `"op":"sleep","ok":true`}},
	) {
		w.args = append([]string{"--wasm"}, w.args...)
		t.Run(w.name, func(t *testing.T) { w.check(t) })
	}
}

// A program that uses Go's tracer itself is recorded to its end.
func TestProgramWithTracer(t *testing.T) {
	dir := place(t, map[string]string{"main.go": `package main

import (
	"io"
	"runtime/trace"
)

func main() {
	if err := trace.Start(io.Discard); err == nil {
		panic("it should be told that there is a trace already")
	}
	trace.Stop()
	late := make(chan int, 1)
	late <- 42
}
`})
	ways := []way{{dir + "/main.go", nil, 0, "returned", []string{`"op":"send","v":"42"`}}}
	if _, err := exec.LookPath("node"); err == nil {
		ways = append(ways, way{dir + "/main.go", []string{"--wasm"}, 0, "returned", []string{`"op":"send","v":"42"`}})
	}
	for _, w := range ways {
		w.check(t)
	}
}

// The runtime gives up long after the first shipments, when most of what happens waits to be shipped.
func TestNothingIsLostWhereTheRuntimeGivesUp(t *testing.T) {
	needNode(t)
	for how, last := range map[string]string{"unlock of unlocked mutex": "new(sync.Mutex).Unlock()", "stack overflow": "forever(1)"} {
		dir := place(t, map[string]string{"main.go": `package main

import "sync"

var _ sync.Mutex

func main() {
	values := make(chan int, 1)
	for n := range 10_000 {
		values <- n
		<-values
	}
	` + last + `
}

func forever(n int) int { return forever(n+1) + 1 }
`})
		way{dir + "/main.go", []string{"--wasm"}, 1, "The program ended with", []string{`"op":"send","v":"9999"`, `"how":"crashed"`, how}}.check(t)
	}
}

// Under the real clock a program that sleeps is seen up to there, too.
func TestSleeperByTheWallClock(t *testing.T) {
	needNode(t)
	way{"sleeps", []string{"--wasm", "--clock", "wall", "--limit", "1s"}, 6, "still running",
		[]string{`"clock":"real"`, `"op":"send","v":"42"`, `"op":"sleep"`, `"how":"time limit","blocked":[1]`}}.check(t)
}

func needNode(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("node"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(errNoNode)
		}
		t.Skip(errNoNode)
	}
}

func (w way) check(t *testing.T) {
	t.Helper()
	path := w.name
	if !filepath.IsAbs(path) {
		path = programs + path
	}
	recorded, printed, status := recordMain(t, append([]string{path}, w.args...)...)
	if status != w.status || !strings.Contains(printed, w.says) {
		t.Errorf("status %d, not %d, or it does not say %q:\n%s", status, w.status, w.says, printed)
	}
	for _, part := range w.holds {
		if !strings.Contains(recorded, part) {
			t.Errorf("the records do not hold %s:\n%s", part, recorded)
		}
	}
}

// recordMain is the command; what it has recorded must be valid.
func recordMain(t *testing.T, args ...string) (recorded, printed string, status int) {
	t.Helper()
	var out, log bytes.Buffer
	status = Main(t.Context(), args, nil, &out, &log)
	if out.Len() > 0 {
		mustBeValid(t, out.String())
	}
	return out.String(), log.String(), status
}

func mustBeValid(t *testing.T, recorded string) {
	t.Helper()
	breaches, err := records.Validate(strings.NewReader(recorded))
	if err != nil {
		t.Error(err)
	}
	for _, b := range breaches {
		t.Error(b)
	}
}

func TestHeaderIsComplete(t *testing.T) {
	recorded, _, _ := recordMain(t, "--procs", "3", programs+"returns")
	h, err := records.NewReader(strings.NewReader(recorded)).Header()
	if err != nil {
		t.Fatal(err)
	}
	if h.Model != "go" || !strings.HasPrefix(h.Runtime, "go1.") || h.Flavor != "native" || h.Threads != 3 || h.Clock != "real" || h.Seed != 0 ||
		len(h.Files["main.go"]) != 64 || h.Machine == "" || h.Date == "" {
		t.Errorf("%+v", h)
	}
}

func TestSameSeedSameBytes(t *testing.T) {
	needNode(t)
	args := []string{"--wasm", programs + "contended", "--seed", "7", "--", "200"}
	first, printed, status := recordMain(t, args...)
	if status != StatusWell {
		t.Fatal(printed)
	}
	if again, _, _ := recordMain(t, args...); again != first {
		t.Error("the same seed made other records")
	}
	args[3] = "8"
	if other, _, _ := recordMain(t, args...); strings.Count(other, `"e":"wait"`) == 0 || other == strings.Replace(first, `"seed":7`, `"seed":8`, 1) {
		t.Error("another seed made the same records")
	}
}

// Several threads at once: every rule of the format holds.
func TestContention(t *testing.T) {
	n, err := BuildNative(t.Context(), programs+"contended")
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	var out bytes.Buffer
	end, err := n.Record(t.Context(), Options{Procs: 4, Args: []string{"10000"}}, &out)
	if err != nil || end.How != "returned" {
		t.Fatal(end, err)
	}
	mustBeValid(t, out.String())
	if operations := strings.Count(out.String(), `"e":"op"`); operations < 100_000 {
		t.Errorf("only %d operations were recorded", operations)
	}
}

func TestEventLimit(t *testing.T) {
	recorded, _, status := recordMain(t, "--events", "500", programs+"contended", "--", "1000")
	if lines := strings.Count(recorded, "\n"); status != StatusOther || lines > 600 || !strings.Contains(recorded, `"how":"event limit"`) {
		t.Errorf("status %d, %d lines", status, lines)
	}
}

// The stacks of one line that is reached in several ways, in turn and at several depths.
func TestStacksSayWhoCalled(t *testing.T) {
	needNode(t)
	path := place(t, map[string]string{"main.go": `package main

func main() {
	c := make(chan int)
	go func() {
		for n := range 12 {
			c <- n
		}
	}()
	for range 2 {
		first(c)
		second(c)
		deeper(c, 3)
	}
}

//go:noinline
func first(c chan int) { take(c) }

//go:noinline
func second(c chan int) { take(c) }

//go:noinline
func deeper(c chan int, n int) {
	if n > 0 {
		deeper(c, n-1)
		return
	}
	first(c)
}

//go:noinline
func take(c chan int) {
	<-c
	<-c
}
`}) + "/main.go"
	recorded, _, _ := recordMain(t, "--wasm", path)
	var got []string
	for line := range strings.Lines(recorded) {
		if _, stack, ok := strings.Cut(line, `"stack":["take main.go:`); ok && strings.Contains(line, `"e":"wait"`) {
			stack, _, _ = strings.Cut(stack, "]")
			words := strings.FieldsFunc(stack, func(r rune) bool { return r == '"' || r == ',' })
			for i := range words[1:] {
				words[1+i], _, _ = strings.Cut(words[1+i], " ")
			}
			got = append(got, strings.Join(words[1:], "<"))
		}
	}
	each := []string{"first<main", "second<main", "first<deeper<deeper<deeper<deeper<main"}
	seen := map[string]int{}
	for _, stack := range got {
		seen[stack]++
	}
	for _, stack := range each {
		if seen[stack] == 0 || len(seen) != len(each) {
			t.Errorf("the stacks are %q; want some of each of %q", got, each)
		}
	}
}

func TestExploring(t *testing.T) {
	needNode(t)
	recorded, printed, status := recordMain(t, "--wasm", "--explore", "20", programs+"depends")
	if status != StatusDeadlock || !strings.Contains(recorded, `"how":"deadlock"`) {
		t.Errorf("the worst was not recorded: status %d\n%s", status, printed)
	}
	for _, part := range []string{"20 runs, 2 outcomes", "deadlock: fatal error", "take in lock of", "returned"} {
		if !strings.Contains(printed, part) {
			t.Errorf("%q is not in\n%s", part, printed)
		}
	}
	if _, printed, status = recordMain(t, "--explore", "3", programs+"depends"); status != StatusOther || !strings.Contains(printed, "--wasm") {
		t.Error(status, printed)
	}
}

func TestPicking(t *testing.T) {
	needNode(t)
	picked := func(picks string) string {
		recorded, printed, status := recordMain(t, "--wasm", "--picks", picks, programs+"depends")
		if status != StatusWell || !strings.Contains(recorded, `"picks":"`+strings.ReplaceAll(picks, ",", " ")+`"`) {
			t.Errorf("%s: status %d, or the header does not say it\n%s%s", picks, status, printed, recorded)
		}
		_, events, _ := strings.Cut(recorded, "\n")
		return events
	}
	if first, last := picked("0,0"), picked("1,0"); first == last || first != picked("0,0") || last != picked("9,0") {
		t.Errorf("the picks do not choose, or not always the same:\n%s\n%s", first, last)
	}
	for _, args := range [][]string{{"--picks", "1"}, {"--wasm", "--picks", "1,-1"}, {"--wasm", "--picks", ""}, {"--wasm", "--explore", "2", "--picks", "1"}} {
		if _, printed, status := recordMain(t, append(args, programs+"depends")...); status != StatusOther || !strings.Contains(printed, "picks") {
			t.Errorf("%v: %d, %s", args, status, printed)
		}
	}
}

// place lays files down and returns their folder.
func place(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const small = `package main

import "fmt"

func main() {
	c := make(chan int, 1)
	c <- 7
	fmt.Println(<-c)
}
`

func TestAnyPlace(t *testing.T) {
	dir := place(t, map[string]string{
		"alone.go":              small,
		"folder/main.go":        "package main\n\nfunc main() { pass(make(chan int, 1)) }\n",
		"folder/pass.go":        "package main\n\nfunc pass(c chan int) {\n\tc <- 7\n}\n",
		"folder/pass_test.go":   "package main\n\nnot Go at all\n",
		"folder/other_plan9.go": "package main\n\nfunc main() {}\n",
		"module/go.mod":         "module example.com/app\n\ngo 1.22\n\nrequire example.com/dep v1.0.0\n\nreplace example.com/dep => ../dep\n",
		"module/cmd/main.go":    "package main\n\nimport (\n\t\"example.com/app/queue\"\n\t\"example.com/dep\"\n)\n\nfunc main() {\n\tqueue.Fill()\n\tdep.Fill()\n}\n",
		"module/queue/queue.go": "package queue\n\nfunc Fill() {\n\tjobs := make(chan int, 1)\n\tjobs <- 7\n}\n",
		"dep/go.mod":            "module example.com/dep\n\ngo 1.22\n",
		"dep/dep.go":            "package dep\n\nfunc Fill() {\n\tc := make(chan int, 1)\n\tc <- 8\n}\n",
		"library/library.go":    "package library\n",
		"empty/readme.txt":      "nothing",
	})
	for _, test := range []struct {
		path   string
		status int
		says   string
		holds  []string
	}{
		{"alone.go", 0, "7\n", []string{`"op":"send","v":"7","len":1,"ok":true,"at":"alone.go:7"`}},
		{"folder", 0, "returned", []string{`"at":"pass.go:4"`, `"files":{"main.go":`}},
		{"module/cmd", 0, "returned", []string{`"name":"jobs","cap":1,"type":"int","at":"queue/queue.go:4"`, `"v":"8","len":1,"ok":true,"at":"cmd/main.go:10"`, `"queue/queue.go":`}},
		{"library", 1, "is package library; what is run is package main", nil},
		{"empty", 1, "there is no Go file", nil},
		{"empty/readme.txt", 1, "is not a Go file", nil},
	} {
		t.Run(test.path, func(t *testing.T) {
			recorded, printed, status := recordMain(t, filepath.Join(dir, test.path))
			if status != test.status || !strings.Contains(printed, test.says) {
				t.Errorf("status %d, and it does not say %q:\n%s", status, test.says, printed)
			}
			for _, part := range test.holds {
				if !strings.Contains(recorded, part) {
					t.Errorf("the records do not hold %s:\n%s", part, recorded)
				}
			}
			if strings.Contains(recorded, "pass_test.go") {
				t.Error("a test is no part of the program")
			}
		})
	}
}

// A module's packages and requirements are there in wasm, too, and the files that are for js.
func TestModuleInWasm(t *testing.T) {
	needNode(t)
	dir := place(t, map[string]string{
		"module/go.mod":         "module example.com/app\n\ngo 1.22\n\nrequire example.com/dep v1.0.0\n\nreplace example.com/dep => ../dep\n",
		"module/cmd/main.go":    "package main\n\nimport (\n\t\"example.com/app/queue\"\n\t\"example.com/dep\"\n)\n\nfunc main() {\n\tqueue.Fill(name)\n\tdep.Fill()\n}\n",
		"module/cmd/name_js.go": "package main\n\nconst name = \"js\"\n",
		"module/queue/queue.go": "package queue\n\nfunc Fill(name string) {\n\tjobs := make(chan string, 1)\n\tjobs <- name\n}\n",
		"dep/go.mod":            "module example.com/dep\n\ngo 1.22\n",
		"dep/dep.go":            "package dep\n\nfunc Fill() {\n\tc := make(chan int, 1)\n\tc <- 8\n}\n",
	})
	recorded, printed, status := recordMain(t, "--wasm", filepath.Join(dir, "module", "cmd"))
	if status != StatusWell {
		t.Fatal(printed)
	}
	for _, part := range []string{`"name":"jobs","cap":1,"type":"string","at":"queue/queue.go:4"`, `"v":"\"js\""`, `"v":"8","len":1,"ok":true,"at":"cmd/main.go:10"`, `"cmd/name_js.go":`} {
		if !strings.Contains(recorded, part) {
			t.Errorf("the records do not hold %s:\n%s", part, recorded)
		}
	}
	entries, err := os.ReadDir(filepath.Join(dir, "module"))
	if err != nil || len(entries) != 3 {
		t.Error("the module's folder was changed:", entries, err)
	}
}

// A program sees nothing of the recorder, and has its standard input.
func TestProgramIsUntouched(t *testing.T) {
	dir := place(t, map[string]string{"main.go": `package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	for _, v := range os.Environ() {
		if strings.Contains(v, "INTERLEAVE") {
			fmt.Println("sees", v)
		}
	}
	in, _ := io.ReadAll(os.Stdin)
	fmt.Println(os.Args[1:], string(in))
}
`})
	var out, log bytes.Buffer
	status := Main(t.Context(), []string{filepath.Join(dir, "main.go"), "--", "-a", "--", "b"}, strings.NewReader("given"), &out, &log)
	if status != StatusWell || !strings.Contains(log.String(), "[-a -- b] given\n") || strings.Contains(log.String(), "sees") {
		t.Error(status, log.String())
	}
}

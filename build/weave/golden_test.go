package weave

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/exp/trace"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestEveryOperationNatively(t *testing.T) {
	recorded, _ := build(t, "every", false).trace(t, "GOMAXPROCS=1")
	// Another thread may be given a goroutine's place at any time: no transitions.
	golden(t, "testdata/every/native.golden", dump(t, recorded, false))
	checkWaits(t, logs(t, recorded))
}

func TestEveryOperationInWasm(t *testing.T) {
	every := build(t, "every", true)
	recorded, printed := every.trace(t, "FIRST=0")
	golden(t, "testdata/every/js.golden", dump(t, recorded, true))
	if !strings.Contains(printed, "context canceled too slow\ndone\n") {
		t.Errorf("its output did not arrive:\n%s", printed)
	}
	if again, _ := every.trace(t, "FIRST=0"); !bytes.Equal(recorded, again) {
		t.Error("two runs differ")
	}
	shipped, _ := every.trace(t, "FIRST=9")
	if got, want := dump(t, shipped, false), dump(t, recorded, false); got != want {
		t.Errorf("shipping changed what the program did:\n%s", difference(want, got))
	}
}

func TestSeedChoosesTheOrder(t *testing.T) {
	every := build(t, "every", true)
	dumps := map[string]bool{}
	for _, seed := range []string{"SEED=1", "SEED=2", "SEED=3"} {
		first, _ := every.trace(t, seed)
		again, _ := every.trace(t, seed)
		if !bytes.Equal(first, again) {
			t.Errorf("%s: two runs differ", seed)
		}
		shipped, _ := every.trace(t, seed, "FIRST=9")
		if got, want := dump(t, shipped, false), dump(t, first, false); got != want {
			t.Errorf("%s: shipping changed the order:\n%s", seed, difference(want, got))
		}
		dumps[dump(t, first, false)] = true
	}
	if len(dumps) == 1 {
		t.Error("three seeds, one order")
	}
}

func TestHostChoosesTheOrder(t *testing.T) {
	every := build(t, "every", true)
	stock, _ := every.trace(t)
	last, _ := every.trace(t, "PICK=last")
	if dump(t, last, false) == dump(t, stock, false) {
		t.Error("the host's choice changes nothing")
	}
	paused, _ := every.trace(t, "PICK=pause")
	if got, want := dump(t, paused, false), dump(t, last, false); got != want {
		t.Errorf("pauses of the host change the order:\n%s", difference(want, got))
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s (-update writes it anew):\n%s", file, difference(string(want), got))
	}
}

// difference shows where two texts part.
func difference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	i := 0
	for i < len(w) && i < len(g) && w[i] == g[i] {
		i++
	}
	upTo := func(lines []string) string {
		return strings.Join(lines[min(i, len(lines)):min(i+8, len(lines))], "\n\t")
	}
	return fmt.Sprintf("line %d\nwant\n\t%s\ngot\n\t%s", i+1, upTo(w), upTo(g))
}

// dump is a trace as text, without what differs from run to run: goroutines
// and objects are numbered as they appear. transitions adds how the program's
// goroutines stop and become ready.
func dump(t *testing.T, recorded []byte, transitions bool) string {
	t.Helper()
	names := naming{}
	var b strings.Builder
	err := events(bytes.NewReader(recorded), func(e trace.Event) bool {
		switch e.Kind() {
		case trace.EventLog:
			l := e.Log()
			if l.Category == "flush" {
				return true // the recorder's own pause
			}
			message := names.replace(l.Message)
			if strings.HasPrefix(l.Category, "timer") || l.Category == "deadline" {
				message = number.ReplaceAllString(message, " $1 N")
			}
			fmt.Fprintf(&b, "%-4s %-9s %-32s %s\n", names.goroutine(e.Goroutine()), l.Category, strings.ReplaceAll(message, "\n", `\n`), line(e.Stack()))
		case trace.EventStateTransition:
			s := e.StateTransition()
			if !transitions || s.Resource.Kind != trace.ResourceGoroutine {
				return true
			}
			from, to := s.Goroutine()
			at := line(e.Stack())
			if from == trace.GoRunning && to == trace.GoWaiting && at != "" {
				fmt.Fprintf(&b, "%-4s | stops: %s\n", names.goroutine(s.Resource.Goroutine()), s.Reason)
			}
			if from == trace.GoWaiting && to == trace.GoRunnable && names[fmt.Sprintf("g%d", s.Resource.Goroutine())] != "" {
				fmt.Fprintf(&b, "%-4s | ready, by %s\n", names.goroutine(s.Resource.Goroutine()), names.goroutine(e.Goroutine()))
			}
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var (
	object = regexp.MustCompile(`\b0x[0-9a-f]+\b`)
	peer   = regexp.MustCompile(`\bg[0-9]+\b`)
	number = regexp.MustCompile(` (in) [0-9]+`)
)

// naming gives short names in order of appearance.
type naming map[string]string

func (n naming) of(kind, key string) string {
	if n[key] == "" {
		n[kind] += "+"
		n[key] = fmt.Sprint(kind, len(n[kind]))
	}
	return n[key]
}

func (n naming) goroutine(id trace.GoID) string {
	if id == trace.NoGoroutine {
		return "none"
	}
	return n.of("G", fmt.Sprintf("g%d", id))
}

func (n naming) replace(message string) string {
	message = object.ReplaceAllStringFunc(message, func(s string) string { return n.of("object", s) })
	return peer.ReplaceAllStringFunc(message, func(s string) string { return n.of("G", s) })
}

// line is the program's own line of a stack, or "".
func line(stack trace.Stack) string {
	for f := range stack.Frames() {
		if strings.HasPrefix(f.Func, "main.") && path.Base(path.Dir(f.File)) == "every" {
			return fmt.Sprintf("%s:%d", path.Base(f.File), f.Line)
		}
	}
	return ""
}

package weave

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/exp/trace"
)

// A program that never gives the thread back is seen up to the point where it
// got it: the host reads while it runs, and ends it.
func TestEndlessLoopIsSeen(t *testing.T) {
	spin := build(t, "spin", true)
	for _, test := range []struct {
		name string
		args []string
		seen func(logged) bool
	}{
		{"that does nothing", nil, func(l logged) bool { return l.category == "out" && l.message == "sent\n" }},
		{"of operations", []string{"operating"}, func(l logged) bool { return strings.HasPrefix(l.message, "c3 1/1 #20001 ") }},
	} {
		t.Run(test.name, func(t *testing.T) {
			read, write, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer read.Close()
			cmd := spin.command(t, []string{"FIRST=64", "SHARE=16", "TRACE=/dev/fd/3"}, test.args...)
			cmd.ExtraFiles = []*os.File{write}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			write.Close()
			seen := false
			err = events(read, func(e trace.Event) bool {
				if e.Kind() == trace.EventLog {
					log := e.Log()
					seen = test.seen(logged{e.Goroutine(), log.Category, log.Message})
				}
				return !seen
			})
			cmd.Process.Kill()
			cmd.Wait()
			if !seen {
				t.Errorf("the trace ended before it: %v", err)
			}
		})
	}
}

// The tracer leaves no timer pending, so the runtime finds a deadlock, and the
// trace is whole before the program ends by it.
func TestDeadlockIsReported(t *testing.T) {
	for _, js := range []bool{false, true} {
		t.Run(fmt.Sprintf("js %v", js), func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "trace")
			out, err := build(t, "deadlock", js).command(t, []string{"FIRST=0", "TRACE=" + file}).CombinedOutput()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != 2 || !strings.Contains(string(out), "all goroutines are asleep - deadlock!") {
				t.Errorf("%v\n%s", err, out)
			}
			recorded, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all := logs(t, recorded)
			if last := all[len(all)-1]; last.category != "recv?" {
				t.Errorf("the last event is %s %s", last.category, last.message)
			}
		})
	}
}

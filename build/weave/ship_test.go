package weave

import (
	"os"
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
		{"of operations", []string{"operating"}, func(l logged) bool { return strings.HasPrefix(l.message, "c2 1/1 #20001 ") }},
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

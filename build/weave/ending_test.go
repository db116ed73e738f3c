package weave

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// However a program ends, its trace is whole, and the end is the runtime's own:
// its code and its words. The tracer leaves no timer pending, so the runtime
// finds a deadlock.
func TestTraceIsWholeAtTheEnd(t *testing.T) {
	ways := []struct {
		name string
		code int
		says string
		last logged
	}{
		{"return", 0, "", logged{1, "recv", "c1 0/1 #2 v=1"}},
		{"exit", 3, "", logged{1, "recv", "c1 0/1 #2 v=1"}},
		{"panic", 2, "panic: on purpose", logged{1, "recv", "c1 0/1 #2 v=1"}},
		{"goexit", 2, "deadlock!", logged{1, "recv", "c1 0/1 #2 v=1"}},
		{"deadlock", 2, "fatal error: all goroutines are asleep - deadlock!", logged{1, "recv?", "c1 0/1 #3"}},
		{"locked", 2, "fatal error: all goroutines are asleep - deadlock!", logged{1, "recv?", "c1 0/1 #3"}},
	}
	for runtime, js := range map[string]bool{"native": false, "js": true} {
		t.Run(runtime, func(t *testing.T) {
			ending := build(t, "ending", js)
			for _, way := range ways {
				file := filepath.Join(t.TempDir(), "trace")
				cmd := ending.command(t, []string{"FIRST=0", "TRACE=" + file}, way.name)
				out, _ := cmd.CombinedOutput()
				if code := cmd.ProcessState.ExitCode(); code != way.code || !strings.Contains(string(out), way.says) {
					t.Errorf("%s: code %d\n%s", way.name, code, out)
				}
				recorded, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				all := logs(t, recorded)
				if len(all) == 0 || all[len(all)-1] != way.last {
					t.Errorf("%s: the trace holds %v", way.name, all)
				}
			}
		})
	}
}

package weave

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// go tool trace, which knows nothing of the weave, reads what was woven.
func TestStockToolReadsTheTrace(t *testing.T) {
	recorded, _ := build(t, "every", false).trace(t)
	file := filepath.Join(t.TempDir(), "trace")
	if err := os.WriteFile(file, recorded, 0o644); err != nil {
		t.Fatal(err)
	}
	tools, err := toolsOnce()
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := tools.Command(t.Context(), "tool", "trace", "-d=parsed", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for line := range strings.Lines(string(parsed)) {
		if strings.Contains(line, " Log ") {
			shown++
		}
	}
	if want := len(logs(t, recorded)); shown != want || want == 0 {
		t.Errorf("it shows %d of %d woven events", shown, want)
	}
}

// TestStandardLibrary runs Go's own tests of what is woven, with the weave on:
// each package's tests are traced, so every operation in them writes an event.
// Then under the race detector, and with the runtime's lock ranks checked, and
// so with programs of testdata. It takes minutes of a quiet machine and runs
// when WEAVE_STD is set.
func TestStandardLibrary(t *testing.T) {
	if os.Getenv("WEAVE_STD") == "" {
		t.Skip("WEAVE_STD is not set")
	}
	tools, err := toolsOnce()
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := overlayOnce()
	if err != nil {
		t.Fatal(err)
	}
	const runtimeTests = "Chan|Select|Timer|Sleep|Trace|Goexit|Deadlock|Panic|Sema|Mutex|Goroutine|Stack|LockRank|Print|Finalizer|GC"
	for _, test := range []struct {
		pkg, run, mode string
	}{
		{"sync", "", ""},
		{"internal/sync", "", ""},
		{"context", "", ""},
		{"time", "", ""},
		{"runtime", runtimeTests, ""},
		{"runtime/trace", "", ""},
		{"sync", "", "race"},
		{"context", "", "race"},
		{"sync", "", "staticlockranking"},
		{"context", "", "staticlockranking"},
		{"time", "", "staticlockranking"},
		{"runtime", "Chan|Select|Timer|Trace|Mutex", "staticlockranking"},
	} {
		t.Run(test.pkg+" "+test.mode, func(t *testing.T) {
			dir := t.TempDir()
			args := []string{"test", "-short", "-count=1", "-overlay", overlay, "-o", filepath.Join(dir, "test"), "-run", test.run}
			if test.mode == "race" {
				args = append(args, "-race")
			}
			if test.pkg != "runtime/trace" { // its tests start traces themselves
				args = append(args, "-trace", filepath.Join(dir, "trace"))
			}
			cmd := tools.Command(t.Context(), append(args, test.pkg)...)
			if test.mode == "staticlockranking" {
				cmd.Env = append(cmd.Env, "GOEXPERIMENT="+test.mode)
			}
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
		})
	}
	t.Run("contend race", func(t *testing.T) {
		recorded, printed := build(t, "contend", false, "-race").trace(t)
		if strings.Contains(printed, "DATA RACE") {
			t.Error(printed)
		}
		checkWaits(t, logs(t, recorded))
	})
	for _, name := range []string{"every", "contend"} {
		t.Run(name+" staticlockranking", func(t *testing.T) {
			t.Setenv("GOEXPERIMENT", "staticlockranking")
			build(t, name, false).trace(t, "GOMAXPROCS=4")
		})
	}
}

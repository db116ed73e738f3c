package weave

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// doctored returns a GOROOT with the files that the weave edits, one of them
// changed.
func doctored(t *testing.T, file, old, new string) string {
	t.Helper()
	tools, err := toolsOnce()
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	for _, e := range edits {
		text, err := os.ReadFile(filepath.Join(tools.Goroot, "src", filepath.FromSlash(e.file)))
		if err != nil {
			t.Fatal(err)
		}
		if e.file == file {
			if !strings.Contains(string(text), old) {
				t.Fatalf("%s does not hold %q", file, old)
			}
			text = []byte(strings.Replace(string(text), old, new, 1))
		}
		to := filepath.Join(root, "src", filepath.FromSlash(e.file))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestMisfitStopsTheWeave(t *testing.T) {
	for _, test := range []struct {
		name, file, old, new string
		says                 []string
	}{
		{"a line that changed", chanGo, "\tif c.qcount == 0 {", "\tif c.empty() {",
			[]string{"runtime/chan.go: chanrecv: 0 places", "if c.qcount == 0 {"}},
		{"a line within an anchor", chanGo, "\tmysg := acquireSudog()", "\tmysg := newSudog()",
			[]string{"runtime/chan.go: chansend:", `reads "mysg := newSudog()" where "mysg := acquireSudog()" is wanted`}},
		{"a function that is gone", timeGo, "func timeSleep(", "func sleepFor(",
			[]string{"runtime/time.go: timeSleep: 0 declarations"}},
		{"an anchor that stands twice", chanGo, "\tc.closed = 1\n", "\tc.closed = 1\n\tc.closed = 1\n",
			[]string{"runtime/chan.go: closechan: 2 places"}},
		{"a file that is no Go", selectGo, "package runtime", "package",
			[]string{"runtime/select.go", "cannot be parsed"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "overlay")
			overlay, err := Write(doctored(t, test.file, test.old, test.new), out)
			if err == nil {
				t.Fatal("it was woven all the same:", overlay)
			}
			for _, words := range test.says {
				if !strings.Contains(err.Error(), words) {
					t.Errorf("the error does not say %q:\n%v", words, err)
				}
			}
			if _, err := os.Stat(out); err == nil {
				t.Error("something was written")
			}
		})
	}
}

func TestMissingGorootIsNamed(t *testing.T) {
	root := filepath.Join(t.TempDir(), "nowhere")
	if _, err := Write(root, t.TempDir()); err == nil || !strings.Contains(err.Error(), root) {
		t.Error(err)
	}
}

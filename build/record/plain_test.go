package record

import (
	"bytes"
	"context"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"interleave/build/scenario"
)

// The scenarios' Go programs are plain Go: without any instrument they print what demo.md says. The order of their lines is the
// page's; natively another goroutine may come first.
func TestScenariosPrintTheSameWithoutInstruments(t *testing.T) {
	all, err := scenario.All("demos")
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	build := exec.CommandContext(t.Context(), "go", "build", "-o", bin+string(filepath.Separator), "./...")
	build.Dir = "demos"
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, s := range all {
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			ctx, stop := context.WithTimeout(t.Context(), s.Limit())
			defer stop()
			var printed bytes.Buffer
			run := exec.CommandContext(ctx, filepath.Join(bin, s.Name))
			run.Stdout = &printed
			err := run.Run()
			if returned := s.End("go") == "returned"; returned != (err == nil) {
				t.Errorf("it ended with %v, and demo.md says %q", err, s.End("go"))
			}
			got, want := slices.Sorted(strings.Lines(printed.String())), slices.Sorted(strings.Lines(s.Output.Of("go")))
			if !slices.Equal(got, want) {
				t.Errorf("it printed\n%s\nand demo.md says\n%s", printed.String(), s.Output.Of("go"))
			}
		})
	}
}

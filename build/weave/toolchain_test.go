package weave

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestToolchainIsThePinnedOne(t *testing.T) {
	tools, err := FindToolchain(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out, err := tools.Command(t.Context(), "env", "GOVERSION", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.TrimSpace(string(out)), tools.Version+"\n"+tools.Goroot; got != want {
		t.Errorf("the go command says\n%s\nwant\n%s", got, want)
	}
}

func TestToolchainThatCannotBeFetched(t *testing.T) {
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOMODCACHE", t.TempDir())
	_, err := findToolchain(t.Context(), "go1.26.1", t.TempDir())
	if err == nil {
		t.Fatal("a toolchain that is nowhere was found")
	}
	for _, word := range []string{"go1.26.1", "module proxy", "PATH"} {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("the error does not speak of %s:\n%v", word, err)
		}
	}
}

// TestFetchedToolchain downloads another release (70 MB) and builds with its
// copy. It runs when WEAVE_FETCH names the release, such as go1.26.7.
func TestFetchedToolchain(t *testing.T) {
	version := os.Getenv("WEAVE_FETCH")
	if version == "" {
		t.Skip("WEAVE_FETCH is not set")
	}
	dir := t.TempDir()
	tools, err := findToolchain(t.Context(), version, dir)
	if err != nil {
		t.Fatal(err)
	}
	if !below(dir, tools.Goroot) {
		t.Fatalf("%s was not copied: installed at %s", version, tools.Goroot)
	}
	overlay, err := Write(tools.Goroot, filepath.Join(t.TempDir(), "overlay"))
	if err != nil {
		t.Fatal(err)
	}
	build := tools.Command(t.Context(), "build", "-overlay", overlay, "-o", filepath.Join(t.TempDir(), "every"), "./every")
	build.Dir = "testdata"
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

func TestCopyIsWholeOrAbsent(t *testing.T) {
	src, dst := t.TempDir(), filepath.Join(t.TempDir(), "go")
	write := func(name string, mode os.FileMode) {
		t.Helper()
		file := filepath.Join(src, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(name), mode); err != nil {
			t.Fatal(err)
		}
	}
	write("bin/go", 0o555)
	write("src/a.go", 0o444)

	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := copyOnce(canceled, src, dst); err == nil {
		t.Error("a copy that was cut short passes for one")
	}
	if _, err := os.Stat(dst); err == nil {
		t.Error("a copy that was cut short has its name")
	}
	for range 2 {
		if got, err := copyOnce(t.Context(), src, dst); err != nil || got != dst {
			t.Fatal(got, err)
		}
	}
	info, err := os.Stat(filepath.Join(dst, "bin", "go"))
	if err != nil || info.Mode().Perm()&0o100 == 0 {
		t.Error("the go command of the copy cannot be executed", err)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(dst), ".partial-*"))
	if err != nil || len(left) > 0 {
		t.Error("left behind:", left, err)
	}
}

// Package weave makes Go's runtime write every operation on a channel, every
// select, every use of package sync, every sleep and every printed line into
// the execution trace itself, as UserLog events. GRAMMAR.md describes them.
//
// It reads the standard library of a local Go toolchain and writes an overlay
// for `go build -overlay`: copies of a dozen files with small insertions
// (edits*.go), and files of our own beside them (hooks/). The program that is
// built stays as it is; the trace stays one that stock tools read; the same
// overlay serves js/wasm and native Go.
//
// An edit fits when its anchor stands exactly once where it is looked for.
// That is no proof of meaning: the tests build, run and compare a trace.
package weave

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

//go:embed hooks
var hooks embed.FS

// Write derives the overlay from the standard library below goroot and writes
// it into outDir, which it makes. It returns the absolute path of the file that
// `go build -overlay` takes.
//
// When an edit does not fit, the error names the file, the function and what
// stands there, for every misfit, and nothing is written.
//
// goroot must not lie in the module cache, where cmd/go refuses overlays:
// see [Toolchain].
func Write(goroot, outDir string) (overlayJSON string, err error) {
	files, err := woven(goroot)
	if err != nil {
		return "", err
	}
	outDir, err = filepath.Abs(outDir)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(outDir, 0o755); err != nil {
		return "", err
	}
	replace := map[string]string{}
	for name, text := range files {
		file := filepath.Join(outDir, strings.ReplaceAll(name, "/", "_"))
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return "", err
		}
		replace[filepath.Join(goroot, "src", filepath.FromSlash(name))] = file
	}
	text, err := json.MarshalIndent(map[string]any{"Replace": replace}, "", "\t")
	if err != nil {
		return "", err
	}
	overlayJSON = filepath.Join(outDir, "overlay.json")
	return overlayJSON, os.WriteFile(overlayJSON, append(text, '\n'), 0o644)
}

// woven returns the text of every file of the overlay, by its path below
// GOROOT/src.
func woven(goroot string) (map[string]string, error) {
	byFile := map[string][]edit{}
	var names []string // in the edits' order
	for _, e := range edits {
		if byFile[e.file] == nil {
			names = append(names, e.file)
		}
		byFile[e.file] = append(byFile[e.file], e)
	}
	files := map[string]string{}
	var problems []error
	for _, name := range names {
		src, err := os.ReadFile(filepath.Join(goroot, "src", filepath.FromSlash(name)))
		if err != nil {
			problems = append(problems, err)
			continue
		}
		text, misfits := apply(string(src), byFile[name])
		problems = append(problems, misfits...)
		files[name] = text
	}
	if len(problems) > 0 {
		return nil, fmt.Errorf("the weave does not fit the Go at %s; nothing was written:\n%w", goroot, errors.Join(problems...))
	}
	if err := addHooks(files); err != nil {
		return nil, err
	}
	roots, err := standardRoots(goroot)
	if err != nil {
		return nil, err
	}
	files["runtime/zweave_roots.go"] = fmt.Sprintf("package runtime\n\n// weaveRoots are the first elements of the paths of packages that are not the program's.\nvar weaveRoots = [...]string{%s}\n", quoted(roots))
	for _, pkg := range []string{"runtime", "sync"} {
		files[pkg+"/zweave_categories.go"] = categoriesFile(pkg)
	}
	return files, nil
}

// addHooks adds hooks/<package>/<name>.go.txt as <package>/zweave_<name>.go.
func addHooks(files map[string]string) error {
	return fs.WalkDir(hooks, "hooks", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := hooks.ReadFile(p)
		if err != nil {
			return err
		}
		pkg, name := path.Split(strings.TrimSuffix(strings.TrimPrefix(p, "hooks/"), ".txt"))
		files[pkg+"zweave_"+name] = string(text)
		return nil
	})
}

// standardRoots returns the first path elements of the standard library and
// this module's own, whose harness runs beside the program. The two packages
// that the weave judges by itself are not among them.
func standardRoots(goroot string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(goroot, "src"))
	if err != nil {
		return nil, err
	}
	roots := []string{"interleave"}
	for _, e := range entries {
		switch name := e.Name(); name {
		case "cmd", "testdata", "context", "time", "builtin":
		default:
			if e.IsDir() {
				roots = append(roots, name)
			}
		}
	}
	return roots, nil
}

// categoriesFile declares the categories' constants in pkg, and in runtime
// their names.
func categoriesFile(pkg string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\n\nconst (\n", pkg)
	for i, c := range categories {
		fmt.Fprintf(&b, "\t%s = %d\n", c.constant, i)
	}
	b.WriteString(")\n")
	if pkg == "runtime" {
		var names []string
		for _, c := range categories {
			names = append(names, c.name)
		}
		fmt.Fprintf(&b, "\nvar weaveNames = [...]string{%s}\n", quoted(names))
	}
	return b.String()
}

func quoted(words []string) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", w)
	}
	return b.String()
}

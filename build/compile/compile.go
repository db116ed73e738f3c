// Package compile builds programs for the page: js/wasm under the woven runtime (build/weave), with the harness and the decoder.
//
// The programs are not touched but in one word. Those that cannot tell the difference share one binary with the decoder, so that the
// first run loads the runtime and the standard library once and every further scenario next to nothing: each becomes a package of
// its own, by another package clause on the same line and one file more that exports its main. A program that would run code before
// its main, or can see its package's name, is compiled as main, into a binary of its own: see [ownBinary].
//
// Same sources and toolchain, same bytes.
package compile

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Program is a folder of Go files that make a main package.
type Program struct {
	Name string // by which the page asks for it: lower-case letters, digits, `-` and `_`
	Dir  string
}

// A Binary is one wasm file.
type Binary struct {
	File string // path
	// Programs are the names of the programs in it, sorted.
	Programs []string
	// Shared: it holds the decoder and those programs that share a binary.
	Shared bool
}

// Module is the path of the module that the programs are compiled in: the files of a program are called
// `program/<name>/main.go` in traces and panics.
const Module = "program"

// Package is the name of the package that a program of the shared binary is compiled as.
const Package = "main_"

// Programs builds all programs into outDir, which it makes. The shared binary comes first; it is built even when no program shares it.
func Programs(ctx context.Context, programs []Program, outDir string) ([]Binary, error) {
	shared := Binary{Shared: true}
	var own []Program
	sources := map[string]*source{}
	var problems []error
	for _, p := range programs {
		src, err := read(p)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		if sources[p.Name] != nil {
			problems = append(problems, fmt.Errorf("two programs are called %s", p.Name))
			continue
		}
		sources[p.Name] = src
		if src.ownBinary() {
			own = append(own, p)
		} else {
			shared.Programs = append(shared.Programs, p.Name)
		}
	}
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	slices.Sort(shared.Programs)

	b, err := newBuilder(ctx, outDir)
	if err != nil {
		return nil, err
	}
	defer b.close()
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		src := sources[name]
		if err := src.write(filepath.Join(b.work, Module, name), !src.ownBinary()); err != nil {
			return nil, err
		}
	}
	if err := writeMain(filepath.Join(b.work, Module, "all"), shared.Programs); err != nil {
		return nil, err
	}
	shared.File = filepath.Join(outDir, "programs.wasm")
	if err := b.build(ctx, Module+"/all", shared.File); err != nil {
		return nil, err
	}
	binaries := []Binary{shared}
	for _, p := range own {
		file := filepath.Join(outDir, p.Name+".wasm")
		if err := b.build(ctx, Module+"/"+p.Name, file); err != nil {
			return nil, err
		}
		binaries = append(binaries, Binary{File: file, Programs: []string{p.Name}})
	}
	return binaries, nil
}

// writeMain writes the main package of the shared binary.
func writeMain(dir string, names []string) error {
	var b strings.Builder
	b.WriteString("package main\n\nimport (\n\t\"interleave/wasm\"\n")
	for i, name := range names {
		fmt.Fprintf(&b, "\tp%d %q\n", i, Module+"/"+name)
	}
	b.WriteString(")\n\nfunc main() {\n\twasm.Main(map[string]func(){\n")
	for i, name := range names {
		fmt.Fprintf(&b, "\t\t%q: p%d.%s,\n", name, i, entry)
	}
	b.WriteString("\t})\n}\n")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "main.go"), []byte(b.String()), 0o644)
}

package record

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"go/build"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"interleave/build/names"
	"interleave/build/weave"
	"interleave/wasm/decode"
)

// A program is a main package somewhere on this machine.
type program struct {
	dir string // of the main package, absolute, as the go command calls it
	// target is what the go command is given in dir: "." or names of files.
	target []string
	// root is the folder that its files are named relative to: dir, or the module's where packages outside of dir belong to it.
	root string
	// files are the program's own sources, slash-separated and relative to root.
	files []string
	// gomod is the go.mod in force in dir, "" where there is none.
	gomod string
	// foreign says that it imports more than the standard library and what lies in dir.
	foreign bool
}

// A system is what a program is built for; its fields are "" for this machine's.
type system struct{ os, arch string }

func (s system) env() []string {
	if s.os == "" {
		return nil
	}
	return []string{"GOOS=" + s.os, "GOARCH=" + s.arch, "CGO_ENABLED=0"}
}

// find asks the go command what there is at path, a folder or a file, to build for a system.
func find(ctx context.Context, tools weave.Toolchain, sys system, path string) (*program, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(abs)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("there is no %s", path)
	} else if err != nil {
		return nil, err
	}
	p := &program{dir: abs, target: []string{"."}}
	if !info.IsDir() {
		if filepath.Ext(abs) != ".go" {
			return nil, fmt.Errorf("%s is not a Go file, nor a folder of them", path)
		}
		p.dir, p.target = filepath.Dir(abs), []string{filepath.Base(abs)}
	}
	if p.gomod, err = gomod(ctx, tools, p.dir); err != nil {
		return nil, err
	}
	if info.IsDir() && p.gomod == "" { // the go command takes a folder only in a module
		if p.target, err = goFiles(sys, abs); err != nil {
			return nil, err
		}
	}
	packages, err := list(ctx, tools, sys, p)
	if err != nil {
		return nil, err
	}
	return p, p.take(path, packages)
}

// gomod is the path of the go.mod in force in a folder, "" where there is none.
func gomod(ctx context.Context, tools weave.Toolchain, dir string) (string, error) {
	cmd := tools.Command(ctx, "env", "GOMOD")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		return "", errors.New(words(err))
	}
	path := strings.TrimSpace(string(out))
	if path == os.DevNull {
		path = ""
	}
	return path, nil
}

// goFiles are the names of a folder's Go files that are built for a system.
func goFiles(sys system, dir string) ([]string, error) {
	builds := build.Default
	if sys.os != "" {
		builds.GOOS, builds.GOARCH, builds.CgoEnabled = sys.os, sys.arch, false
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if fits, err := builds.MatchFile(dir, name); err != nil {
			return nil, err
		} else if fits {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s: there is no Go file to build", dir)
	}
	return names, nil
}

// listed is a package, as far as `go list` is asked of it.
type listed struct {
	Dir, Name string
	Standard  bool
	GoFiles   []string
	CgoFiles  []string
	Module    *struct {
		Main bool
		Dir  string
	}
}

func (l *listed) sources() []string { return slices.Concat(l.GoFiles, l.CgoFiles) }

// list returns the package, last, and all that it imports.
func list(ctx context.Context, tools weave.Toolchain, sys system, p *program) ([]listed, error) {
	cmd := tools.Command(ctx, append([]string{"list", "-deps", "-json=Dir,Name,Standard,GoFiles,CgoFiles,Module"}, p.target...)...)
	cmd.Dir, cmd.Env = p.dir, append(cmd.Env, sys.env()...)
	out, err := cmd.Output()
	if err != nil {
		return nil, errors.New(words(err))
	}
	var all []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var l listed
		if err := d.Decode(&l); err == io.EOF {
			return all, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		all = append(all, l)
	}
}

func (p *program) take(path string, packages []listed) error {
	if len(packages) == 0 {
		return fmt.Errorf("%s: there is no package here", path)
	}
	main := packages[len(packages)-1]
	if main.Name != "main" {
		return fmt.Errorf("%s is package %s; what is run is package main", path, main.Name)
	}
	p.dir, p.root = main.Dir, main.Dir
	var own []listed
	for _, l := range packages {
		if l.Standard {
			continue
		}
		if l.Dir == main.Dir || l.Module != nil && l.Module.Main {
			own = append(own, l)
		}
		if l.Dir != main.Dir {
			p.foreign = true
		}
		if _, inside := below(main.Dir, l.Dir); !inside && l.Module != nil && l.Module.Main {
			p.root = l.Module.Dir
		}
	}
	for _, l := range own {
		for _, name := range l.sources() {
			if file, inside := below(p.root, filepath.Join(l.Dir, name)); inside {
				p.files = append(p.files, file)
			}
		}
	}
	slices.Sort(p.files)
	return nil
}

// below returns path relative to dir, slash-separated, if it lies there.
func below(dir, path string) (string, bool) {
	rel, err := filepath.Rel(dir, path)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// sums are the files' sha256, hex, by name.
func (p *program) sums() (map[string]string, error) {
	sums := map[string]string{}
	for _, name := range p.files {
		text, err := os.ReadFile(filepath.Join(p.root, filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(text)
		sums[name] = hex.EncodeToString(sum[:])
	}
	return sums, nil
}

// names is the table of what the program's sources call things.
func (p *program) names() (decode.Names, error) {
	texts := map[string][]byte{}
	for _, name := range p.files {
		text, err := os.ReadFile(filepath.Join(p.root, filepath.FromSlash(name)))
		if err != nil {
			return decode.Names{}, err
		}
		texts[name] = text
	}
	table, err := names.Sources(texts)
	return decode.ParseNames(table), err
}

// words are a failed command's own.
func words(err error) string {
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		if text := strings.TrimSpace(string(exit.Stderr)); text != "" {
			return text
		}
	}
	return err.Error()
}

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
	// foreign says that it imports more than the standard library and what lies in dir.
	foreign bool
}

// find asks the go command what there is at path, a folder or a file.
func find(ctx context.Context, tools weave.Toolchain, path string) (*program, error) {
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
	switch {
	case !info.IsDir() && filepath.Ext(abs) != ".go":
		return nil, fmt.Errorf("%s is not a Go file, nor a folder of them", path)
	case !info.IsDir():
		p.dir, p.target = filepath.Dir(abs), []string{filepath.Base(abs)}
	default:
		inModule, err := inModule(ctx, tools, abs)
		if err != nil {
			return nil, err
		}
		if !inModule {
			if p.target, err = goFiles(abs); err != nil {
				return nil, err
			}
		}
	}
	packages, err := list(ctx, tools, p)
	if err != nil {
		return nil, err
	}
	return p, p.take(path, packages)
}

// inModule reports whether a folder belongs to a module; the go command takes a folder's path only there.
func inModule(ctx context.Context, tools weave.Toolchain, dir string) (bool, error) {
	cmd := tools.Command(ctx, "env", "GOMOD")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		return false, errors.New(words(err))
	}
	gomod := strings.TrimSpace(string(out))
	return gomod != "" && gomod != os.DevNull, nil
}

// goFiles are the names of a folder's Go files that are built here.
func goFiles(dir string) ([]string, error) {
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
		if fits, err := build.Default.MatchFile(dir, name); err != nil {
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

// A listed package is what is asked of `go list`.
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
func list(ctx context.Context, tools weave.Toolchain, p *program) ([]listed, error) {
	cmd := tools.Command(ctx, append([]string{"list", "-deps", "-json=Dir,Name,Standard,GoFiles,CgoFiles,Module"}, p.target...)...)
	cmd.Dir = p.dir
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

package compile

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"interleave/wasm/decode"
)

// entry is the function that is added to a program of the shared binary.
const entry = decode.Entry

// source is a program's files, read and parsed.
type source struct {
	program Program
	set     *token.FileSet
	files   []file
}

type file struct {
	name string
	text []byte
	tree *ast.File
}

// read reads all Go files of the folder but tests. They must parse and be of package main.
func read(p Program) (*source, error) {
	if p.Name == "" || strings.Trim(p.Name, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" || p.Name == "all" {
		return nil, fmt.Errorf("%s: a program's name has lower-case letters, digits, - and _, and is not all: %q", p.Dir, p.Name)
	}
	entries, err := os.ReadDir(p.Dir)
	if err != nil {
		return nil, err
	}
	src := &source{program: p, set: token.NewFileSet()}
	var problems []error
	for _, e := range entries {
		if e.IsDir() || filepath.Ext(e.Name()) != ".go" || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		path := filepath.Join(p.Dir, e.Name())
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		tree, err := parser.ParseFile(src.set, path, text, parser.ParseComments|parser.SkipObjectResolution)
		if err == nil && tree.Name.Name != "main" {
			err = fmt.Errorf("%s: the program's package is %s, not main", path, tree.Name.Name)
		}
		if err != nil {
			problems = append(problems, err)
			continue
		}
		src.files = append(src.files, file{e.Name(), text, tree})
	}
	if len(problems) == 0 && len(src.files) == 0 {
		problems = append(problems, fmt.Errorf("%s: there is no Go file", p.Dir))
	}
	return src, errors.Join(problems...)
}

// write writes the program into dir, as a package that exports its main or as it is with the harness beside it.
func (s *source) write(dir string, shared bool) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, f := range s.files {
		text := f.text
		if shared {
			from := s.set.Position(f.tree.Name.Pos()).Offset
			text = slices.Concat(text[:from], []byte(Package), text[from+len("main"):])
		}
		if err := os.WriteFile(filepath.Join(dir, f.name), text, 0o644); err != nil {
			return err
		}
	}
	added := "package main\n\nimport _ \"interleave/wasm/run/auto\"\n"
	if shared {
		added = fmt.Sprintf("package %s\n\n// %s is the program's main.\nfunc %s() { main() }\n", Package, entry, entry)
	}
	return os.WriteFile(filepath.Join(dir, "interleave.go"), []byte(added), 0o644)
}

// ownBinary reports whether the program could tell that it shares a binary: it runs code before main, which would run for every other
// program too, or it can see the name of its package.
func (s *source) ownBinary() bool {
	for _, f := range s.files {
		for _, d := range f.tree.Decls {
			if runsBeforeMain(d) {
				return true
			}
		}
		for _, spec := range f.tree.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			if seesNames[path] || path == "runtime" && !onlySchedules(f.tree, spec) {
				return true
			}
		}
		if showsTypes(f.tree) {
			return true
		}
	}
	return false
}

// seesNames are packages by which a program sees names of packages, functions or types, or what its binary is made of.
var seesNames = map[string]bool{"reflect": true, "runtime/debug": true, "encoding/gob": true, "expvar": true, "embed": true, "syscall/js": true, "unsafe": true}

// schedules are the functions of package runtime that tell a program nothing of its binary.
var schedules = map[string]bool{"Gosched": true, "Goexit": true, "GC": true, "KeepAlive": true, "NumGoroutine": true, "NumCPU": true, "GOMAXPROCS": true}

// onlySchedules reports whether a file takes nothing from the import of package runtime but [schedules].
func onlySchedules(tree *ast.File, spec *ast.ImportSpec) bool {
	if spec.Name != nil {
		return false
	}
	only := true
	ast.Inspect(tree, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if pkg, ok := s.X.(*ast.Ident); ok && pkg.Name == "runtime" && !schedules[s.Sel.Name] {
				only = false
			}
		}
		return only
	})
	return only
}

// runsBeforeMain: func init, or a variable with a value that is more than constants.
func runsBeforeMain(d ast.Decl) bool {
	switch d := d.(type) {
	case *ast.FuncDecl:
		return d.Recv == nil && d.Name.Name == "init"
	case *ast.GenDecl:
		if d.Tok != token.VAR {
			return false
		}
		for _, spec := range d.Specs {
			for _, value := range spec.(*ast.ValueSpec).Values {
				if !constant(value) {
					return true
				}
			}
		}
	}
	return false
}

// constant reports whether the linker can lay the value down: no call, no receive, no function.
func constant(value ast.Expr) bool {
	ok := true
	ast.Inspect(value, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr, *ast.FuncLit:
			ok = false
		case *ast.UnaryExpr:
			ok = ok && n.Op != token.ARROW
		}
		return ok
	})
	return ok
}

// showsTypes reports whether a format prints the names of types.
func showsTypes(tree *ast.File) bool {
	found := false
	ast.Inspect(tree, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			found = found || strings.Contains(lit.Value, "%T") || strings.Contains(lit.Value, "%#v")
		}
		return !found
	})
	return found
}

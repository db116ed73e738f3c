// Package names reads from a program's source what it calls its goroutines, channels, timers and locks, and in which order a select's
// cases stand: what a trace of the program cannot tell. The table is [decode.Names] as text.
//
// It reads the syntax alone. A name that would need types to be sure of (which Lock is called by x.Lock()) is the text of the
// expression, which is what the reader sees in the line.
package names

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Table returns the table of a folder's Go files but tests.
func Table(dir string) (string, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return "", err
	}
	files := map[string][]byte{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		if files[filepath.Base(path)], err = os.ReadFile(path); err != nil {
			return "", err
		}
	}
	return Sources(files)
}

// Source returns the table of a program of one file.
func Source(name string, text []byte) (string, error) {
	return Sources(map[string][]byte{name: text})
}

// Sources returns the table of a program's files, by name. They are read together: what a goroutine is given is told where it is
// spawned, and used elsewhere.
func Sources(files map[string][]byte) (string, error) {
	r := &reader{set: token.NewFileSet(), params: map[string][]string{}}
	trees := map[string]*ast.File{}
	names := slices.Sorted(maps.Keys(files))
	for _, name := range names {
		tree, err := parser.ParseFile(r.set, name, files[name], parser.SkipObjectResolution)
		if err != nil {
			return "", err
		}
		trees[name] = tree
		for _, d := range tree.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil {
				r.params[f.Name.Name] = paramsOf(f)
			}
		}
	}
	for _, name := range names {
		r.file = name
		for _, d := range trees[name].Decls {
			r.in, _ = d.(*ast.FuncDecl)
			ast.Inspect(d, r.visit)
		}
	}
	return r.out.String(), nil
}

type reader struct {
	set    *token.FileSet
	params map[string][]string // of each declared function
	file   string
	in     *ast.FuncDecl // what is being read, nil outside of functions
	out    strings.Builder
}

func (r *reader) at(p token.Pos) string {
	return fmt.Sprintf("%s:%d", r.file, r.set.Position(p).Line)
}

// line adds one line to the table, if all its words are labels: a name with a space would be two words, and says too much for one.
func (r *reader) line(kind string, at token.Pos, words ...string) {
	for _, w := range words {
		if w == "" || w == "_" || strings.ContainsAny(w, " \t\n") || len(w) > 48 {
			return
		}
	}
	fmt.Fprintln(&r.out, kind, r.at(at), strings.Join(words, " "))
}

func (r *reader) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.GoStmt:
		r.spawned(n.Go, n.Call.Fun)
		r.handed(n.Go, n.Call)
	case *ast.CallExpr:
		r.called(n)
	case *ast.AssignStmt:
		if len(n.Lhs) == len(n.Rhs) {
			for i := range n.Rhs {
				r.makes(text(n.Lhs[i]), n.Rhs[i])
			}
		} else if len(n.Rhs) == 1 {
			r.makes(text(n.Lhs[resultOf(n.Rhs[0])]), n.Rhs[0])
		}
	case *ast.ValueSpec:
		for i := range min(len(n.Names), len(n.Values)) {
			r.makes(n.Names[i].Name, n.Values[i])
		}
	case *ast.KeyValueExpr: // a field of a literal
		r.makes(text(n.Key), n.Value)
	case *ast.SelectStmt:
		r.selects(n)
	}
	return true
}

// called: a method of a sync object, or a function that spawns what it is given.
func (r *reader) called(call *ast.CallExpr) {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return
	}
	if spawners[method.Sel.Name] && len(call.Args) > 0 {
		r.spawned(method.Sel.Pos(), call.Args[len(call.Args)-1])
	}
	if methods[method.Sel.Name] {
		name := text(method.X)
		if root, _, _ := strings.Cut(name, "."); r.in != nil && slices.Contains(r.params[r.in.Name.Name], root) {
			r.line("used", method.Sel.Pos(), method.Sel.Name, name, r.in.Name.Name)
		} else {
			r.line("used", method.Sel.Pos(), method.Sel.Name, name)
		}
	}
}

// spawners are methods that run a function in a goroutine: WaitGroup.Go (and errgroup's), time.AfterFunc.
var spawners = map[string]bool{"Go": true, "AfterFunc": true}

// methods are those of sync objects that a trace tells of.
var methods = map[string]bool{
	"Lock": true, "Unlock": true, "TryLock": true, "RLock": true, "RUnlock": true, "TryRLock": true,
	"Add": true, "Done": true, "Wait": true, "Go": true, "Signal": true, "Broadcast": true, "Do": true,
}

// text is an expression as the source has it, without what a label does not need: `s.mu`, `workers[i].jobs`, `mu` of `(&mu)`.
func text(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		if x := text(e.X); x != "" {
			return x + "." + e.Sel.Name
		}
		return e.Sel.Name
	case *ast.IndexExpr:
		if x, i := text(e.X), text(e.Index); x != "" && i != "" {
			return x + "[" + i + "]"
		}
	case *ast.BasicLit:
		return e.Value
	case *ast.ParenExpr:
		return text(e.X)
	case *ast.StarExpr:
		return text(e.X)
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			return text(e.X)
		}
	}
	return ""
}

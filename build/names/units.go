package names

import (
	"go/ast"
	"go/token"
)

// spawned names a goroutine that runs fun. A declared function needs no name here, the trace has it: but for what WaitGroup.Go is given, and
// a variable that holds a literal.
func (r *reader) spawned(at token.Pos, fun ast.Expr) {
	name := ""
	switch fun := fun.(type) {
	case *ast.FuncLit:
		name = only(fun.Body)
	case *ast.Ident:
		name = fun.Name
	case *ast.SelectorExpr:
		name = fun.Sel.Name
	}
	if name == "" {
		name = "?" // keeps its place among the literals of the line
	}
	r.line("unit", at, name)
}

// only is the name of the function that is all a literal's body does, give or take what frames a goroutine: `defer done.Done()` before,
// and what becomes of the result. "" where it does more.
func only(body *ast.BlockStmt) string {
	name := ""
	for _, s := range body.List {
		switch s := s.(type) {
		case *ast.DeferStmt:
			continue
		case *ast.ExprStmt:
			if callee := function(s.X); callee != "" && name == "" {
				name = callee
				continue
			}
		case *ast.SendStmt:
			if callee := function(s.Value); callee != "" && name == "" {
				name = callee
				continue
			}
		case *ast.AssignStmt:
			if len(s.Rhs) == 1 && name == "" && len(body.List) == 1 {
				name = function(s.Rhs[0])
				continue
			}
		case *ast.ReturnStmt:
			if len(s.Results) == 1 && name == "" {
				name = function(s.Results[0])
				continue
			}
		}
		return ""
	}
	return name
}

// function is the last name of the function that an expression calls.
func function(e ast.Expr) string {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return ""
	}
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		if fun.Name != "close" && fun.Name != "panic" && fun.Name != "println" && fun.Name != "print" {
			return fun.Name
		}
	case *ast.SelectorExpr:
		if methods[fun.Sel.Name] || standard(fun.X) {
			return ""
		}
		return fun.Sel.Name
	}
	return ""
}

// standard reports whether what stands before the dot is one of the packages by which programs print or wait: their functions say nothing
// of a goroutine's role.
func standard(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && (id.Name == "fmt" || id.Name == "time" || id.Name == "log" || id.Name == "os" || id.Name == "runtime")
}

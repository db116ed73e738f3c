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
		call := only(fun.Body)
		if call != nil {
			name = function(call)
			r.handed(at, call)
		}
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

// only is the call that is all a literal's body does, give or take what frames a goroutine: `defer done.Done()` before, and what
// becomes of the result. nil where it does more.
func only(body *ast.BlockStmt) *ast.CallExpr {
	var found *ast.CallExpr
	for _, s := range body.List {
		var value ast.Expr
		switch s := s.(type) {
		case *ast.DeferStmt:
			continue
		case *ast.ExprStmt:
			value = s.X
		case *ast.SendStmt:
			value = s.Value
		case *ast.AssignStmt:
			if len(s.Rhs) == 1 {
				value = s.Rhs[0]
			}
		case *ast.ReturnStmt:
			if len(s.Results) == 1 {
				value = s.Results[0]
			}
		}
		call, ok := value.(*ast.CallExpr)
		if !ok || found != nil || function(call) == "" {
			return nil
		}
		found = call
	}
	return found
}

// handed tells what the arguments of a goroutine's function are called where it is spawned: two goroutines may know one lock by the
// names of two parameters.
func (r *reader) handed(at token.Pos, call *ast.CallExpr) {
	callee, ok := call.Fun.(*ast.Ident)
	if !ok {
		return
	}
	params := r.params[callee.Name]
	for i := range min(len(params), len(call.Args)) {
		r.line("arg", at, callee.Name, params[i], whole(call.Args[i]))
	}
}

// whole is the name of an argument: of an element, that of what it is an element of.
func whole(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.IndexExpr:
		return whole(e.X)
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			return whole(e.X)
		}
		return ""
	case *ast.BasicLit:
		return ""
	}
	return text(e)
}

// paramsOf are the names of a function's parameters.
func paramsOf(f *ast.FuncDecl) (names []string) {
	for _, field := range f.Type.Params.List {
		for _, name := range field.Names {
			names = append(names, name.Name)
		}
	}
	return names
}

// function is the last name of the function that is called, "" where that says nothing of what the goroutine is for.
func function(call *ast.CallExpr) string {
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

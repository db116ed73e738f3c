package names

import (
	"fmt"
	"go/ast"
	"strings"
)

// makes names what a value makes by where it goes: a channel or a timer, or a literal or an append with some in it.
func (r *reader) makes(name string, value ast.Expr) {
	switch value := value.(type) {
	case *ast.CompositeLit:
		for i, element := range value.Elts {
			if _, field := element.(*ast.KeyValueExpr); !field && name != "" {
				r.makes(fmt.Sprintf("%s[%d]", name, i), element)
			}
		}
	case *ast.CallExpr:
		switch fun := value.Fun.(type) {
		case *ast.Ident:
			switch {
			case fun.Name == "make" && len(value.Args) > 0 && channelType(value.Args[0]):
				r.line("made", value.Pos(), "channel", name)
			case fun.Name == "append" && len(value.Args) > 1:
				for _, arg := range value.Args[1:] {
					r.makes(name, arg)
				}
			}
		case *ast.SelectorExpr:
			pkg, ok := fun.X.(*ast.Ident)
			switch {
			case ok && pkg.Name == "time" && timers[fun.Sel.Name]:
				r.line("made", fun.Sel.Pos(), "timer", name)
			case ok && contexts[pkg.Name+"."+fun.Sel.Name]:
				r.line("made", fun.Sel.Pos(), "context", name)
			}
		}
	}
}

// contexts are the functions that make a context, and what cancels it.
var contexts = map[string]bool{
	"context.WithCancel": true, "context.WithCancelCause": true, "context.WithDeadline": true, "context.WithDeadlineCause": true,
	"context.WithTimeout": true, "context.WithTimeoutCause": true, "signal.NotifyContext": true, errgroupContext: true,
}

const errgroupContext = "errgroup.WithContext"

// resultOf is the index of the result that has the name of what a call makes.
func resultOf(call ast.Expr) int {
	if call, ok := call.(*ast.CallExpr); ok && text(call.Fun) == errgroupContext {
		return 1
	}
	return 0
}

// timers are the functions of package time that make a timer with a channel.
var timers = map[string]bool{"NewTimer": true, "NewTicker": true, "After": true, "Tick": true}

// channelType reports whether a type is a channel's as far as the syntax tells: a named one may be.
func channelType(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.ChanType:
		return true
	case *ast.ParenExpr:
		return channelType(e.X)
	}
	return false
}

// selects writes down the directions of a select's cases.
func (r *reader) selects(s *ast.SelectStmt) {
	var cases strings.Builder
	for _, c := range s.Body.List {
		switch c.(*ast.CommClause).Comm.(type) {
		case nil: // default
		case *ast.SendStmt:
			cases.WriteByte('s')
		default:
			cases.WriteByte('r')
		}
	}
	if cases.Len() > 1 {
		r.line("select", s.Select, cases.String())
	}
}

package weave

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// A misfit is an edit that does not fit the source it is meant for.
type misfit struct {
	edit  edit
	found string
}

func (m misfit) Error() string {
	return fmt.Sprintf("%s: %s: %s", m.edit.file, m.edit.decl, m.found)
}

// apply returns src, one file, with its edits in it, or every edit that does
// not fit.
func apply(src string, edits []edit) (string, []error) {
	var misfits []error
	for _, e := range edits {
		out, err := applyOne(src, e)
		if err != nil {
			misfits = append(misfits, err)
			continue
		}
		src = out
	}
	return src, misfits
}

func applyOne(src string, e edit) (string, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, e.file, src, parser.SkipObjectResolution)
	if err != nil {
		return "", misfit{e, "cannot be parsed: " + err.Error()}
	}
	if e.place == imports {
		return addImports(src, set, file, strings.Fields(e.text)), nil
	}
	decls := declarations(file, e.decl)
	if len(decls) != 1 {
		return "", misfit{e, fmt.Sprintf("%d declarations of that name", len(decls))}
	}
	// Lines from 0; last is the one after the declaration.
	first, last := set.Position(decls[0].Pos()).Line-1, set.Position(decls[0].End()).Line
	lines, anchor := strings.Split(src, "\n"), trimmed(strings.Split(strings.Trim(e.anchor, "\n"), "\n"))
	at := matches(lines[first:last], anchor)
	if len(at) != 1 {
		return "", misfit{e, fmt.Sprintf("%d places read %q, one is wanted; %s", len(at), strings.Join(anchor, "\n"), nearest(lines[first:last], anchor, first))}
	}
	begin := first + at[0]
	end := begin + len(anchor)
	text := strings.Trim(e.text, "\n")
	var out []string
	switch e.place {
	case before:
		out = append(append(append(out, lines[:begin]...), text), lines[begin:]...)
	case after:
		out = append(append(append(out, lines[:end]...), text), lines[end:]...)
	case instead:
		out = append(append(append(out, lines[:begin]...), text), lines[end:]...)
	}
	return strings.Join(out, "\n"), nil
}

// addImports puts the missing imports on the package clause's own line, so that
// the file's lines keep their numbers.
func addImports(src string, set *token.FileSet, file *ast.File, paths []string) string {
	have := map[string]bool{}
	for _, spec := range file.Imports {
		have[strings.Trim(spec.Path.Value, `"`)] = true
	}
	var add strings.Builder
	for _, path := range paths {
		if !have[path] {
			fmt.Fprintf(&add, "; import %q", path)
		}
	}
	at := set.Position(file.Name.End()).Offset
	return src[:at] + add.String() + src[at:]
}

// declarations returns the declarations of file that are called name.
func declarations(file *ast.File, name string) (found []ast.Decl) {
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if functionName(d) == name {
				found = append(found, d)
			}
		case *ast.GenDecl:
			if d.Tok == token.TYPE && len(d.Specs) == 1 && "type "+d.Specs[0].(*ast.TypeSpec).Name.Name == name {
				found = append(found, d)
			}
		}
	}
	return found
}

func functionName(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return d.Name.Name
	}
	t := d.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if ident, ok := t.(*ast.Ident); ok {
		return ident.Name + "." + d.Name.Name
	}
	return "" // a generic receiver: none is edited
}

func trimmed(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = strings.TrimSpace(line)
	}
	return out
}

// matches returns where the anchor's lines stand in lines, indentation apart.
func matches(lines, anchor []string) (at []int) {
	for i := 0; i+len(anchor) <= len(lines); i++ {
		if matching(lines[i:], anchor) == len(anchor) {
			at = append(at, i)
		}
	}
	return at
}

// matching is how many lines of the anchor lines begins with.
func matching(lines, anchor []string) int {
	for i := range anchor {
		if i >= len(lines) || strings.TrimSpace(lines[i]) != anchor[i] {
			return i
		}
	}
	return len(anchor)
}

// nearest says what stands where the anchor's first lines do match.
func nearest(lines, anchor []string, first int) string {
	best, at := 0, 0
	for i := range lines {
		if n := matching(lines[i:], anchor); n > best && n < len(anchor) {
			best, at = n, i
		}
	}
	if best == 0 {
		return "its first line is nowhere in the declaration"
	}
	if at+best >= len(lines) {
		return "the declaration ends before it does"
	}
	return fmt.Sprintf("line %d reads %q where %q is wanted", first+at+best+1, strings.TrimSpace(lines[at+best]), anchor[best])
}

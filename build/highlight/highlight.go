// Package highlight turns a program's text into what a page shows: one line of HTML for each line of
// source, the marks its comments hold, and the lines that are folded at first.
//
// Colour belongs to the roles on the stage, so code has only two classes: k for keywords (weight) and c
// for comments (a paler ink). Nothing here knows a scenario; a language is known by its file's ending.
package highlight

import (
	"fmt"
	"html"
	"path"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// A Source is one file, ready to be shown.
type Source struct {
	// Lines holds one HTML fragment for each line, without its end, marks left out.
	Lines []string
	Marks []Mark
	Folds []Fold
}

// A Mark is the place of a `// @mark name [of]` comment.
type Mark struct {
	Name string
	Line int // from 1
	// Of is the record kind, operation or reason that the first event must have; "" for any.
	Of string
}

// A Fold is a range of lines that is folded at first.
type Fold struct {
	From, To int // from 1, inclusive
	Label    string
}

// An Error is a mark that cannot be read.
type Error struct {
	Line int // from 1
	Err  error
}

func (e *Error) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }
func (e *Error) Unwrap() error { return e.Err }

// Read reads the text of the file name, whose ending says the language: .go or .rs.
func Read(name, text string) (*Source, error) {
	lexer, fold := lexers.Get("go"), foldGo
	switch ext := path.Ext(name); ext {
	case ".go":
	case ".rs":
		lexer, fold = lexers.Get("rust"), foldRust
	default:
		return nil, fmt.Errorf("%s: no highlighter for %q", name, ext)
	}
	tokens, err := tokenise(lexer, text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	source := &Source{Folds: fold(tokens)}
	for i, line := range tokens {
		line, marks, err := cutMarks(line)
		if err != nil {
			return nil, &Error{i + 1, err}
		}
		for _, m := range marks {
			m.Line = i + 1
			source.Marks = append(source.Marks, m)
		}
		source.Lines = append(source.Lines, render(line))
	}
	return source, nil
}

// tokenise returns the tokens of each line. No token crosses a line, none holds its end.
func tokenise(lexer chroma.Lexer, text string) ([][]chroma.Token, error) {
	it, err := lexer.Tokenise(nil, text)
	if err != nil {
		return nil, err
	}
	lines := [][]chroma.Token{nil}
	for _, t := range it.Tokens() {
		for i, part := range strings.Split(t.Value, "\n") {
			if i > 0 {
				lines = append(lines, nil)
			}
			if part != "" {
				last := len(lines) - 1
				lines[last] = append(lines[last], chroma.Token{Type: t.Type, Value: part})
			}
		}
	}
	// The end of the last line begins no other.
	if last := len(lines) - 1; last > 0 && len(lines[last]) == 0 {
		lines = lines[:last]
	}
	return lines, nil
}

func render(line []chroma.Token) string {
	var b strings.Builder
	for _, t := range line {
		text := html.EscapeString(t.Value)
		if class := classOf(t.Type); class != "" {
			fmt.Fprintf(&b, `<span class="%s">%s</span>`, class, text)
		} else {
			b.WriteString(text)
		}
	}
	return b.String()
}

func classOf(t chroma.TokenType) string {
	switch {
	case isComment(t):
		return "c"
	case t == chroma.Keyword, t == chroma.KeywordDeclaration, t == chroma.KeywordNamespace, t == chroma.KeywordReserved:
		return "k"
	}
	return ""
}

// isComment counts doc comments, which chroma calls strings, and leaves out attributes such as #[test].
func isComment(t chroma.TokenType) bool {
	return t.InCategory(chroma.Comment) && !t.InSubCategory(chroma.CommentPreproc) || t == chroma.LiteralStringDoc
}

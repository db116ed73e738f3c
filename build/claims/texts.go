package claims

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// texts counts every scenario that is written in both languages: a row for each count, whose runs are the scenarios in the order of their names.
func (b *bench) texts() ([]Row, error) {
	mains, err := filepath.Glob(filepath.Join(b.root, "demos", "*", "main.go"))
	if err != nil {
		return nil, err
	}
	var golang, rust [len(counts)][]float64
	for _, file := range mains {
		inRust, err := countFile("rust", strings.TrimSuffix(file, ".go")+".rs")
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, err
		}
		inGo, err := countFile("go", file)
		if err != nil {
			return nil, err
		}
		for i := range counts {
			golang[i], rust[i] = append(golang[i], inGo[i]), append(rust[i], inRust[i])
		}
	}
	if len(golang[0]) == 0 {
		return nil, errors.New("no scenario is written in both languages")
	}
	var rows []Row
	for i, what := range counts {
		setup := fmt.Sprintf("%d scenarios", len(golang[i]))
		rows = append(rows, Row{What: what, Setup: setup, Go: valueOf(golang[i]), Rust: valueOf(rust[i])})
	}
	return rows, nil
}

// counts are what is counted, in the order of countText's result.
var counts = [...]string{"lines with code", "words", "concepts"}

func countFile(language, file string) ([len(counts)]float64, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return [len(counts)]float64{}, err
	}
	return countText(language, string(text))
}

// countText reads a program with the lexer of its language. Words are keywords, names and literals: the lexers divide punctuation differently. Concepts are
// the different keywords, and the different names that the program does not declare itself.
func countText(language, text string) (result [len(counts)]float64, err error) {
	it, err := chroma.Coalesce(lexers.Get(language)).Tokenise(nil, text)
	if err != nil {
		return result, err
	}
	tokens := it.Tokens()
	own := declared(tokens)
	lines, concepts, line := map[int]bool{}, map[string]bool{}, 1
	for _, t := range tokens {
		word := strings.TrimSpace(t.Value)
		keyword, name := t.Type.InCategory(chroma.Keyword), t.Type.InCategory(chroma.Name)
		if word != "" && !isComment(t.Type) {
			lines[line] = true
		}
		if (keyword || name || t.Type.InCategory(chroma.Literal)) && !isComment(t.Type) {
			result[1]++
		}
		if keyword || name && !own[word] {
			concepts[word] = true
		}
		line += strings.Count(t.Value, "\n")
	}
	result[0], result[2] = float64(len(lines)), float64(len(concepts))
	return result, nil
}

func isComment(t chroma.TokenType) bool {
	return t.InCategory(chroma.Comment) && t != chroma.CommentPreproc || t == chroma.LiteralStringDoc
}

// declarers are the words after which the program declares: one name, several (`var a, b int`), or a pattern (`let (a, mut b)`).
var declarers = map[string]string{
	"fn": "one", "func": "one", "struct": "one", "enum": "one", "mod": "one", "trait": "one", "type": "one",
	"var": "several", "const": "several", "static": "several",
	"let": "pattern", "for": "pattern",
}

// declared are the names that a program gives itself: those after a declarer, before `:=`, before `:` and a type, and between a closure's bars. Go's
// parameters are found only where they are declared elsewhere too.
func declared(tokens []chroma.Token) map[string]bool {
	own := map[string]bool{}
	var words []chroma.Token
	for _, t := range tokens {
		if strings.TrimSpace(t.Value) != "" && !isComment(t.Type) {
			words = append(words, t)
		}
	}
	is := func(i int, text ...string) bool {
		return i >= 0 && i < len(words) && slices.Contains(text, words[i].Value)
	}
	name := func(i int) bool { return i >= 0 && i < len(words) && words[i].Type.InCategory(chroma.Name) }
	for i, t := range words {
		switch form := declarers[t.Value]; {
		case form == "one" && name(i+1):
			own[words[i+1].Value] = true
		case form == "several":
			for j := i + 1; name(j) || is(j, "mut"); j++ {
				own[words[j].Value] = true
				if !is(j+1, ",") && !is(j, "mut") {
					break
				}
				j++
			}
		case form == "pattern":
			for j := i + 1; j < len(words) && !is(j, "=", ":", ":=", "{", "}", ";", "in", "range"); j++ {
				// A name that begins with a capital is a variant of somebody else's.
				if name(j) && !unicode.IsUpper([]rune(words[j].Value)[0]) {
					own[words[j].Value] = true
				}
			}
		case t.Value == ":=":
			for j := i - 1; name(j) || is(j, ","); j-- {
				own[words[j].Value] = true
			}
		case t.Value == ":" && name(i-1):
			own[words[i-1].Value] = true
		case t.Value == "|" && name(i+1) && is(i+2, "|", ","):
			own[words[i+1].Value] = true
		}
	}
	delete(own, ",")
	return own
}

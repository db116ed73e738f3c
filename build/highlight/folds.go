package highlight

import (
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// foldGo folds the package clause with the imports that follow it.
func foldGo(lines [][]chroma.Token) []Fold {
	from, to, depth := 0, 0, 0
	for i, line := range lines {
		switch word := firstWord(line); {
		case word == "package" && from == 0:
			from, to = i+1, i+1
		case from > 0 && (word == "import" || depth > 0):
			depth += balance(line, "(", ")")
			to = i + 1
		case from > 0 && word != "":
			return foldOf(from, to, "package, imports")
		}
	}
	return foldOf(from, to, "package, imports")
}

// foldRust folds the leading use lines, and every function but main that reads the command line: it is
// there so that the program's parameters can be set, not for what the program shows.
func foldRust(lines [][]chroma.Token) []Fold {
	var folds []Fold
	from, to, depth := 0, 0, 0
	for i, line := range lines {
		if word := firstWord(line); word == "use" || depth > 0 {
			if from == 0 {
				from = i + 1
			}
			depth += balance(line, "{", "}")
			to = i + 1
		} else if from > 0 && word != "" {
			break
		}
	}
	folds = append(folds, foldOf(from, to, "use")...)

	for i := to; i < len(lines); i++ {
		name, ok := functionName(lines[i])
		if !ok {
			continue
		}
		end, depth := i, 0
		for ; end < len(lines); end++ {
			depth += balance(lines[end], "{", "}")
			if depth == 0 && strings.Contains(text(lines[end]), "}") {
				break
			}
		}
		end = min(end, len(lines)-1)
		readsArguments := false
		for _, line := range lines[i : end+1] {
			readsArguments = readsArguments || strings.Contains(text(line), "env::args")
		}
		if readsArguments && name != "main" {
			folds = append(folds, foldOf(i+1, end+1, "fn "+name)...)
		}
		i = end
	}
	return folds
}

func foldOf(from, to int, label string) []Fold {
	if from == 0 || to == from {
		return nil
	}
	return []Fold{{from, to, label}}
}

// functionName is the name of the function that begins on this line, at the file's own level.
func functionName(line []chroma.Token) (string, bool) {
	if len(line) == 0 || strings.TrimSpace(line[0].Value) == "" {
		return "", false
	}
	isFn := false
	for _, t := range line {
		isFn = isFn || t.Value == "fn"
		if isFn && t.Type == chroma.NameFunction {
			return t.Value, true
		}
	}
	return "", false
}

// firstWord is the first token that is neither blank nor a comment; "" where there is none.
func firstWord(line []chroma.Token) string {
	for _, t := range line {
		if !isComment(t.Type) && strings.TrimSpace(t.Value) != "" {
			return t.Value
		}
	}
	return ""
}

// balance is how many more brackets a line opens than it closes, outside strings and comments.
func balance(line []chroma.Token, open, closed string) int {
	n := 0
	for _, t := range line {
		if t.Type.InCategory(chroma.Literal) || isComment(t.Type) {
			continue
		}
		n += strings.Count(t.Value, open) - strings.Count(t.Value, closed)
	}
	return n
}

// text is a line's code: no comments, no strings.
func text(line []chroma.Token) string {
	var b strings.Builder
	for _, t := range line {
		if !t.Type.InCategory(chroma.Literal) && !isComment(t.Type) {
			b.WriteString(t.Value)
		}
	}
	return b.String()
}

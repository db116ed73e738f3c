package highlight

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// A comment's text up to the first @mark is kept; the marks after it, parted by commas, are not shown.
var (
	markComment = regexp.MustCompile(`^(.*?)\s*@mark\b(.*)$`)
	markText    = regexp.MustCompile(`^([^\[\],*]+?)(?:\s*\[([a-z ]+)\])?$`)
	onlySlashes = regexp.MustCompile(`^//[/!]?$`)
)

// cutMarks takes the marks out of a line, and the blanks that stood before them.
func cutMarks(line []chroma.Token) (rest []chroma.Token, marks []Mark, err error) {
	for _, t := range line {
		found := markComment.FindStringSubmatch(t.Value)
		if found == nil || !isComment(t.Type) {
			rest = append(rest, t)
			continue
		}
		for text := range strings.SplitSeq(found[2], ",") {
			text = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "@mark "))
			if text == "" {
				return nil, nil, errors.New("a mark needs a name: // @mark queue full")
			}
			m := markText.FindStringSubmatch(text)
			if m == nil {
				return nil, nil, fmt.Errorf("cannot read the mark %q: write // @mark name, or // @mark name [send]", text)
			}
			marks = append(marks, Mark{Name: m[1], Of: m[2]})
		}
		if kept := strings.TrimSpace(found[1]); !onlySlashes.MatchString(kept) {
			rest = append(rest, chroma.Token{Type: t.Type, Value: kept})
		}
	}
	if len(marks) > 0 {
		for len(rest) > 0 && strings.TrimSpace(rest[len(rest)-1].Value) == "" {
			rest = rest[:len(rest)-1]
		}
	}
	return rest, marks, nil
}

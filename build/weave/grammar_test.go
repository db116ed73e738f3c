package weave

import (
	"os"
	"strings"
	"testing"
)

func TestGrammarNamesEveryCategory(t *testing.T) {
	text, err := os.ReadFile("GRAMMAR.md")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		if cell, found := strings.CutPrefix(line, "| `"); found {
			cell, _, _ = strings.Cut(cell, " |")
			for _, name := range strings.Fields(cell) {
				documented[strings.Trim(name, "`")] = true
			}
		}
	}
	for _, c := range categories {
		if !documented[c.name] {
			t.Errorf("GRAMMAR.md has no row for %q", c.name)
		}
	}
}

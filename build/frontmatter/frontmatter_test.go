package frontmatter

import (
	"errors"
	"strings"
	"testing"
)

type front struct {
	Title string `yaml:"title"`
	List  []struct {
		At string `yaml:"at"`
	} `yaml:"list"`
}

func TestAPageIsFrontMatterAndMarkdown(t *testing.T) {
	var f front
	p, err := Read("x.md", []byte("---\ntitle: |\n  T\n---\nSome *text*.\n"), &f)
	if err != nil || f.Title != "T\n" || p.HTML != "<p>Some <em>text</em>.</p>\n" {
		t.Errorf("%+v, %+v, %v", p, f, err)
	}
}

func TestWhatIsWrongIsToldWithItsLine(t *testing.T) {
	for text, want := range map[string]string{
		"Text.":                           "x.md:1: ",
		"---\ntitle: T\n":                 "x.md:1: ",
		"---\ntitle: T\nspeed: 3\n---\n":  "x.md:3: ",
		"---\ntitle: T\nlist: 3\n---\n":   "x.md:3: ",
		"---\ntitle: T\n list: [\n---\n ": "x.md:",
	} {
		if _, err := Read("x.md", []byte(text), new(front)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestAKeyHasItsLineOrThatOfTheNearest(t *testing.T) {
	p, err := Read("x.md", []byte("---\ntitle: T\nlist:\n  - at: a\n  - at: b\n---\n"), new(front))
	if err != nil {
		t.Fatal(err)
	}
	wrong := errors.New("wrong")
	for key, want := range map[string]string{"title": "x.md:2: wrong", "list[1].at": "x.md:5: wrong", "list[1].by.far": "x.md:5: wrong", "other": "x.md:1: wrong"} {
		if err := p.Wrong(key, wrong); err.Error() != want || !errors.Is(err, wrong) {
			t.Errorf("%s: %v, want %s", key, err, want)
		}
	}
}

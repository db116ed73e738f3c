package highlight

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func read(t *testing.T, name, text string) *Source {
	t.Helper()
	s, err := Read(name, text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestLinesHaveKeywordsAndCommentsOnly(t *testing.T) {
	s := read(t, "main.go", "func f() int { // <b>\n\treturn len(`a\nb`)\n}\n")
	want := []string{
		`<span class="k">func</span> f() int { <span class="c">// &lt;b&gt;</span>`,
		"\t<span class=\"k\">return</span> len(`a",
		"b`)",
		"}",
	}
	if !reflect.DeepEqual(s.Lines, want) {
		t.Errorf("lines %q, want %q", s.Lines, want)
	}
}

func TestOneLineForEachLineOfSource(t *testing.T) {
	programs, err := filepath.Glob("../../demos/*/main.*")
	if err != nil || len(programs) == 0 {
		t.Fatal("no programs", err)
	}
	for _, path := range programs {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		s := read(t, path, string(text))
		if got, want := len(s.Lines), strings.Count(string(text), "\n"); got != want {
			t.Errorf("%s has %d lines, shown are %d", path, want, got)
		}
	}
}

func TestMarks(t *testing.T) {
	for _, c := range []struct {
		name, file, line, shown string
		marks                   []Mark
	}{
		{"a name", "main.go", "close(q) // @mark all sent", "close(q)", []Mark{{"all sent", 1, ""}}},
		{"a name and what it is", "main.go", "q <- 1 // @mark full [wait]", "q &lt;- 1", []Mark{{"full", 1, "wait"}}},
		{"several", "main.rs", "q(); // @mark a [send], b, c [x y]", "q();", []Mark{{"a", 1, "send"}, {"b", 1, ""}, {"c", 1, "x y"}}},
		{"the word again", "main.rs", "q(); // @mark a, @mark b", "q();", []Mark{{"a", 1, ""}, {"b", 1, ""}}},
		{"after a comment", "main.go", "q <- 1 // waits here @mark full", `q &lt;- 1 <span class="c">// waits here</span>`, []Mark{{"full", 1, ""}}},
		{"not in a string", "main.go", `s := "// @mark full"`, `s := &#34;// @mark full&#34;`, nil},
		{"not a longer word", "main.go", "// @marked", `<span class="c">// @marked</span>`, nil},
		{"of a line of its own", "main.rs", "// @mark start", "", []Mark{{"start", 1, ""}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := read(t, c.file, c.line+"\n")
			if !reflect.DeepEqual(s.Marks, c.marks) {
				t.Errorf("marks %+v, want %+v", s.Marks, c.marks)
			}
			if s.Lines[0] != c.shown {
				t.Errorf("shows %q, want %q", s.Lines[0], c.shown)
			}
		})
	}
}

func TestBadMarksAreNamedWithTheirLine(t *testing.T) {
	for _, text := range []string{"\n// @mark\n", "\n// @mark a,\n", "\n// @mark a [b\n", "\n// @mark [send]\n"} {
		_, err := Read("main.go", text)
		if err == nil || !strings.HasPrefix(err.Error(), "line 2: ") {
			t.Errorf("%q: error %v, want one of line 2", text, err)
		}
	}
}

func TestFolds(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		folds            []Fold
	}{
		{"Go's package and imports", "main.go",
			"// Says.\npackage main\n\nimport (\n\t\"fmt\" // )\n\n\t\"os\"\n)\n\nimport \"time\"\n\nvar x = 1\n",
			[]Fold{{2, 10, "package, imports"}}},
		{"a package clause alone is no fold", "main.go", "package main\n\nfunc main() {}\n", nil},
		{"Rust's use lines", "main.rs",
			"//! Says.\nuse a::b;\nuse c::{\n    d, e,\n};\n\nfn main() {}\n",
			[]Fold{{2, 5, "use"}}},
		{"a reader of the command line", "main.rs",
			"fn main() {\n    f();\n}\n\nfn n() -> usize {\n    let s = \"}\";\n    std::env::args().count()\n}\n\nfn f() {\n}\n",
			[]Fold{{5, 8, "fn n"}}},
		{"main is never folded", "main.rs", "fn main() {\n    std::env::args();\n}\n", nil},
		{"brackets that never close", "main.rs", "fn a() {\n    env::args();\n", []Fold{{1, 2, "fn a"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := read(t, c.file, c.text).Folds; !reflect.DeepEqual(got, c.folds) {
				t.Errorf("folds %+v, want %+v", got, c.folds)
			}
		})
	}
}

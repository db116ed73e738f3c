package claims

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestEveryClaimLoadsAndHasItsPrograms(t *testing.T) {
	root := filepath.Join("..", "..", "claims")
	all, err := Load(root)
	if err != nil || len(all) == 0 {
		t.Fatal(len(all), err)
	}
	for _, c := range all {
		needs := map[string][]string{"programs": {c.Name}, "size": {c.Name}, "build": {c.Program}}[c.Measure]
		for _, folder := range needs {
			for _, file := range []string{"main.go", "main.rs"} {
				if _, err := os.Stat(filepath.Join(root, folder, file)); err != nil {
					t.Errorf("%s: %v", c.Name, err)
				}
			}
		}
		if _, err := os.Stat(filepath.Join(root, "..", "demos", c.Scenario, "demo.md")); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
}

// What the page shows is what was measured: each median is that of its runs.
func TestResultsAreOfTheirRuns(t *testing.T) {
	r, err := ReadResults(filepath.Join("..", "..", "claims"))
	if err != nil || r == nil {
		t.Fatal(r, err)
	}
	for name, result := range r.Claims {
		if len(result.Rows)+len(result.Faults) == 0 {
			t.Errorf("%s: nothing was measured", name)
		}
		for _, row := range result.Rows {
			for _, v := range []Value{row.Go, row.Rust} {
				if again := valueOf(v.Runs); again.Median != v.Median || again.Least != v.Least || again.Most != v.Most {
					t.Errorf("%s, %s, %s: %+v, but its runs give %+v", name, row.What, row.Setup, v, again)
				}
			}
		}
	}
}

func TestWrongFrontMatterIsNamed(t *testing.T) {
	for _, c := range []struct{ text, where string }{
		{"Text.", "claim.md:1: "},
		{"---\ntitle: T\nsays: S\nscenario: x\nmeasure: size\nspeed: 3\n---\n", "claim.md:6: "},
		{"---\ntitle: T\nsays: S\nscenario: x\nmeasure: guess\n---\n", "claim.md:5: measure is one of"},
		{"---\ntitle: T\nsays: S\nscenario: x\nmeasure: programs\n---\n", "claim.md:5: programs need setups"},
		{"---\nsays: S\nscenario: x\nmeasure: size\n---\n", "claim.md:1: title is missing"},
	} {
		root := t.TempDir()
		file := filepath.Join(root, "speed", "claim.md")
		os.Mkdir(filepath.Dir(file), 0o755)
		if err := os.WriteFile(file, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(root); err == nil || !strings.Contains(err.Error(), c.where) {
			t.Errorf("%q: %v, want %q", c.text, err, c.where)
		}
	}
}

func TestReadings(t *testing.T) {
	got, err := parseReadings("round trip\t12.5\tns\nother\t3\t/s\n")
	if want := []reading{{"round trip", "ns", 12.5}, {"other", "/s", 3}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	for _, bad := range []string{"hello\n", "a\tb\tns\n"} {
		if _, err := parseReadings(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
	one, other := []reading{{"a", "ns", 1}}, []reading{{"b", "ns", 1}}
	if _, err := rowsOf("", [][]reading{one}, [][]reading{other}); err == nil {
		t.Error("programs that measure different things are compared")
	}
}

func TestMedian(t *testing.T) {
	if v := valueOf([]float64{9, 1, 4}); v.Median != 4 || v.Least != 1 || v.Most != 9 {
		t.Errorf("%+v", v)
	}
	if v := valueOf([]float64{3, 1}); v.Median != 2 {
		t.Errorf("%+v", v)
	}
}

func TestOwnNamesAreNoConcepts(t *testing.T) {
	for language, c := range map[string]struct {
		text  string
		count [len(counts)]float64
	}{
		// import, fmt; func; for, range; Println
		"go": {"import \"fmt\" // c\n\nfunc f() {\n\tfor n := range 3 {\n\t\tfmt.Println(n)\n\t}\n}\n", [...]float64{6, 11, 6}},
		// fn; let, mut; Some; println!; if
		"rust": {"/* c */\nfn f() {\n    if let Some(n) = g() {\n        println!(\"\", n);\n    }\n}\n", [...]float64{5, 10, 6}},
	} {
		got, err := countText(language, c.text)
		if err != nil || got != c.count {
			t.Errorf("%s: %v, %v, want %v", language, got, err, c.count)
		}
	}
}

func TestWordsOfACrash(t *testing.T) {
	for text, want := range map[string]string{
		"\nthread 'main' panicked at main.rs:6:9:\nattempt to add\nnote: run with\n": "attempt to add",
		"panic: send on closed channel\n\ngoroutine 1":                               "panic: send on closed channel",
		"==================\nWARNING: DATA RACE\nRead at":                            "WARNING: DATA RACE",
		"something else": "",
	} {
		if got := crashWords(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestAToolThatSaysNothingOfTheProgramFoundNothing(t *testing.T) {
	failed := errors.New("exit status 1")
	if f, err := finding("compiler", Refused, "# command-line-arguments\n./main.go:5:2: no new variables\n", goMessage, failed); err != nil || f.Words != "no new variables" {
		t.Errorf("%+v, %v", f, err)
	}
	for _, out := range []string{"", "signal: killed\n", "error writing: no space left on device\n"} {
		if f, err := finding("compiler", Refused, out, goMessage, failed); !errors.Is(err, failed) {
			t.Errorf("%q is %+v, %v", out, f, err)
		}
	}
}

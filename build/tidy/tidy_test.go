package tidy

import (
	"os"
	"strings"
	"testing"
)

func TestTheRepositoryIsTidy(t *testing.T) {
	if _, err := os.Stat("../../.git"); err != nil {
		t.Skip("this is no checkout: git says which files belong to the repository")
	}
	found, err := Breaches("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, breach := range found {
		t.Error(breach)
	}
}

func TestLocal(t *testing.T) {
	for _, text := range []string{
		"see /roo" + "t/go/pkg", "at /hom" + "e/ann/x", "in /User" + "s/ann/x", `C:\User` + `s\ann`, "cd /wor" + "k/main",
		"https://registry.npmj" + "s.org/x", "GOPROXY=https://proxy.golan" + "g.org", "http://mirro" + "r.example/x",
	} {
		if found := Local("f", "fine\n"+text); len(found) != 1 || !strings.HasPrefix(found[0], "f:2: ") {
			t.Errorf("%q: found %q", text, found)
		}
	}
	for _, text := range []string{"the root/branch", "web/home/x", "https://go.dev", "$HOME/work/x", "registry+https://github.com/rust-lang/crates.io-index", "../work/x"} {
		if found := Local("f", text); found != nil {
			t.Errorf("%q: found %q", text, found)
		}
	}
}

func TestPinsNeedReasons(t *testing.T) {
	node := func(text string) string {
		found, err := NodePins("package.json", text)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(found, "\n")
	}
	lines := func(found []string) string { return strings.Join(found, "\n") }
	for _, c := range []struct{ name, got, want string }{
		{"Go, with", lines(GoPins("go.mod", "require (\n\tgithub.com/a/b v1.0.0 // reads\n\tgithub.com/c/d v1.0.0 // indirect\n)")), ""},
		{"Go, without", lines(GoPins("go.mod", "require (\n\tgithub.com/a/b v1.0.0\n)")), "go.mod:2: github.com/a/b has no reason beside it"},
		{"Go, on one line", lines(GoPins("go.mod", "require golang.org/x/b v1.0.0")), "go.mod:1: golang.org/x/b has no reason beside it"},
		{"npm, with", node(`{"//":{"a":"reads"},"devDependencies":{"a":"1.2.3"}}`), ""},
		{"npm, without", node(`{"dependencies":{"a":"1.2.3"}}`), `package.json: a has no reason under "//"`},
		{"npm, not exact", node(`{"//":{"a":"reads"},"devDependencies":{"a":"^1.2.3"}}`), `package.json: a is not pinned exactly: "^1.2.3"`},
		{"Cargo, on its line", lines(CargoPins("Cargo.toml", "[dependencies]\na = \"=1.0.0\" # reads")), ""},
		{"Cargo, above", lines(CargoPins("Cargo.toml", "[workspace.dependencies]\n# Reads.\na = \"=1.0.0\"")), ""},
		{"Cargo, its own", lines(CargoPins("Cargo.toml", "[dependencies]\na = { path = \"../a\" }\nb.workspace = true")), ""},
		{"Cargo, without", lines(CargoPins("Cargo.toml", "[package]\nname = \"x\"\n\n[dev-dependencies]\na = \"=1.0.0\"")), "Cargo.toml:5: a has no reason beside it"},
	} {
		if c.got != c.want {
			t.Errorf("%s: found %q, want %q", c.name, c.got, c.want)
		}
	}
}

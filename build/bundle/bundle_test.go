package bundle

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var web = map[string]string{
	"embed.ts":            `export const root = new URL(".", import.meta.url); import("./element/element");`,
	"element/element.ts":  `import css from "./element.inline.css"; import { shared } from "../shared"; console.log(css, shared); void import("./later");`,
	"element/later.ts":    `import source from "worker:./x.worker.ts"; console.log(source);`,
	"element/x.worker.ts": `import "goroot:wasm_exec.js"; import { shared } from "../shared"; postMessage(shared as string);`,
	"element/element.inline.css": `:host { color: red;
}`,
	"page/page.ts":       `import { shared } from "../shared"; console.log(shared);`,
	"page/page.css":      `body { margin: 0 }`,
	"page/early.ts":      `document.title = "early";`,
	"page/frame.ts":      `document.title = "frame";`,
	"page/embedding.ts":  `document.title = "embedding";`,
	"page/embedding.css": `pre { overflow: auto }`,
	"page/notes.ts":      `document.title = "notes";`,
	"page/notes.css":     `dl { margin: 0 }`,
	"page/claims.css":    `table { width: 100% }`,
	"sw.ts":              `addEventListener("fetch", () => {});`,
	"file/file.ts":       `import "../embed"; import "../page/page";`,
	"file/fetch.ts":      `export const address = (document.currentScript as HTMLScriptElement).src; export const fetch = () => address;`,
	"shared.ts":          `export const shared: string = "shared by all";`,
}

// bundled bundles the files of web, some of them replaced.
func bundled(t *testing.T, replaced map[string]string) (*Bundles, error) {
	t.Helper()
	return bundledIn(t, t.TempDir(), replaced)
}

func bundledIn(t *testing.T, dir string, replaced map[string]string) (*Bundles, error) {
	t.Helper()
	write := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range web {
		write("web/"+name, text)
	}
	for name, text := range replaced {
		write("web/"+name, text)
	}
	write("goroot/lib/wasm/wasm_exec.js", `globalThis.Go = "from the toolchain";`)
	return Make(Sources{Web: filepath.Join(dir, "web"), Goroot: filepath.Join(dir, "goroot")})
}

func TestEntryPoints(t *testing.T) {
	b, err := bundled(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	if b.Embed != "embed.js" {
		t.Errorf("the loader is %s: articles name it embed.js", b.Embed)
	}
	for name, form := range map[string]string{b.Element: `^element\.[A-Z2-7]{8}\.js$`, b.Page: `^page\.[A-Z2-7]{8}\.js$`, b.Style: `^page\.[A-Z2-7]{8}\.css$`} {
		if !regexp.MustCompile(form).MatchString(name) {
			t.Errorf("%s is not of the form %s", name, form)
		}
	}
	if text := string(b.Files[b.Embed]); !strings.Contains(text, `import("./`+b.Element+`")`) {
		t.Errorf("the loader does not lead to %s: %s", b.Element, text)
	}
	if text := string(b.Files[b.Element]); !strings.Contains(text, ":host{color:red}") {
		t.Errorf("the style is not in the element: %s", text)
	}
	if _, ok := b.Files[b.Element+".map"]; !ok {
		t.Error("the element has no source map")
	}
}

func TestWorkersHoldAllTheyNeed(t *testing.T) {
	b, err := bundled(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	later := b.Later(b.Embed)
	at := slices.IndexFunc(later, func(f string) bool { return strings.HasPrefix(f, "later.") })
	if at < 0 {
		t.Fatalf("later come %q", later)
	}
	if part := b.Part("web/element/later.ts"); part != later[at] {
		t.Errorf("the part that comes later is %q, not %q", later[at], part)
	}
	text := string(b.Files[later[at]])
	for _, want := range []string{"from the toolchain", "shared by all", "(()=>{"} {
		if !strings.Contains(text, want) {
			t.Errorf("the worker's text lacks %q: %s", want, text)
		}
	}
}

func TestTheSameSourcesGiveTheSameBytesWhereverTheyLie(t *testing.T) {
	var made []*Bundles
	for _, dir := range []string{"a", "b/and/a/longer/path"} {
		b, err := bundledIn(t, filepath.Join(t.TempDir(), dir), nil)
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, b)
	}
	if a, b := made[0], made[1]; !maps.EqualFunc(a.Files, b.Files, bytes.Equal) {
		t.Errorf("the one folder gave %q, the other %q; or their contents differ", slices.Sorted(maps.Keys(a.Files)), slices.Sorted(maps.Keys(b.Files)))
	}
}

func TestNeedsAreWhatIsImportedStatically(t *testing.T) {
	b, err := bundled(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	first := b.Needs(b.Element, b.Page, b.Style)
	if len(first) != 4 || !slices.ContainsFunc(first, func(f string) bool { return strings.HasPrefix(f, "chunk.") }) {
		t.Errorf("needed are %q: the element, the page, its style and the chunk they share", first)
	}
	if got := b.Needs(b.Embed); !slices.Equal(got, []string{b.Embed}) {
		t.Errorf("the loader needs %q", got)
	}
}

func TestMessagesFailTheBuildWithTheirPlace(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"a warning", "page/page.ts", "\nif (typeof x == 'nul') x();\ndeclare const x: () => void;", "page.ts:2:17: "},
		{"a warning of a style", "page/page.css", "\nbody { colr: red", "page.css:2:"},
		{"an error", "element/element.ts", "import './nowhere';", "element.ts:1:8: "},
		{"an error in a worker", "element/x.worker.ts", "\nlet a; let a;", "x.worker.ts:2:12: "},
		{"a warning in an inlined style", "element/element.inline.css", "a { b: { }", "element.inline.css:1:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := bundled(t, map[string]string{c.file: c.text})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestTestsAreBundledForNode(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a/x.test.ts": `import "node:test"; import { y } from "./y"; console.log(y);`, "a/y.ts": `export const y = 1;`} {
		path := filepath.Join(dir, "web", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	files, err := Tests(Sources{Web: filepath.Join(dir, "web")}, filepath.Join(dir, "out"))
	if want := []string{filepath.Join(dir, "out", "a", "x.test.mjs")}; err != nil || !slices.Equal(files, want) {
		t.Fatalf("bundled %q, %v; want %q", files, err, want)
	}
	if text, err := os.ReadFile(files[0]); err != nil || !strings.Contains(string(text), "y = 1") {
		t.Errorf("the test is %q, %v", text, err)
	}
}

func TestNoTestsAreAnError(t *testing.T) {
	if _, err := Tests(Sources{Web: t.TempDir()}, t.TempDir()); err == nil {
		t.Error("no test was found, and that was fine")
	}
}

package journeys

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/evanw/esbuild/pkg/api"

	"interleave/build/dist"
	"interleave/build/serve"
)

// packed is the npm package, made once.
var packed = sync.OnceValues(func() (string, error) {
	return dist.Pack(context.Background(), dist.Options{Root: "../..", Out: filepath.Join(filepath.Dir(built), "pack")})
})

// installed is an empty project into which the package was installed, without a network.
func installed(t *testing.T) (project string) {
	t.Helper()
	tarball, err := packed()
	if err != nil {
		t.Fatal(err)
	}
	project = t.TempDir()
	write(t, filepath.Join(project, "package.json"), `{ "private": true, "type": "module" }`)
	command(t, project, "npm", "install", "--offline", "--no-audit", "--no-fund", "--cache", filepath.Join(project, ".npm"), tarball)
	return project
}

func command(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	c := exec.Command(name, args...)
	c.Dir = dir
	out, err := c.Output()
	if err != nil {
		var exit *exec.ExitError
		errors.As(err, &exit)
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, exit.Stderr)
	}
	return string(out)
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestThePackageIsAsNpmPacks(t *testing.T) {
	tarball, err := packed()
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(tarball)
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	var ours []string
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		ours = append(ours, strings.TrimPrefix(h.Name, "package/"))
	}
	// npm itself packs what it installed: the same files under the same name.
	var theirs []struct {
		Filename string
		Files    []struct{ Path string }
	}
	project := installed(t)
	said := command(t, project, "npm", "pack", "--dry-run", "--json", "./node_modules/interleave-embed")
	if err := json.Unmarshal([]byte(said), &theirs); err != nil {
		t.Fatalf("%v in %s", err, said)
	}
	var names []string
	for _, f := range theirs[0].Files {
		names = append(names, f.Path)
	}
	slices.Sort(ours)
	slices.Sort(names)
	if theirs[0].Filename != filepath.Base(tarball) || !slices.Equal(ours, names) {
		t.Errorf("npm packs %s with %d files, we pack %s with %d", theirs[0].Filename, len(names), filepath.Base(tarball), len(ours))
	}

	again, err := dist.Pack(t.Context(), dist.Options{Root: "../..", Out: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	if second, err := os.ReadFile(again); err != nil || !bytes.Equal(content, second) {
		t.Errorf("the same sources gave another package, %v", err)
	}
}

// The declarations are checked too: skipLibCheck is off.
func TestThePackageIsTyped(t *testing.T) {
	project := installed(t)
	if err := os.CopyFS(filepath.Join(project, "src"), os.DirFS("testdata/npm")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(project, "src/react"), filepath.Join(project, "node_modules/react")); err != nil {
		t.Fatal(err)
	}
	tsc, err := filepath.Abs("../../node_modules/.bin/tsc")
	if err != nil {
		t.Fatal(err)
	}
	for _, resolution := range []string{"bundler", "nodenext"} {
		module := map[string]string{"bundler": "esnext", "nodenext": "nodenext"}[resolution]
		command(t, project, tsc, "--strict", "--noEmit", "--exactOptionalPropertyTypes", "--target", "es2022", "--lib", "es2023,dom,dom.iterable", "--types", "",
			"--jsx", "react-jsx", "--module", module, "--moduleResolution", resolution, "src/sample.ts", "src/sample.tsx")
	}
}

// A server that renders pages imports what the page imports.
func TestThePackageCanBeImportedWhereThereIsNoPage(t *testing.T) {
	if out := command(t, installed(t), "node", "--eval", `const { setBase } = await import("interleave-embed"); setBase("https://example.org/"); console.log("still here")`); !strings.Contains(out, "still here") {
		t.Errorf("Node says %q", out)
	}
}

// served serves a folder as a plain file server does, and a page at its root.
func served(t *testing.T, folder, page string) string {
	t.Helper()
	files := http.FileServer(http.Dir(folder))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			files.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<!doctype html><title>Somebody's page</title>%s", page)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestABundleOfThePackageRunsFromACopyOfItsSite(t *testing.T) {
	project := installed(t)
	sample, err := os.ReadFile("testdata/npm/sample.ts")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(project, "src/sample.ts"), string(sample))
	for _, format := range []api.Format{api.FormatESModule, api.FormatIIFE} {
		result := api.Build(api.BuildOptions{
			AbsWorkingDir: project, EntryPoints: []string{"src/sample.ts"}, Outfile: filepath.Join(project, "public/bundle.js"), Write: true,
			Bundle: true, Format: format, MinifySyntax: true, MinifyIdentifiers: true, MinifyWhitespace: true,
		})
		if len(result.Errors) > 0 {
			t.Fatal(result.Errors)
		}
		if err := os.CopyFS(filepath.Join(project, "public/interleave"), os.DirFS(filepath.Join(project, "node_modules/interleave-embed/site"))); err != nil && !errors.Is(err, os.ErrExist) {
			t.Fatal(err)
		}
		p := newBrowser(t).tab(t)
		p.visit(served(t, filepath.Join(project, "public"), `<body><script type="module" src="bundle.js"></script>`))
		got := evaluate[struct {
			Heard         []string
			Steps, Events int
			Line          string
		}](p, `return await use()`)
		if !slices.Contains(got.Heard, "interleave:ready backpressure") || !slices.Contains(got.Heard, "returned") || got.Steps == 0 || got.Events == 0 || !strings.HasPrefix(got.Line, "main.go:") {
			t.Errorf("the package's element does not do what its types say: %+v", got)
		}
		if lang := evaluate[string](p, `return demo.shadowRoot.querySelector("canvas").closest("[lang]").lang`); lang != "en-GB" {
			t.Errorf("the element's language is %q", lang)
		}
	}
}

func TestThePackageFindsTheSiteBesideIt(t *testing.T) {
	p := newBrowser(t).tab(t)
	p.visit(served(t, installed(t), `<script type="importmap">{ "imports": { "interleave-embed": "/node_modules/interleave-embed/index.js" } }</script>
		<script type="module">import "interleave-embed"</script><interleave-demo demo="pingpong"></interleave-demo>`))
	p.run(ready)
	p.run(`await demo.run()`)
	if s := p.state().Sources["go"]; s == nil || s.Outcome == nil || s.Outcome.How != "returned" {
		t.Errorf("Go did not run to its end: %+v", s)
	}
}

func TestThePackageSaysWhereItLookedAndLooksAgain(t *testing.T) {
	project := installed(t)
	if err := os.RemoveAll(filepath.Join(project, "node_modules/interleave-embed/site")); err != nil {
		t.Fatal(err)
	}
	elsewhere := httptest.NewServer(serve.Handler(built))
	t.Cleanup(elsewhere.Close)
	p := newBrowser(t).tab(t)
	address := served(t, project, `<script>window.said = []; console.error = (words) => said.push(words); addEventListener("interleave:error", (event) => said.push(event.detail.message))</script>
		<script type="module">import { setBase } from "/node_modules/interleave-embed/index.js"; window.setBase = setBase</script>
		<interleave-demo demo="pingpong"><pre>func main() {}</pre></interleave-demo>`)
	p.visit(address)
	p.until(`said.length > 1`)
	for _, words := range evaluate[[]string](p, `return said`) {
		if !strings.Contains(words, address+"/node_modules/interleave-embed/site/") || !strings.Contains(words, "setBase") {
			t.Errorf("a page without the site is told %q", words)
		}
	}
	p.until(`document.querySelector("pre").getBoundingClientRect().height > 10`)
	// Another site, without the slash at its end.
	p.run(`setBase("` + elsewhere.URL + `"); while (!demo.state) await new Promise((done) => setTimeout(done, 20)); await demo.run()`)
	if s := p.state().Sources["go"]; s == nil || s.Outcome == nil || s.Outcome.How != "returned" {
		t.Errorf("once it is told where the site is, Go does not run: %+v", s)
	}
}

package journeys

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// unzipped is the site's zip, unpacked as a reader does.
func unzipped(t *testing.T) (dir string) {
	t.Helper()
	z, err := zip.OpenReader(filepath.Join(built, "interleave.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	dir = filepath.Join(t.TempDir(), "my downloads")
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "interleave")
}

func TestTheZipWorksFromADoubleClick(t *testing.T) {
	dir := unzipped(t)
	p := newBrowser(t).tab(t)
	visit := func(file string) {
		p.visit("file://" + strings.ReplaceAll(dir, " ", "%20") + "/" + file)
		p.run(ready)
	}

	visit("index.html")
	if s := p.state(); s.Steps == 0 {
		t.Fatalf("nothing is on the stage: %s", p.text())
	}
	if n := evaluate[int](p, `return [...document.links].filter((link) => link.href.startsWith("file:") && link.pathname.endsWith("/")).length`); n > 0 {
		t.Errorf("%d links lead to folders", n)
	}
	// The search has words of the programs, from a file of its own.
	p.until(`document.querySelector(".catalogue .find input")`)
	p.run(`const field = document.querySelector(".catalogue .find input")
		field.focus()
		field.value = "withtimeout"
		field.dispatchEvent(new Event("input"))`)
	p.until(`/^\d+ of \d+$/.test(document.querySelector(".catalogue .find [role=status]").textContent)`)

	visit("d/backpressure/index.html?params=buffer%3D1")
	p.run(`demo.setAttribute("recordings", "go-live")`)
	p.until(`/has not been run/.test(demo.shadowRoot.querySelector(".empty:not([hidden])")?.textContent)`)
	if text := p.text(); strings.Contains(text, "download") {
		t.Errorf("nothing is downloaded from a folder, but the page speaks of it: %s", text)
	}
	p.run(`await demo.run()`)
	before := p.state()
	if got := before.Sources["go"]; got == nil || got.Outcome.How != "returned" || before.Sources["tokio"] == nil {
		t.Fatalf("the run is %+v: %s", before, p.text())
	}
	p.run(`demo.seek({step: 3}); demo.step()`)
	if s := p.state(); s.Step != 4 {
		t.Errorf("a step after the third is %d", s.Step)
	}
	first := p.records("go")
	p.run(`await demo.run()`)
	if p.records("go") != first {
		t.Error("the same seed gave another run")
	}

	visit("rust-or-go/index.html")
	if s := p.state(); s.Steps == 0 {
		t.Error("nothing is on the stage of the article")
	}
}

func TestLinksThatAScriptMadeLeadToPagesInTheZip(t *testing.T) {
	dir := unzipped(t)
	p := newBrowser(t).tab(t)
	p.visit("file://" + strings.ReplaceAll(dir, " ", "%20") + "/d/pingpong/index.html")
	p.run(`await customElements.whenDefined("interleave-demo"); await demo.ready`)
	got := evaluate[string](p, `const link = document.createElement("a")
		link.href = new URL("../timeout/?at=notice-1", location.href).href
		const shadow = document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" })
		shadow.append(link)
		link.addEventListener("click", (event) => event.preventDefault())
		link.click()
		return link.href`)
	if !strings.HasSuffix(got, "/interleave/d/timeout/index.html?at=notice-1") {
		t.Errorf("a link leads to %s", got)
	}
}

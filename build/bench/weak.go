package bench

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"interleave/build/browser"
	"interleave/build/dist"
	"interleave/build/provenance"
	"interleave/build/serve"
)

// slowdown is how much slower a weak machine's processor is than this one's, as Chromium emulates it.
const slowdown = 4

// usableMs is the aim: a reader at a weak machine can step through a recorded run this long after the address was entered.
const usableMs = 3000

// A Visit is the first one to a scenario's page on a weak machine: no cache, no wasm, the network of this machine. Medians, in ms since the
// address was entered.
type Visit struct {
	Scenario string
	// DrawnMs is when the first picture of the recordings is on the screen, SteppedMs when the next step is.
	DrawnMs, SteppedMs float64
	// WorstMs is the latest of all rounds' steps.
	WorstMs float64
}

// watch notes when the first picture is there, and steps at once, as the most impatient reader would.
const watch = `addEventListener("interleave:ready", async ({ target }) => {
	const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
	await painted();
	const drawnMs = performance.now();
	const before = target.state.step;
	target.step(1);
	await painted();
	globalThis.weak = { drawnMs, steppedMs: performance.now(), moved: target.state.step - before };
}, { once: true });`

// Weak measures the pages of the site in a folder.
func Weak(ctx context.Context, site string, rounds int) ([]Visit, error) {
	executable, err := browser.Find(ctx)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(filepath.Join(site, "interleave.json"))
	if err != nil {
		return nil, err
	}
	var contents struct{ Demos []struct{ Name string } }
	if err := json.Unmarshal(text, &contents); err != nil {
		return nil, err
	}
	server := httptest.NewServer(serve.Handler(site))
	defer server.Close()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(executable), chromedp.NoSandbox, chromedp.WindowSize(1440, 900))
	allocator, stop := chromedp.NewExecAllocator(ctx, options...)
	defer stop()
	first, stopBrowser := chromedp.NewContext(allocator)
	defer stopBrowser()
	if err := chromedp.Do(first); err != nil {
		return nil, err
	}

	var visits []Visit
	for _, d := range contents.Demos {
		var drawn, stepped []float64
		for range rounds {
			a, b, err := visit(first, server.URL+"/d/"+d.Name+"/")
			if err != nil {
				return nil, fmt.Errorf("%s: %w", d.Name, err)
			}
			drawn, stepped = append(drawn, a), append(stepped, b)
		}
		visits = append(visits, Visit{d.Name, median(drawn), median(stepped), slices.Max(stepped)})
	}
	slices.SortFunc(visits, func(a, b Visit) int { return cmp.Compare(b.SteppedMs, a.SteppedMs) })
	return visits, nil
}

// visit opens a page in a profile of its own.
func visit(browser context.Context, url string) (drawnMs, steppedMs float64, err error) {
	tab, stop := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	defer stop()
	ctx, cancel := context.WithTimeout(tab, time.Minute)
	defer cancel()
	if _, err := chromedp.Call(ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: slowdown}); err != nil {
		return 0, 0, err
	}
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watch}); err != nil {
		return 0, 0, err
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(url), chromedp.Poll[chromedp.Void](`globalThis.weak !== undefined`)); err != nil {
		return 0, 0, err
	}
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`JSON.stringify({ ...weak, wasm: performance.getEntriesByType("resource").filter((r) => r.name.endsWith(".wasm")).length })`))
	if err != nil {
		return 0, 0, err
	}
	var got struct {
		DrawnMs, SteppedMs float64
		Moved, Wasm        int
	}
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		return 0, 0, err
	}
	if got.Moved != 1 || got.Wasm > 0 {
		return 0, 0, fmt.Errorf("it moved by %d steps and loaded %d wasm files", got.Moved, got.Wasm)
	}
	return got.DrawnMs, got.SteppedMs, nil
}

const weakReadme = `# A weak machine

` + "`make bench`" + ` writes this; ` + "`go run ./build bench weak`" + ` does it alone. Chromium gets a %dth of this machine's processor and opens the page of each scenario for the
first time, with nothing in its cache, over this machine's own network: so what is measured is the processor's work. No wasm is loaded. "Drawn" is when the
recordings stand on the stage, "stepped" when the first step after that is on the screen, in ms since the address was entered: medians of %d visits,
and the slowest of them. The aim: stepped within %d ms. The scenarios are those with the most to do.

| scenario | drawn | stepped | slowest |
|---|---|---|---|
%s
%d of %d scenarios meet the aim, in the slowest visit too. %s, %s, %s.
`

// WriteWeak builds the site of the repository at root, measures it and writes WEAK.md.
func WriteWeak(ctx context.Context, root string, rounds int, log io.Writer) error {
	load := provenance.Load()
	temp, err := os.MkdirTemp("", "interleave-weak-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	site := filepath.Join(temp, "dist")
	if err := dist.Write(ctx, dist.Options{Root: root, Out: site}); err != nil {
		return err
	}
	visits, err := Weak(ctx, site, rounds)
	if err != nil {
		return err
	}
	var table strings.Builder
	met := 0
	for i, v := range visits {
		line := fmt.Sprintf("| %s | %.0f | **%.0f** | %.0f |", v.Scenario, v.DrawnMs, v.SteppedMs, v.WorstMs)
		fmt.Fprintln(log, line)
		if i < 8 {
			fmt.Fprintln(&table, line)
		}
		if v.WorstMs <= usableMs {
			met++
		}
	}
	text := fmt.Sprintf(weakReadme, slowdown, rounds, usableMs, table.String(), met, len(visits),
		provenance.Machine(), load, time.Now().Format(time.DateOnly))
	return os.WriteFile(filepath.Join(root, "build", "bench", "WEAK.md"), []byte(text), 0o644)
}

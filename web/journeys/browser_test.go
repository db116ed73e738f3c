// Package journeys is what readers, authors and teachers do, in a real browser: pages that the real build
// made, the real wasm, the real recordings. Everything is reached as they reach it: by the keyboard, the
// pointer, or the public element.
package journeys

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"interleave/build/browser"
	"interleave/build/dist"
	"interleave/build/serve"
)

// patience bounds whatever a test waits for: it is no measure, only the time after which it is broken.
const patience = 60 * time.Second

var (
	site       *httptest.Server
	built      string // the site's folder
	executable string
)

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "interleave-journeys")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(dir)
		ctx := context.Background()
		if executable, err = browser.Find(ctx); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		built = filepath.Join(dir, "dist")
		if err := dist.Write(ctx, dist.Options{
			Root: "../..", Demos: []string{"../../demos", "testdata/demos"}, Out: built,
		}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		site = httptest.NewServer(withoutServiceWorker(serve.Handler(built)))
		defer site.Close()
		defer func() {
			for _, end := range slices.Backward(ends) {
				end()
			}
		}()
		return m.Run()
	}())
}

// A browserProfile is storage, caches and cookies of its own, of a Chromium that may serve other tests after it.
type browserProfile struct {
	ctx context.Context
}

// started are the browsers that serve the whole package, by their flags: starting one takes as long as many a test.
var started = map[string]context.Context{}

// newBrowser gives a profile that nobody has used.
func newBrowser(t *testing.T, flags ...chromedp.ExecAllocatorOption) browserProfile {
	t.Helper()
	kind := ""
	switch {
	case len(flags) == 0:
	case len(flags) == len(inOneProcess) && &flags[0] == &inOneProcess[0]:
		kind = "in one process"
	default:
		return browserProfile{startBrowser(t, t.Cleanup, flags...)}
	}
	process := started[kind]
	if process == nil || process.Err() != nil {
		process = startBrowser(t, atTheEnd, flags...)
		started[kind] = process
	}
	ctx, cancel := chromedp.NewContext(process, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("a new profile: %v", err)
	}
	return browserProfile{ctx}
}

// ends are what stops the browsers in started.
var ends []func()

func atTheEnd(stop func()) { ends = append(ends, stop) }

func startBrowser(t *testing.T, cleanup func(func()), flags ...chromedp.ExecAllocatorOption) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(executable), chromedp.NoSandbox, chromedp.WindowSize(1440, 900),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), append(options, flags...)...)
	cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting the browser: %v", err)
	}
	return ctx
}

// A page is one tab. What goes wrong in it unseen (uncaught errors) fails the test.
type page struct {
	t      *testing.T
	ctx    context.Context
	world  string      // the frame's own, by the browser's name for it; "" for the page's
	worlds *worldsSeen // of the page and its frames
}

type worldsSeen struct {
	sync.Mutex
	ids []string
}

// open opens a path of the site in a new tab of a new browser and waits for the element.
func open(t *testing.T, path string) *page {
	t.Helper()
	return newBrowser(t).open(t, path)
}

func (b browserProfile) open(t *testing.T, path string) *page {
	t.Helper()
	p := b.tab(t)
	p.visit(site.URL + path)
	p.run(`await customElements.whenDefined("interleave-demo"); await document.querySelector("interleave-demo").ready`)
	return p
}

func (b browserProfile) tab(t *testing.T) *page {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx)
	t.Cleanup(cancel)
	p := &page{t: t, ctx: ctx, worlds: &worldsSeen{}}
	err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			t.Errorf("an uncaught error in the page: %+v", e.ExceptionDetails)
		case *runtime.EventExecutionContextCreated:
			p.worlds.Lock()
			p.worlds.ids = append(p.worlds.ids, e.Context.UniqueID)
			p.worlds.Unlock()
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *page) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

func (p *page) visit(url string) {
	p.t.Helper()
	p.do(chromedp.Navigate(url))
}

// run runs the body of an async function in the page; `demo` in it is the page's first element.
func (p *page) run(body string) {
	p.t.Helper()
	evaluate[any](p, body)
}

// evaluate is run with a result.
func evaluate[T any](p *page, body string) T {
	p.t.Helper()
	if !strings.Contains(body, "return") {
		body += "; return null"
	}
	script := `(async () => { const demo = document.querySelector("interleave-demo"); ` + body + ` })().then((v) => JSON.stringify(v ?? null))`
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise, func(e *runtime.EvaluateParams) {
		e.UniqueContextID = p.world
	}))
	if err != nil {
		p.t.Fatalf("%s: %v", body, err)
	}
	var v T
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		p.t.Fatalf("%s: %v in %s", body, err, text)
	}
	return v
}

// until waits until the expression is true in the page.
func (p *page) until(expression string) {
	p.t.Helper()
	p.do(chromedp.Poll[chromedp.Void](`(() => { const demo = document.querySelector("interleave-demo"); return `+expression+` })()`,
		chromedp.WithPollingTimeout(patience)))
}

// untilTrue is until in a frame: what it waits for is asked in its own world.
func (p *page) untilTrue(expression string) {
	p.t.Helper()
	evaluate[any](p, `for (const from = performance.now(); !(`+expression+`); await new Promise((done) => setTimeout(done, 50)))
		if (performance.now() - from > 60_000) throw new Error("it never was"); return null`)
}

// inOneProcess lets a page's frames be reached from the page, sandboxed ones too: a frame that is attached to as a target
// of its own has its workers held until a debugger lets them go.
var inOneProcess = []chromedp.ExecAllocatorOption{
	chromedp.Flag("disable-site-isolation-trials", true),
	chromedp.Flag("disable-features", "site-per-process,SitePerProcess,IsolateOrigins,IsolateSandboxedIframes"),
}

// frame finds the page's frame whose address starts with url; the browser must run inOneProcess.
func (p *page) frame(url string) *page {
	p.t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		p.worlds.Lock()
		ids := slices.Clone(p.worlds.ids)
		p.worlds.Unlock()
		for _, id := range ids {
			address, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`location.href`, func(e *runtime.EvaluateParams) { e.UniqueContextID = id }))
			if err == nil && strings.HasPrefix(address, url) {
				return &page{t: p.t, ctx: p.ctx, world: id, worlds: p.worlds}
			}
		}
	}
	p.t.Fatalf("no frame at %s", url)
	return nil
}

// Package journeys is what readers, authors and teachers do, in a real browser: pages that the real build
// made, the real wasm, the real recordings. Everything is reached as they reach it: by the keyboard, the
// pointer, or the public element.
package journeys

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	requests "github.com/chromedp/cdproto/network"
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
		site = httptest.NewServer(slowed(withoutServiceWorker(serve.Handler(built))))
		defer site.Close()
		defer func() {
			for _, end := range slices.Backward(ends) {
				end()
			}
		}()
		return m.Run()
	}())
}

// slowed has each script come late by what SLOW_SCRIPTS says, as over a slow network: with SLOW_SCRIPTS=300ms every journey must go as without it.
func slowed(site http.Handler) http.Handler {
	late, _ := time.ParseDuration(os.Getenv("SLOW_SCRIPTS"))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".js") {
			time.Sleep(late)
		}
		site.ServeHTTP(w, r)
	})
}

// A browserProfile is storage, caches and cookies of its own, of a Chromium that may serve other tests after it.
type browserProfile struct {
	ctx    context.Context // of its first tab
	t      *testing.T
	opened *sync.Once // the first tab has been given to somebody
}

// started are the browsers that serve the whole package, by their flags: starting one takes as long as many a test.
var (
	started   = map[string]context.Context{}
	startedMu sync.Mutex
)

// newBrowser gives a profile that nobody has used, with a window in which nothing is open.
func newBrowser(t *testing.T, flags ...chromedp.ExecAllocatorOption) browserProfile {
	t.Helper()
	kind := ""
	switch {
	case len(flags) == 0:
	case len(flags) == len(inOneProcess) && &flags[0] == &inOneProcess[0]:
		kind = "in one process"
	default:
		return browserProfile{startBrowser(t, t.Cleanup, flags...), t, &sync.Once{}}
	}
	ctx, cancel := chromedp.NewContext(running(t, kind, flags), chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("a new profile: %v", err)
	}
	return browserProfile{ctx, t, &sync.Once{}}
}

// running is the browser that serves the whole package under a name for its flags.
func running(t *testing.T, kind string, flags []chromedp.ExecAllocatorOption) context.Context {
	t.Helper()
	startedMu.Lock()
	defer startedMu.Unlock()
	process := started[kind]
	if process == nil || process.Err() != nil {
		process = startBrowser(t, atTheEnd, flags...)
		started[kind] = process
	}
	return process
}

// ends are what stops the browsers in started.
var ends []func()

func atTheEnd(stop func()) { ends = append(ends, stop) }

// without keeps the browser from features. The lists that drop down from the address bar are pages that each window starts, and take as long as the one in it.
func without(features ...string) chromedp.ExecAllocatorOption {
	all := append(features, "Translate", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup")
	return chromedp.Flag("disable-features", strings.Join(all, ","))
}

func startBrowser(t *testing.T, cleanup func(func()), flags ...chromedp.ExecAllocatorOption) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(executable), chromedp.NoSandbox, chromedp.WindowSize(1440, 900),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), without(),
		chromedp.Flag("allow-pre-commit-input", true), // else keys are thrown away until a window's first frame is on the screen
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
	t     *testing.T
	ctx   context.Context
	world string // the frame's own, by the browser's name for it; "" for the page's
	seen  *seen
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
	p.drawn()
	return p
}

func (b browserProfile) tab(t *testing.T) *page {
	t.Helper()
	ctx := b.ctx
	another := true
	if t == b.t {
		b.opened.Do(func() { another = false })
	}
	if another {
		var cancel func()
		ctx, cancel = chromedp.NewContext(b.ctx)
		t.Cleanup(cancel)
	}
	p := newPage(t, ctx)
	// Subtests have their tabs beside each other: none takes the focus from another.
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	return p
}

func newPage(t *testing.T, ctx context.Context) *page {
	t.Helper()
	p := &page{t: t, ctx: ctx, seen: &seen{own: map[cdp.FrameID]string{}, awaited: map[script]bool{}}}
	err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			t.Errorf("an uncaught error in the page: %+v", e.ExceptionDetails)
		case *runtime.EventExecutionContextCreated:
			p.seen.world(e.Context)
		case *requests.EventRequestWillBeSent:
			p.seen.request(e)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// sized gives the page's window a size, and waits until all is drawn in it.
func (p *page) sized(width, height int64, options ...chromedp.EmulateViewportOption) {
	p.t.Helper()
	p.do(chromedp.EmulateViewport(width, height, options...))
	p.until(fmt.Sprintf(`innerWidth === %[1]d && innerHeight === %[2]d || document.documentElement.clientWidth === %[1]d`, width, height))
	p.drawn()
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

// inOneProcess lets a page's frames be reached from the page, sandboxed ones too: a frame that is attached to as a target
// of its own has its workers held until a debugger lets them go.
var inOneProcess = []chromedp.ExecAllocatorOption{
	chromedp.Flag("disable-site-isolation-trials", true),
	without("site-per-process", "SitePerProcess", "IsolateOrigins", "IsolateSandboxedIframes"),
}

// frame finds the page's frame whose address starts with url; the browser must run inOneProcess.
func (p *page) frame(url string) *page {
	p.t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		p.seen.Lock()
		ids := slices.Clone(p.seen.worlds)
		p.seen.Unlock()
		for _, id := range ids {
			address, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`location.href`, func(e *runtime.EvaluateParams) { e.UniqueContextID = id }))
			if err == nil && strings.HasPrefix(address, url) {
				return &page{t: p.t, ctx: p.ctx, world: id, seen: p.seen}
			}
		}
	}
	p.t.Fatalf("no frame at %s", url)
	return nil
}

package journeys

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	requests "github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// How a journey waits: never for a time, always for what is to be there. A part that is loaded, a frame that is drawn, a message that arrives may take as long
// as they do on the slowest machine.

// until waits until the expression is true; where it throws, it is not. The page may be left for another meanwhile.
func (p *page) until(expression string) {
	p.t.Helper()
	script := fmt.Sprintf(`(async () => {
		let words = "";
		for (const from = performance.now(); performance.now() - from < %d; ) {
			try {
				const demo = document.querySelector("interleave-demo");
				if (%s) return "";
				words = " is not true";
			} catch (error) {
				words = " throws " + error;
			}
			await new Promise((done) => { requestAnimationFrame(done); setTimeout(done, 50); });
		}
		return words;
	})()`, patience.Milliseconds(), expression)
	for deadline := time.Now().Add(patience); ; {
		ctx, cancel := context.WithTimeout(p.ctx, 2*patience)
		words, err := chromedp.Run(ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise, func(e *runtime.EvaluateParams) {
			e.UniqueContextID = p.world
		}))
		cancel()
		var wrong *chromedp.ExceptionError
		switch {
		case err == nil && words == "":
			return
		case err == nil:
			p.t.Fatalf("%s%s", expression, words)
		case errors.As(err, &wrong), p.world != "", p.ctx.Err() != nil, time.Now().After(deadline):
			p.t.Fatalf("%s: %v", expression, err)
		}
	}
}

// drawn waits until the page has drawn what it was told to draw. What has changed the size of a part is drawn in the frame after the one that notices.
func (p *page) drawn() {
	p.t.Helper()
	p.run(`const frame = () => new Promise((done) => (document.hidden ? setTimeout(done) : requestAnimationFrame(done)));
		await frame(); await frame(); await new Promise((done) => setTimeout(done))`)
}

// settled waits until the parts that the page and its frames are loading are there and have done what was asked of them meanwhile, and all is drawn. Parts
// are loaded when they are first needed: a key may take effect long after it was pressed. It is not for where the test itself holds a part.
func (p *page) settled() {
	p.t.Helper()
	for {
		p.drawn()
		p.seen.Lock()
		scripts := p.seen.scripts
		p.seen.scripts = nil
		p.seen.Unlock()
		if len(scripts) == 0 {
			return
		}
		for _, s := range scripts {
			ctx, cancel := context.WithTimeout(p.ctx, patience)
			// A second import is fulfilled after the first. One that is refused, or whose frame has gone, is over too.
			_, _ = chromedp.Run(ctx, chromedp.Evaluate[bool](fmt.Sprintf(`import(%q).then(() => true, () => false)`, s.url), chromedp.EvalAwaitPromise,
				func(e *runtime.EvaluateParams) { e.UniqueContextID = s.world }))
			cancel()
		}
	}
}

// seen is what the browser has told of a tab.
type seen struct {
	sync.Mutex
	worlds  []string               // of the page and its frames, by the browser's names for them
	own     map[cdp.FrameID]string // the latest of each frame
	scripts []script               // that other scripts asked for, and nobody has waited for yet
	awaited map[script]bool
}

// A script is a module that a world has imported.
type script struct{ world, url string }

func (s *seen) world(c *runtime.ExecutionContextDescription) {
	s.Lock()
	defer s.Unlock()
	s.worlds = append(s.worlds, c.UniqueID)
	var of struct {
		FrameID   cdp.FrameID
		IsDefault bool
	}
	if json.Unmarshal([]byte(c.AuxData), &of) == nil && of.IsDefault {
		s.own[of.FrameID] = c.UniqueID
	}
}

func (s *seen) request(e *requests.EventRequestWillBeSent) {
	s.Lock()
	defer s.Unlock()
	imported := e.Type == requests.ResourceTypeScript && e.Initiator.Type == requests.InitiatorTypeScript && strings.HasPrefix(e.Request.URL, "http")
	if one := (script{s.own[e.FrameID], e.Request.URL}); imported && !s.awaited[one] {
		s.awaited[one] = true
		s.scripts = append(s.scripts, one)
	}
}

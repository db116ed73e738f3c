package journeys

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/memory"
	"github.com/chromedp/chromedp"
)

// countsWorkers has a page count the workers that it made and has not ended, in `workers`.
const countsWorkers = `<script>
window.workers = 0;
window.Worker = class extends Worker {
  constructor(...args) { super(...args); workers++; }
  terminate() { if (!this.ended) workers--; this.ended = true; super.terminate(); }
};
</script>`

func TestOutOfViewNothingPlaysAndNoWorkerWaits(t *testing.T) {
	p := newBrowser(t).tab(t)
	p.visit(host(t, "", countsWorkers+fmt.Sprintf(`<script type="module" src="%s/embed.js"></script>
		<interleave-demo demo="pingpong"></interleave-demo><interleave-demo demo="backpressure"></interleave-demo><p style="height:6000px">Far below.</p>`, site.URL)))
	p.run(ready)
	p.run(`const [one, two] = document.querySelectorAll("interleave-demo"); await two.ready; await Promise.all([one.run(), two.run()])`)
	if workers := evaluate[int](p, `return workers`); workers != 1 {
		t.Errorf("after two runs there are %d workers, not the decoder alone", workers)
	}
	p.run(`demo.seek({ step: 0 }); await demo.play()`)
	p.until(`demo.state.playing && demo.state.step > 0`)
	p.run(`scrollTo(0, document.documentElement.scrollHeight)`)
	p.until(`!demo.state.playing && workers === 0`)

	// A run that somebody asked for goes on out of view, and leaves nothing behind.
	p.run(`await demo.run({ seed: 3 })`)
	p.until(`demo.state.sources.go.outcome.how === "returned" && workers === 0`)
	p.run(`scrollTo(0, 0); await new Promise((done) => setTimeout(done)); await demo.run({ seed: 4 })`)
	if how := p.state().Sources["go"].Outcome.How; how != "returned" {
		t.Errorf("back in view, a run ended %s", how)
	}

	p.run(`const going = demo.run({ seed: 5 }).catch(() => {}); document.querySelectorAll("interleave-demo").forEach((d) => d.remove()); await going`)
	p.until(`workers === 0`)
}

func TestElementsThatComeAndGoLeaveNothing(t *testing.T) {
	p := newBrowser(t).tab(t)
	p.visit(host(t, "", countsWorkers+fmt.Sprintf(`<script type="module" src="%s/embed.js"></script><main></main>`, site.URL)))
	p.run(`await customElements.whenDefined("interleave-demo")`)
	type left struct{ nodes, listeners, bytes int64 }
	cycles := func(n int) left {
		t.Helper()
		for range n / 20 {
			p.run(`for (let i = 0; i < 20; i++) {
				const one = document.createElement("interleave-demo");
				one.setAttribute("demo", i % 2 ? "pingpong" : "backpressure");
				document.querySelector("main").append(one);
				await one.ready;
				if (i === 0) await one.run();
				one.remove();
				await new Promise((done) => setTimeout(done));
			}`)
		}
		p.until(`workers === 0`)
		if _, err := chromedp.Call(p.ctx, heapprofiler.CollectGarbage, cdp.Empty{}); err != nil {
			t.Fatal(err)
		}
		nodes, err := chromedp.Call(p.ctx, memory.GetDOMCounters, cdp.Empty{})
		if err != nil {
			t.Fatal(err)
		}
		bytes := evaluate[int64](p, `return performance.memory.usedJSHeapSize`)
		return left{nodes.Nodes, nodes.JsEventListeners, bytes}
	}
	before := cycles(20)
	after := cycles(200)
	t.Logf("after 20: %+v; after 220: %+v", before, after)
	// One element has over 500 nodes and 50 listeners.
	if after.nodes > before.nodes+1000 || after.listeners > before.listeners+200 || after.bytes > before.bytes+8<<20 {
		t.Errorf("elements that went left something: %+v, then %+v", before, after)
	}
}

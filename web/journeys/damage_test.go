package journeys

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// raw is what engines say of damage, and no reader should have to read.
var raw = regexp.MustCompile(`JSON|undefined|[A-Z]\w+Error|WebAssembly|magic word|network error|fetch`)

func TestWhatArrivesDamagedIsSaidInWords(t *testing.T) {
	for name, test := range map[string]struct{ file, words string }{
		"contents":  {`^interleave\.json$`, "The list of scenarios did not arrive whole."},
		"scenario":  {`^pingpong\..*\.json$`, "The scenario did not arrive whole."},
		"recording": {`^.*\.ndjson$`, "The recording did not arrive whole."},
		"hands":     {`^hands\..*\.js$`, "A part of the page could not be loaded."},
		"programs":  {`^programs\..*\.wasm$`, "The Go programs did not arrive whole."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := newNetwork(t)
			p := newBrowser(t).tab(t)
			damaged := regexp.MustCompile(test.file)
			n.spoil(damaged.MatchString)
			p.visit(n.URL + "/d/pingpong/")
			p.run(`await customElements.whenDefined("interleave-demo"); await demo.ready.catch(() => 0)`)
			if name == "programs" {
				p.run(`await demo.run().catch(() => 0)`)
			}
			p.until(fmt.Sprintf(`demo.shadowRoot.textContent.includes(%q)`, test.words))
			if text := p.text(); raw.MatchString(text) {
				t.Errorf("the page says %q in %s", raw.FindString(text), text)
			}
			n.spoil(func(string) bool { return false })
			p.run(`demo.setAttribute("demo", "backpressure"); await demo.ready; await demo.run()`)
			if s := p.state(); s.Sources["go"] == nil || s.Sources["tokio"] == nil {
				t.Errorf("the next scenario: %s", p.text())
			}
		})
	}
}

func TestAHostThatForbidsWhatARunNeedsIsToldSo(t *testing.T) {
	for name, test := range map[string]struct{ policy, script, words string }{
		"programs":          {"script-src 'self' 'unsafe-inline' " + site.URL + "; worker-src blob:", "", "lacks 'wasm-unsafe-eval'."},
		"workers":           {"script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' " + site.URL + "; worker-src 'self'", "", "has to allow blob:."},
		"no WebAssembly":    {"", `<script>delete window.WebAssembly</script>`, "does not run WebAssembly"},
		"workers that fail": {"", `<script>window.Worker = class { constructor() { throw new Error("not here") } }</script>`, "has to allow blob:."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newBrowser(t).tab(t)
			p.visit(host(t, test.policy, test.script+fmt.Sprintf(`<script type="module" src="%s/embed.js"></script><interleave-demo demo="pingpong"></interleave-demo>`, site.URL)))
			p.run(ready)
			for range 2 {
				p.run(`await demo.run().catch(() => 0)`)
				banner := evaluate[string](p, `return demo.shadowRoot.querySelector(".banner").textContent`)
				if !strings.Contains(banner, test.words) || p.state().Running {
					t.Errorf("the page says %q", banner)
				}
			}
			if s := p.state(); s.Steps == 0 || s.Sources["go"] == nil {
				t.Errorf("the recordings are gone: %+v", s)
			}
		})
	}
}

// tampers has a page keep the workers that it makes, in `made`, and write something in front of the source of those that decode.
const tampers = `<script>
window.made = [];
window.Worker = class extends Worker { constructor(...args) { super(...args); made.push(this); } };
window.Blob = class extends Blob {
  constructor(parts, options) { super(window.before && parts[0].includes?.("the decoder ended") ? [before, ...parts] : parts, options); }
};
</script>`

func TestADecoderThatCannotBeMadeIsSaid(t *testing.T) {
	p := newBrowser(t).tab(t)
	p.visit(host(t, "", tampers+fmt.Sprintf(`<script>window.before = "WebAssembly.instantiate = () => Promise.reject(new RangeError('no room'));"</script>
		<script type="module" src="%s/embed.js"></script><interleave-demo demo="pingpong"></interleave-demo>`, site.URL)))
	p.run(ready)
	p.run(`await demo.run().catch(() => 0)`)
	if text := p.text(); !strings.Contains(text, "no room") || p.state().Running {
		t.Errorf("the page says %s", text)
	}
}

func TestWorkersThatAreKilledLeaveTheReaderAChoice(t *testing.T) {
	p := newBrowser(t).tab(t)
	p.visit(host(t, "", tampers+fmt.Sprintf(`<script type="module" src="%s/embed.js"></script><interleave-demo demo="pingpong"></interleave-demo>`, site.URL)))
	p.run(ready)
	p.run(`await demo.run()`)
	press := func(label string) {
		t.Helper()
		p.run(fmt.Sprintf(`[...demo.shadowRoot.querySelectorAll(".banner button")].find((b) => b.textContent === %q).click()`, label))
	}
	// The decoder is the first; nobody is told when a worker is killed.
	p.run(`made[0].terminate(); window.result = demo.run({ seed: 3 })`)
	p.until(`/trace/.test(demo.shadowRoot.querySelector(".banner").textContent)`)
	press("Stop")
	p.run(`await result.catch(() => 0); await demo.run({ seed: 4 })`)
	if how := p.state().Sources["go"].Outcome.How; how != "returned" {
		t.Errorf("after the decoder was killed, the next run ended %s", how)
	}
	p.run(`const count = made.length; window.result = demo.run({ seed: 5 }); while (made.length === count) await new Promise((done) => setTimeout(done)); made.at(-1).terminate()`)
	p.until(`/sign of life/.test(demo.shadowRoot.querySelector(".banner").textContent)`)
	press("Stop")
	p.run(`await result.catch(() => 0); await demo.run({ seed: 6 })`)
	if how := p.state().Sources["go"].Outcome.How; how != "returned" {
		t.Errorf("after its worker was killed, the next run ended %s", how)
	}
}

func TestARunIsNotAskedForWhatItCannotBe(t *testing.T) {
	p := open(t, "/d/pingpong/")
	seedAndClock := `return demo.state.seed + " " + demo.state.clock`
	before := evaluate[string](p, seedAndClock)
	for _, options := range []string{`{ seed: -1 }`, `{ seed: 1.5 }`, `{ seed: "x" }`, `{ seed: NaN }`, `{ clock: "sundial" }`} {
		message := evaluate[string](p, `return await demo.run(`+options+`).then(() => "", (error) => error.message)`)
		if !strings.HasSuffix(message, ".") || raw.MatchString(message) {
			t.Errorf("%s: it says %q", options, message)
		}
	}
	if after := evaluate[string](p, seedAndClock); after != before || p.state().Running {
		t.Errorf("what cannot be has become the state: %s", after)
	}
	p.run(`await demo.run()`)
}

func TestThePictureIsAsSharpAsTheScreen(t *testing.T) {
	p := newBrowser(t).tab(t)
	sharp := `demo.shadowRoot.querySelector(".canvas canvas").width === Math.round(demo.shadowRoot.querySelector(".canvas").clientWidth * devicePixelRatio)`
	p.visit(host(t, "", fmt.Sprintf(`<script type="module" src="%s/embed.js"></script><interleave-demo demo="pingpong" style="width: 700px"></interleave-demo>`, site.URL)))
	p.run(ready)
	p.until(sharp)
	for i, ratio := range []float64{3, 1} {
		if _, err := chromedp.Call(p.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: int64(1400 + i), Height: 900, DeviceScaleFactor: ratio}); err != nil {
			t.Fatal(err)
		}
		p.until(fmt.Sprintf(`devicePixelRatio === %v && %s`, ratio, sharp))
	}
}

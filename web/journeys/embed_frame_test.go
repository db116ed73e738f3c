package journeys

import (
	"fmt"
	"strings"
	"testing"
)

// sizesFrames is what a host page says to give frames the height that they tell.
const sizesFrames = `<script>
addEventListener("message", ({ data, source }) => {
  if (data?.type !== "interleave:resize") return;
  for (const frame of document.querySelectorAll("iframe"))
    if (frame.contentWindow === source) frame.style.height = data.height + "px";
});
</script>`

// hears keeps what frames tell, as the page around them sees it.
const hears = `<script>window.heard = []; addEventListener("message", ({ data }) => heard.push(data))</script>`

func TestAFrameHasTheHeightOfWhatStandsInIt(t *testing.T) {
	b := newBrowser(t, inOneProcess...)
	for _, width := range []int{320, 720, 1200} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			t.Parallel()
			p := b.tab(t)
			p.visit(host(t, "", hears+sizesFrames+fmt.Sprintf(
				`<iframe sandbox="allow-scripts" style="border:0;width:%dpx;height:300px" src="%s/embed/backpressure/"></iframe>`, width, site.URL)))
			frame := p.frame(site.URL + "/embed/backpressure/")
			frame.run(ready)
			fits := func() {
				t.Helper()
				frame.until(`Math.abs(innerHeight - document.body.getBoundingClientRect().height) <= 1 &&
					document.documentElement.scrollHeight - document.documentElement.clientHeight <= 1`)
			}
			fits() // with the recordings
			frame.run(`await demo.run()`)
			fits() // after a run
			frame.run(`demo.setAttribute("show", "stage")`)
			fits() // without the code
			heights := evaluate[[]int](p, `return heard.filter((m) => m.type === "interleave:resize").map((m) => m.height)`)
			if len(heights) > 12 {
				t.Errorf("the frame does not come to rest: %v", heights)
			}
		})
	}
}

func TestAFrameTellsItsHeightInTheWordsOfHosts(t *testing.T) {
	p := newBrowser(t, inOneProcess...).tab(t)
	src := site.URL + "/embed/pingpong/?seed=7#?secret=a1B2c3"
	p.visit(host(t, "", hears+fmt.Sprintf(`<iframe width="720" height="500" src="%s"></iframe>`, src)))
	p.frame(src).run(ready)
	// Each height is four messages.
	p.until(`heard.some((m) => m.type === "interleave:ready") && heard.some((m) => m.message === "height") &&
		heard.filter((m) => m.type === "interleave:resize").length === heard.filter((m) => m.message === "height").length`)
	got := evaluate[struct {
		Own, Embedly, AMP, WordPress int
		Src                          string
	}](p, `
		const texts = heard.filter((m) => typeof m === "string").map((m) => JSON.parse(m));
		const embedly = texts.findLast((m) => m.context === "iframe.resize");
		return {
			Own: heard.findLast((m) => m.type === "interleave:resize").height,
			Embedly: embedly.height, Src: embedly.src,
			AMP: heard.findLast((m) => m.sentinel === "amp" && m.type === "embed-size").height,
			WordPress: heard.findLast((m) => m.message === "height" && m.secret === "a1B2c3").value,
		}`)
	if got.Own < 300 || got.Embedly != got.Own || got.AMP != got.Own || got.WordPress != got.Own {
		t.Errorf("the frame tells different heights: %+v", got)
	}
	if got.Src != src {
		t.Errorf("the frame says that its address is %s, its host knows it by %s", got.Src, src)
	}
}

// keepsRoom is what a host page says so that its text stays where it is when an element comes.
const keepsRoom = `<style>@media (scripting: enabled) { interleave-demo { display: block; min-height: 100vh } }</style>`

// shiftsCounted has a page add up how far what it shows moves by itself, in `shift` (https://web.dev/articles/cls), and keep what moved in `moved`.
const shiftsCounted = `<script>window.shift = 0; window.moved = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    shift += entry.value;
    for (const { node } of entry.sources) moved.push(entry.value.toFixed(4) + " " + (node?.outerHTML ?? node?.data ?? "").slice(0, 60));
  }
}).observe({ type: "layout-shift", buffered: true })</script>`

func TestTheTextAroundAnElementStaysWhereItIs(t *testing.T) {
	text := strings.Repeat("The text around it. ", 300)
	for name, size := range map[string][2]int64{"wide": {1440, 900}, "tablet": {820, 1100}, "phone": {390, 844}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newBrowser(t).tab(t)
			p.sized(size[0], size[1])
			p.visit(host(t, "", shiftsCounted+keepsRoom+fmt.Sprintf(`<meta name="viewport" content="width=device-width"><p>A line before it.</p>
				<script type="module" src="%s/embed.js"></script><interleave-demo demo="backpressure"><pre>func main() {}</pre></interleave-demo><p>%s</p>`, site.URL, text)))
			p.run(ready)
			// What is loaded after the first picture has its room too.
			p.until(`["lesson", "views", "key"].every((part) => demo.shadowRoot.querySelector("." + part)?.childElementCount)`)
			p.run(`await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))`)
			if shift := evaluate[float64](p, `return shift`); shift > 0.02 {
				t.Errorf("the page shifts by %.4f", shift)
			}
		})
	}
}

func TestAFrameTakesAttributesAndTellsWhatHappens(t *testing.T) {
	p := newBrowser(t, inOneProcess...).tab(t)
	p.visit(host(t, "", hears+fmt.Sprintf(`<iframe sandbox="allow-scripts" width="900" height="700" src="%s/embed/backpressure/"></iframe>
		<script>const set = (attributes) => frames[0].postMessage({ type: "interleave:set", attributes }, "*")</script>`, site.URL)))
	frame := p.frame(site.URL + "/embed/backpressure/")
	frame.run(ready)
	p.until(`heard.some((m) => m.type === "interleave:ready" && m.detail.demo === "backpressure")`)

	p.run(`set({ theme: "dark", at: "20" })`)
	p.until(`heard.some((m) => m.type === "interleave:step" && m.detail.step === 20)`)
	frame.until(`demo.shadowRoot.querySelector(".il").dataset.theme === "dark" && getComputedStyle(document.documentElement).colorScheme === "dark"`)
	p.run(`set({ theme: null, params: "buffer=0" })`)
	frame.until(`demo.state.params.buffer === 0 && !demo.hasAttribute("theme")`)

	// Only English is spoken; other languages are as if they were not asked for.
	for asked, spoken := range map[string]string{"en-GB": "en-GB", "de": "en"} {
		p.run(`set({ lang: "` + asked + `" })`)
		frame.until(`demo.lang === "` + asked + `" && demo.shadowRoot.querySelector("canvas").closest("[lang]").lang === "` + spoken + `"`)
	}
	p.run(`set({ lang: null })`)

	// What is no documented attribute, and what is no message at all, changes nothing.
	p.run(`for (const a of [{ onclick: "alert(1)", style: "display:none", id: "x", class: "y", hidden: "" }, null, 7, "theme", [["theme", "dark"]]]) set(a);
		for (const m of [null, 7, "text", { type: "interleave:set" }, { type: ["interleave:set"] }]) frames[0].postMessage(m, "*");
		set({ at: "3" })`)
	p.until(`heard.some((m) => m.type === "interleave:step" && m.detail.step === 3)`)
	if names := evaluate[string](frame, `return demo.getAttributeNames().sort().join(" ")`); names != "at demo params" {
		t.Errorf("after messages that say nothing, the element has %s", names)
	}

	// Nobody but the page around speaks to a frame.
	frame.run(`window.postMessage({ type: "interleave:set", attributes: { at: "9" } }, "*")`)
	frame.run(`await demo.run()`)
	p.until(`heard.some((m) => m.type === "interleave:run" && m.detail.sources.go.outcome.how === "returned")`)
	if at := evaluate[string](frame, `return demo.getAttribute("at")`); at != "3" {
		t.Errorf("a frame took a message from itself: at is %s", at)
	}
	p.run(`set({ demo: "no-such-thing" })`)
	p.until(`heard.some((m) => m.type === "interleave:error" && m.detail.message.includes("no-such-thing"))`)
	p.run(`heard.length = 0; set({ demo: "pingpong" })`)
	p.until(`heard.some((m) => m.type === "interleave:ready" && m.detail.demo === "pingpong")`)
}

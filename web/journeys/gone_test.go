package journeys

import (
	"fmt"
	"strings"
	"testing"
)

// counts keeps the element's events by name, in `told`.
const counts = `<script>
window.told = {};
for (const name of ["ready", "run", "error"]) addEventListener("interleave:" + name, () => (told[name] = (told[name] ?? 0) + 1));
</script>`

func TestAnElementThatGoesWhileItsViewerLoads(t *testing.T) {
	n := newNetwork(t)
	n.hold("element.")
	p := newBrowser(t).tab(t)
	p.visit(host(t, "", counts+fmt.Sprintf(`<script type="module" src="%s/embed.js"></script>
		<interleave-demo id="left" demo="pingpong"></interleave-demo><interleave-demo id="back" demo="pingpong"></interleave-demo>`, n.URL)))
	n.untilAsked(t)
	p.run(`window.left = document.querySelector("#left"); left.remove();
		const back = document.querySelector("#back"); back.remove();
		await new Promise((done) => setTimeout(done)); document.body.append(back)`)
	close(n.free)
	p.run(`await document.querySelector("#back").ready`)
	got := evaluate[struct{ Left, Ready int }](p, `return { Left: left.shadowRoot.querySelectorAll(".il-body").length + (left.state ? 1 : 0), Ready: told.ready }`)
	if got.Left != 0 || got.Ready != 1 {
		t.Errorf("the element that is gone shows a scenario, or the one that came back was made twice: %+v", got)
	}
}

func TestAScenarioThatGoesBeforeItsHandsAreThere(t *testing.T) {
	n := newNetwork(t)
	n.hold("hands.")
	p := newBrowser(t).tab(t)
	p.visit(host(t, "", counts+fmt.Sprintf(`<script type="module" src="%s/embed.js"></script><interleave-demo demo="pingpong" present></interleave-demo>`, n.URL)))
	n.untilAsked(t)
	p.until(`demo.state?.demo === "pingpong"`)
	p.run(`demo.setAttribute("demo", "backpressure")`)
	p.until(`demo.state.demo === "backpressure"`)
	close(n.free)
	p.run(`await demo.ready`)
	p.until(`demo.shadowRoot.querySelector(".room") && demo.state.steps > 0`)
	// The scenario that is gone must not take the keys of the one that is there.
	by := evaluate[int](p, `const before = demo.state.step;
		document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true }));
		return demo.state.step - before`)
	if by != 1 {
		t.Errorf("a key moves the playhead by %d steps", by)
	}
}

func TestAScenarioThatGoesWhileItRuns(t *testing.T) {
	n := newNetwork(t)
	n.hold("programs.")
	p := newBrowser(t).tab(t)
	p.visit(host(t, "", counts+fmt.Sprintf(`<script type="module" src="%s/embed.js"></script><interleave-demo demo="pingpong"></interleave-demo>`, n.URL)))
	p.run(ready)
	p.run(`window.result = demo.run().then((state) => "a run of " + state.demo, (error) => error.message)`)
	n.untilAsked(t)
	p.run(`demo.setAttribute("demo", "backpressure")`)
	close(n.free)
	p.until(`demo.state?.demo === "backpressure"`)
	if words := evaluate[string](p, `return result`); words != "The scenario was closed before its run ended." {
		t.Errorf("the run that was left says %q", words)
	}
	p.run(`await demo.ready; await demo.run()`)
	if told := evaluate[map[string]int](p, `return told`); told["run"] != 1 || told["error"] != 0 {
		t.Errorf("a run that was left is told of: %v", told)
	}
}

func TestAScenarioThatIsNotThereLeavesNothingOfTheOneBefore(t *testing.T) {
	p := newBrowser(t).tab(t)
	p.visit(host(t, "", counts+fmt.Sprintf(`<script type="module" src="%s/embed.js"></script><interleave-demo demo="no-such-thing"></interleave-demo>`, site.URL)))
	p.run(`await customElements.whenDefined("interleave-demo")`)
	sentence := `return await demo.ready.then(() => "", (error) => error.message)`
	if got := evaluate[string](p, sentence); !strings.Contains(got, "no-such-thing") {
		t.Errorf("ready says %q", got)
	}
	p.run(`demo.setAttribute("demo", "pingpong"); await demo.ready; await demo.run()`)
	p.run(`demo.setAttribute("demo", "nor-this")`)
	p.until(`/nor-this/.test(demo.shadowRoot.textContent)`)
	if got := evaluate[string](p, sentence); !strings.Contains(got, "nor-this") {
		t.Errorf("ready says %q", got)
	}
	if s := evaluate[*state](p, `return demo.state`); s != nil {
		t.Errorf("beside a sentence the state is %+v", s)
	}
	p.run(`demo.setAttribute("demo", "backpressure"); await demo.ready`)
	if s := evaluate[state](p, `return await demo.run()`); s.Sources["go"] == nil {
		t.Errorf("the next run is %+v", s)
	}
}

package journeys

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// focused describes what has the focus, through shadow roots: its tag, its role and its words.
const focused = `let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
	return at ? [at.tagName, at.getAttribute("role") ?? "", at.getAttribute("aria-label") ?? "", at.textContent.trim().slice(0, 60)].join(" ") : ""`

// tabTo presses Tab until what has the focus contains the words.
func (p *page) tabTo(words string) {
	p.t.Helper()
	var seen []string
	for range 80 {
		p.do(chromedp.KeyEvent(kb.Tab))
		at := evaluate[string](p, focused)
		if strings.Contains(at, words) {
			return
		}
		seen = append(seen, at)
	}
	p.t.Fatalf("Tab does not lead to %q, but to %q", words, seen)
}

// arrives waits until a link has led to the path: meanwhile the page of before may answer, or none.
func (p *page) arrives(path string) {
	p.t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		there, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](fmt.Sprintf(`location.pathname === %q && document.readyState === "complete"`, path)))
		if err == nil && there {
			return
		}
	}
	p.t.Fatalf("the link does not lead to %s", path)
}

// A reader without a pointer chooses a scenario, runs it, steps, follows a wake-up, reads the details, and shares.
func TestTheKeyboardAloneIsEnough(t *testing.T) {
	p := newBrowser(t).tab(t)
	p.visit(site.URL + "/")
	p.run(ready)
	p.tabTo("SUMMARY")
	p.keys(kb.Enter)
	p.until(`document.querySelector("header details").open`)
	p.tabTo("Backpressure")
	p.keys(kb.Enter)
	p.arrives("/d/backpressure/")
	p.run(ready)

	p.tabTo("Run live")
	p.keys(kb.Enter)
	p.until(`demo.state.sources.go?.live && !demo.state.running`)
	p.tabTo("slider")
	for range 3 {
		p.keys(kb.ArrowRight)
	}
	p.keys(kb.Home, kb.ArrowRight, kb.ArrowRight)
	spoken := evaluate[string](p, `return demo.shadowRoot.querySelector("[role=slider]").getAttribute("aria-valuetext")`)
	if p.state().Step != 2 || !strings.HasPrefix(spoken, "step 2 of ") || !strings.Contains(spoken, "main starts to run") {
		t.Errorf("at step %d the slider says %q", p.state().Step, spoken)
	}

	p.keys("]", "f")
	p.keys("t")
	p.until(`demo.shadowRoot.querySelector(".evt [aria-current=step]")`)
	p.tabTo("Every mark")
	p.keys(kb.Enter)
	p.tabTo("Only rows about")
	p.keys("producer")
	p.until(`/about “producer”/.test(demo.shadowRoot.querySelector(".evt caption").textContent)`)
	p.tabTo("Go to step")
	p.keys(kb.Enter)

	p.run(`document.querySelector(".brand").focus()`)
	p.tabTo("Share")
	p.keys(kb.Enter)
	p.until(`/copied|address bar/.test([...document.querySelectorAll(".top .tb")].map((b) => b.textContent).join())`)
}

// What steps by itself says nothing; what the reader does is said.
func TestOnlyTheReadersOwnStepsAreSaid(t *testing.T) {
	p := open(t, "/d/pingpong/")
	p.run(`await demo.run(); demo.seek({step: 3})`)
	said := `demo.shadowRoot.querySelector("[role=status]").textContent`
	before := evaluate[string](p, `return `+said)
	if !strings.HasPrefix(before, "Step 3 of ") {
		t.Errorf("after a step of the reader's, %q is said", before)
	}
	played := evaluate[[]string](p, `
		const slider = demo.shadowRoot.querySelector("[role=slider]");
		const said = [];
		demo.addEventListener("interleave:step", () => demo.state.playing && said.push(`+said+`, slider.getAttribute("aria-valuetext")));
		await demo.play();
		while (said.length < 4) await new Promise((f) => setTimeout(f, 20));
		demo.pause();
		return [...new Set(said)]`)
	if len(played) != 2 {
		t.Errorf("while it plays, it says %q", played)
	}
	p.until(said + ` !== ` + "`" + before + "`")
}

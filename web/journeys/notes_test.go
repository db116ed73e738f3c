package journeys

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// opened is the window that the page opens while act runs.
func (p *page) opened(act func()) *page {
	p.t.Helper()
	opener := chromedp.FromContext(p.ctx).Target.TargetID
	ids := chromedp.WaitNewTarget(p.ctx, func(info *target.Info) bool { return info.OpenerID == opener && strings.Contains(info.URL, "/notes/") })
	act()
	var id target.ID
	select {
	case id = <-ids:
	case <-time.After(patience):
		p.t.Fatal("no window opens")
	}
	ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithTargetID(id))
	p.t.Cleanup(cancel)
	n := newPage(p.t, ctx)
	n.until(`!document.querySelector(".said").hidden`)
	return n
}

// part is the text of a part of the notes.
func (p *page) part(selector string) string {
	p.t.Helper()
	return evaluate[string](p, fmt.Sprintf(`return document.querySelector(%q).innerText`, selector))
}

// presents opens a path and waits until it presents.
func (b browserProfile) presents(t *testing.T, url string) *page {
	t.Helper()
	p := b.tab(t)
	p.visit(url)
	p.run(ready)
	p.presenting()
	return p
}

func TestTheSpeakersNotesStayInStep(t *testing.T) {
	p := newBrowser(t).presents(t, site.URL+"/d/backpressure/?present&at=0")
	n := p.opened(func() { p.keys("s") })
	if words := n.part(".place"); !strings.HasPrefix(words, "Before the first of 3 markers · step 0 of ") {
		t.Errorf("at the beginning the notes stand %q", words)
	}
	n.until(`document.querySelector(".nextAt").innerText === "producer waits"`)
	p.keys(kb.PageDown)
	n.until(`document.querySelector(".place").innerText.startsWith("Marker 1 of 3, “producer waits”")`)
	now := evaluate[[]string](p, `return [...demo.shadowRoot.querySelectorAll(".room .line p")].map((p) => p.textContent)`)
	for _, sentence := range now {
		if words := n.part(".now"); !strings.Contains(words, sentence) {
			t.Errorf("the room reads %q, the speaker %q", sentence, words)
		}
	}
	// What is to be noticed at this moment is known once the lesson is there.
	n.until(`document.querySelector(".notice li").innerText === "The fourth send finds the queue full, and the producer waits."`)

	at := p.state().Step
	n.keys(kb.ArrowDown)
	p.until(fmt.Sprintf(`demo.state.step === %d`, at+1))
	n.run(`document.querySelector("[data-key=PageUp]").click()`)
	p.until(fmt.Sprintf(`demo.state.step === %d`, at))
	n.until(`document.querySelector(".place").innerText.startsWith("Marker 1 of 3")`)
	n.keys(".")
	p.until(`demo.shadowRoot.querySelector(".blackout").checkVisibility()`)
	n.keys(kb.PageUp)
	p.until(`!demo.shadowRoot.querySelector(".blackout").checkVisibility()`)
	// What would end the presentation is no key of the notes.
	n.keys(kb.Escape, "p", kb.End)
	p.until(`demo.state.step === demo.state.steps && demo.hasAttribute("present")`)
	n.until(`document.querySelector(".end").checkVisibility()`)

	// The address says that this presents, for whoever loads the page again.
	p.until(`new URLSearchParams(location.search).has("present")`)
	// The presentation is left: the window says so, and follows again when it is asked for.
	p.keys(kb.Escape)
	n.until(`document.querySelector(".gone").checkVisibility()`)
	p.until(`!new URLSearchParams(location.search).has("present")`)
	p.keys("p")
	p.presenting()
	p.keys("s")
	n.until(`!document.querySelector(".gone").checkVisibility()`)
	// So it is where the page is loaded again.
	p.visit(site.URL + "/d/pingpong/?present")
	n.until(`document.querySelector(".gone").checkVisibility()`)
	p.presenting()
	p.keys("s")
	n.until(`!document.querySelector(".gone").checkVisibility() && document.querySelector("h1").innerText.length > 0`)
	question := evaluate[string](p, `return demo.shadowRoot.querySelector(".room h2").innerText`)
	n.until(fmt.Sprintf(`document.querySelector("h1").innerText === %q`, question))
	// The window is closed: the room goes on.
	if err := chromedp.Cancel(n.ctx); err != nil {
		t.Fatal(err)
	}
	p.keys(kb.PageDown, kb.PageDown)
	if s := p.state(); s.Step == 0 {
		t.Error("without the window the room does not move on")
	}
}

// Whoever opens the notes can show words in them, and nothing else; whoever else sends messages, to either window, is not heard.
func TestTheNotesTakeNothingFromStrangers(t *testing.T) {
	p := newBrowser(t).presents(t, site.URL+"/d/backpressure/?present&at=0")
	n := p.opened(func() { p.keys("s") })
	n.until(`document.querySelector(".nextAt").innerText === "producer waits"`)
	hostile := `{type: "interleave:notes", key: "PageDown", code: "", shiftKey: false}`
	p.run(`const frame = document.body.appendChild(document.createElement("iframe"));
		const script = frame.contentDocument.createElement("script");
		postMessage(` + hostile + `, "*");
		frame.contentWindow.eval === undefined || frame.contentWindow.parent.postMessage(` + hostile + `, "*");
		for (const message of [null, 1, "interleave:notes", {}, {type: "interleave:notes"}, {type: "interleave:notes", key: 3}]) postMessage(message, "*");
		await new Promise((f) => setTimeout(f));`)
	n.run(`postMessage({type: "interleave:notes", told: {question: "from a stranger"}}, "*"); await new Promise((f) => setTimeout(f))`)
	if words := n.part("h1"); strings.Contains(words, "stranger") || p.state().Step != 0 {
		t.Errorf("strangers are heard: the notes say %q, the room is at step %d", words, p.state().Step)
	}
	// The opener itself, with what it would not say.
	o := p.opened(func() {
		p.run(`window.other = open("` + site.URL + `/notes/", "other");
		setInterval(() => {
			other.postMessage({type: "interleave:notes", told: null}, "*");
			other.postMessage({type: "interleave:notes", told: {question: "<img src=x onerror=alert(1)>", place: {}, now: [null, 3, {name: [], text: "<b>bold</b>"}], notice: "none", next: {length: 5}, answer: 4}}, "*");
		}, 20)`)
	})
	o.until(`document.querySelector("h1").innerText.startsWith("<img")`)
	if n := evaluate[int](o, `return document.querySelectorAll(".notes img, .notes b:not(.elapsed)").length`); n > 0 {
		t.Errorf("%d elements come from what was told", n)
	}
}

func TestNotesThatCannotOpenSayWhy(t *testing.T) {
	b := newBrowser(t, inOneProcess...)
	for name, sandbox := range map[string]string{"allow-popups": "allow-scripts", "blocked": ""} {
		t.Run(name, func(t *testing.T) {
			p := b.tab(t)
			p.visit(site.URL + "/404.html")
			attribute := ""
			if sandbox != "" {
				attribute = `frame.setAttribute("sandbox", "` + sandbox + `");`
			}
			p.run(`const frame = document.createElement("iframe"); frame.width = 1280; frame.height = 720; ` + attribute + `
				frame.src = "` + site.URL + `/embed/backpressure/?present"; document.body.prepend(frame)`)
			frame := p.frame(site.URL + "/embed/backpressure/")
			frame.run(ready)
			frame.until(`demo.shadowRoot.querySelector(".room .canvas canvas")?.width > 400`)
			if sandbox == "" {
				frame.run(`window.open = () => null`)
			}
			frame.run(`demo.key(new KeyboardEvent("keydown", {key: "S", shiftKey: true}))`)
			frame.until(`demo.shadowRoot.querySelector(".roomsays").innerText.includes("sandbox lacks allow-popups")`)
			frame.run(`demo.key(new KeyboardEvent("keydown", {key: "PageDown"}))`)
			frame.until(`demo.state.step > 0 && demo.shadowRoot.querySelector(".roomsays").innerText === ""`)
		})
	}
}

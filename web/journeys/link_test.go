package journeys

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// attributes are what brings another reader here.
func (p *page) attributes() map[string]string {
	p.t.Helper()
	return evaluate[map[string]string](p, `return demo.state.attributes`)
}

// untilAddress waits until the address bar carries what the state says.
func (p *page) untilAddress() string {
	p.t.Helper()
	p.settled()
	p.until(`demo.state && !demo.state.running && Object.entries(demo.state.attributes).every(([name, value]) => name === "demo" || new URLSearchParams(location.search).get(name) === value)`)
	return evaluate[string](p, `return location.pathname + location.search`)
}

func TestALinkBringsAnotherReaderToTheSameMoment(t *testing.T) {
	b := newBrowser(t)
	p := b.open(t, "/d/backpressure/")
	if address := evaluate[string](p, `return location.search`); address != "" {
		t.Errorf("before the reader has done anything the address says %q", address)
	}
	p.run(`demo.setAttribute("params", "buffer=1&consumers=2"); demo.setAttribute("seed", "12"); await demo.run()`)
	p.run(`demo.setAttribute("axis", "time"); demo.setAttribute("show", "go"); demo.setAttribute("zoom", "4-24"); demo.seek({step: 17})`)
	p.until(`demo.state.attributes.zoom !== undefined && demo.state.attributes.show === "go"`)
	address := p.untilAddress()
	want := p.state().Sources["go"]
	records := evaluate[string](p, `return JSON.stringify(demo.records("go"))`)

	other := b.open(t, address)
	other.until(`demo.state.sources.go && !demo.state.running`)
	other.untilAddress()
	if got := other.attributes(); fmt.Sprint(got) != fmt.Sprint(p.attributes()) {
		t.Errorf("another reader comes to\n%v, not to\n%v", got, p.attributes())
	}
	if s := other.state(); s.Step != 17 || !same(s.Sources["go"].Units, want.Units) {
		t.Errorf("another reader sees step %d with %+v, want %+v", s.Step, s.Sources["go"].Units, want.Units)
	}
	if evaluate[string](other, `return JSON.stringify(demo.records("go"))`) != records {
		t.Error("the same link has led to another run")
	}
}

func TestALinkKeepsTheChosenRecordingAndTheTable(t *testing.T) {
	b := newBrowser(t)
	p := b.open(t, "/d/backpressure/")
	p.run(`const select = [...demo.shadowRoot.querySelectorAll("select.variant")].find((s) => s.textContent.includes("multi_thread"));
		select.value = [...select.options].find((o) => o.textContent.includes("multi_thread")).value;
		select.dispatchEvent(new Event("change"))`)
	p.until(`demo.state.sources.tokio.header.flavor === "multi_thread"`)
	p.run(`demo.focus(); demo.seek({step: 9})`)
	p.keys("t")
	address := p.untilAddress()
	other := b.open(t, address)
	if got, want := other.attributes(), p.attributes(); got["recordings"] == "" || got["view"] != "table" || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("another reader comes to %v, not to %v", got, want)
	}
	if s := other.state(); s.Sources["tokio"].Header.Flavor != "multi_thread" || s.Step != 9 {
		t.Errorf("another reader sees step %d of %+v", s.Step, s.Sources["tokio"].Header)
	}
}

func TestSharingCopiesTheLink(t *testing.T) {
	b := newBrowser(t)
	p := b.open(t, "/d/pingpong/?theme=dark")
	p.run(`demo.seek({step: 5})`)
	p.run(`window.copied = null; Object.defineProperty(navigator, "clipboard", {value: {writeText: async (text) => { copied = text }}})`)
	p.run(`[...document.querySelectorAll(".top button")].find((b) => b.textContent === "Share").click()`)
	p.until(`copied !== null`)
	link := evaluate[string](p, `return copied`)
	u, err := url.Parse(link)
	if err != nil || u.Path != "/d/pingpong/" || u.Query().Get("at") != "5" || u.Query().Get("theme") != "dark" || u.Query().Has("demo") {
		t.Errorf("the link is %s", link)
	}
}

func TestTurningTheClockChoosesTheRecordingByThatClock(t *testing.T) {
	p := open(t, "/d/backpressure/")
	if clock := p.state().Sources["tokio"].Header.Clock; clock != "virtual" {
		t.Fatalf("at first Rust's clock is %s", clock)
	}
	turn := func(to string) {
		p.run(`[...demo.shadowRoot.querySelectorAll("button")].find((b) => b.textContent === "` + to + `").click()`)
	}
	turn("wall")
	p.until(`demo.state.sources.tokio && demo.state.sources.tokio.header.clock === "real"`)
	turn("virtual")
	p.until(`demo.state.sources.tokio && demo.state.sources.tokio.header.clock === "virtual"`)
}

func TestHostileViewsAreAsIfTheyWereNotThere(t *testing.T) {
	b := newBrowser(t)
	for _, query := range []string{
		`?recordings=tokio-nothing&axis=diagonal&view=chair&zoom=9-2`,
		`?recordings=__proto__+constructor-+-&zoom=999999999-9999999999`,
		`?recordings=` + strings.Repeat("tokio-current_thread+", 500) + `&zoom=0-999999999&axis=time`,
		`?zoom=%3Cscript%3E&view=%00&axis=%ff&at=999999999&recordings=%22`,
		`?at=18446744073709551616&zoom=1e1-1e2&show=%7B%7D`,
	} {
		t.Run(query[:min(40, len(query))], func(t *testing.T) {
			t.Parallel()
			p := b.open(t, "/d/backpressure/"+query)
			p.run(`await demo.run()`)
			p.run(`demo.focus()`)
			p.keys(kb.Home, kb.ArrowRight, kb.ArrowRight)
			if s := p.state(); s.Step != 2 || s.Sources["go"] == nil || s.Sources["tokio"] == nil {
				t.Errorf("after it the keys lead to step %d of %v", s.Step, s.Sources)
			}
			p.untilAddress()
		})
	}
}

func TestAFrameKeepsWorkingWhereItsAddressMayNotBeWritten(t *testing.T) {
	p := newBrowser(t, inOneProcess...).tab(t)
	p.visit(host(t, "", fmt.Sprintf(`<iframe sandbox="allow-scripts" width="900" height="700" src="%s/embed/pingpong/?seed=7&at=3"></iframe>`, site.URL)))
	frame := p.frame(site.URL + "/embed/pingpong/")
	frame.run(ready)
	before := evaluate[int](frame, `return demo.state.step`)
	frame.run(`demo.step(1); await new Promise((done) => demo.addEventListener("interleave:view", done, {once: true}) || demo.setAttribute("axis", "time"))`)
	if s := frame.state(); s.Step != before+1 {
		t.Errorf("from step %d the frame goes to %d", before, s.Step)
	}
	if address := evaluate[string](p, `return location.search`); address != "" {
		t.Errorf("the host's address says %q", address)
	}
}

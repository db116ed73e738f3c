package journeys

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// untilSelected waits until the state names a selection of a kind, and returns it.
func (p *page) untilSelected(kind string) string {
	p.t.Helper()
	p.until(`(demo.state.attributes.select ?? "").includes(" ` + kind + ` ")`)
	return p.attributes()["select"]
}

func TestALinkKeepsWhatIsSelected(t *testing.T) {
	for _, test := range []struct {
		name, path, kind string
		do               func(*page)
	}{
		{"a lane", "/d/backpressure/?at=20", "unit", func(p *page) { p.keys(kb.ArrowDown, kb.ArrowDown) }},
		{"a row of many", "/d/backend/?at=20", "role", func(p *page) { p.keys(kb.ArrowDown) }},
		{"a worker", "/d/backpressure/?at=20&recordings=go-native-4&view=workers", "worker", func(p *page) {
			p.until(`[...demo.shadowRoot.querySelectorAll("[aria-pressed=true]")].some((button) => button.textContent === "workers")`)
			p.keys(kb.ArrowDown)
		}},
		{"a link", "/d/backpressure/?at=20", "link", func(p *page) { p.keys("F") }},
		{"a line", "/d/backpressure/?at=20", "line", func(p *page) {
			p.run(`demo.shadowRoot.querySelector('.codebox [data-at]').click()`)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			b := newBrowser(t)
			p := b.open(t, test.path)
			p.run(`demo.focus()`)
			test.do(p)
			selected := p.untilSelected(test.kind)
			words := p.details()
			other := b.open(t, p.untilAddress())
			if got := other.untilSelected(test.kind); got != selected {
				t.Errorf("another reader has %q selected, not %q", got, selected)
			}
			other.untilDetails(strings.SplitN(words, "\n", 2)[0])
			other.settled()
			if fmt.Sprint(other.attributes()) != fmt.Sprint(p.attributes()) {
				t.Errorf("another reader comes to %v, not to %v", other.attributes(), p.attributes())
			}
			other.run(`demo.focus()`)
			other.keys(kb.Escape)
			other.until(`demo.state.attributes.select === undefined && !location.search.includes("select=")`)
		})
	}
}

func TestASelectionThatTheRunDoesNotHaveIsAsIfItWereNotThere(t *testing.T) {
	b := newBrowser(t)
	for _, value := range []string{
		"go unit nobody", "go unit __proto__", "go role constructor", "go worker P 99", "go link 5-4", "go link -1-99999999999", "go link NaN-NaN",
		"go line main.go:999999", `go line "]</style><script>throw 1</script>`, "nothing unit main", "go", "  ", "__proto__ unit main", strings.Repeat("go unit main ", 3000),
	} {
		t.Run(value[:min(30, len(value))], func(t *testing.T) {
			t.Parallel()
			p := b.open(t, "/d/backpressure/?at=3&select="+url.QueryEscape(value))
			p.run(`demo.focus(); await demo.run()`)
			p.keys(kb.Home, kb.ArrowRight, kb.ArrowDown)
			if selected := p.untilSelected("unit"); !strings.HasPrefix(selected, "go unit ") || p.state().Step != 1 {
				t.Errorf("after it the keys lead to %q at step %d", selected, p.state().Step)
			}
		})
	}
}

// What knows of selections is loaded at the first of them: whoever lets go before it has come has selected nothing.
func TestWhatIsLetGoOfBeforeItIsSelectedStaysSo(t *testing.T) {
	n := newNetwork(t)
	n.hold("inspect.")
	p := n.open(t, "/d/backpressure/")
	p.run(`demo.focus()`)
	p.do(chromedp.KeyEvent(kb.ArrowDown))
	n.untilAsked(t)
	p.do(chromedp.KeyEvent(kb.Escape))
	close(n.free)
	p.settled()
	if selected := p.attributes()["select"]; selected != "" || p.details() != "" {
		t.Errorf("after Escape %q is selected", selected)
	}
	p.keys(kb.ArrowDown)
	p.untilSelected("unit")
}

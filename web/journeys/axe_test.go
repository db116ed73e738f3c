package journeys

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A sight is how a reader's system shows pages.
type sight struct {
	name          string
	width, height int64
	features      []*emulation.MediaFeature
}

var sights = []sight{
	{"light", 1440, 900, nil},
	{"dark", 1440, 900, []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}},
	{"forced colours", 1024, 768, []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}},
	{"more contrast", 1024, 768, []*emulation.MediaFeature{{Name: "prefers-contrast", Value: "more"}}},
	{"phone", 390, 844, nil},
}

// see makes the page's tab show as the sight says.
func (p *page) see(s sight) {
	p.t.Helper()
	p.sized(s.width, s.height)
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: s.features}); err != nil {
		p.t.Fatal(err)
	}
}

// axe fails the test with what axe-core finds on the page as it is now.
func (p *page) axe(state string) {
	p.t.Helper()
	p.settled()
	if !evaluate[bool](p, `return "axe" in window`) {
		script, err := os.ReadFile("../../node_modules/axe-core/axe.min.js")
		if errors.Is(err, fs.ErrNotExist) {
			p.t.Fatal("axe-core is not there: npm ci fetches it")
		}
		if err != nil {
			p.t.Fatal(err)
		}
		p.do(chromedp.Evaluate[chromedp.Void](string(script) + "; undefined"))
	}
	// What it would fetch beforehand is for rules about films, and inside frames it is not.
	violations := evaluate[[]string](p, `
		const { violations } = await axe.run(document, { resultTypes: ["violations"], preload: false, iframes: false });
		return violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.target.flat().join(" ") + ": " + n.any.concat(n.all, n.none).map((c) => c.message).join("; ")))`)
	if len(violations) > 0 {
		p.t.Errorf("%s:\n%s", state, strings.Join(violations, "\n"))
	}
}

func TestAxeFindsNothingToObjectTo(t *testing.T) {
	b := newBrowser(t)
	for _, s := range sights {
		t.Run(s.name, func(t *testing.T) {
			p := b.tab(t)
			p.see(s)
			for _, path := range []string{"/", "/d/backpressure/", "/embed/backpressure/"} {
				p.visit(site.URL + path)
				p.run(ready)
				p.axe(path + " as it opens")
				if path == "/" {
					continue
				}
				p.run(`await demo.run()`)
				p.axe(path + " after a run")
				p.run(`demo.focus()`)
				p.keys("t")
				p.until(`demo.shadowRoot.querySelector(".evt tbody tr")`)
				p.axe(path + " with the table")
				p.keys("t", "?")
				p.until(`demo.shadowRoot.querySelector("dialog[open]")`)
				p.axe(path + " with the help")
				p.keys(kb.Escape)
			}
			p.visit(site.URL + "/d/stuck/")
			p.run(ready)
			p.run(`await demo.run()`)
			p.until(`demo.shadowRoot.querySelector(".ending")`)
			p.axe("after a run that failed")
			for _, path := range []string{"/404.html", "/claims/"} {
				p.visit(site.URL + path)
				p.axe(path)
			}
		})
	}
}

package journeys

import (
	"strings"
	"testing"
)

func TestThePageOfHowToEmbedTriesWhatItSays(t *testing.T) {
	p := newBrowser(t, inOneProcess...).tab(t)
	p.visit(site.URL + "/embedding/")
	p.until(`document.querySelector(".copied")`)
	if text := evaluate[string](p, `return document.querySelector(".snippet pre").textContent`); !strings.Contains(text, `src="`+site.URL+`/embed.js"`) {
		t.Errorf("what is copied does not have the site's address:\n%s", text)
	}
	p.run(`const scripted = document.querySelector("#scripted"); await scripted.ready; document.querySelector("[data-call=step][data-by='1']").click()`)
	p.until(`document.querySelector("output").textContent.startsWith("interleave:step, step ")`)
	p.run(`document.querySelector("iframe").scrollIntoView()`)
	frame := p.frame(site.URL + "/embed/")
	frame.run(ready)
	frame.untilTrue(`Math.abs(innerHeight - document.body.getBoundingClientRect().height) <= 1`)
	p.run(`document.querySelector("[data-set=dark]").click()`)
	frame.untilTrue(`demo.getAttribute("theme") === "dark"`)
}

// What the page offers to copy works where it is pasted.
func TestWhatIsCopiedWorksOnOtherHosts(t *testing.T) {
	b := newBrowser(t, inOneProcess...)
	p := b.tab(t)
	p.visit(site.URL + "/embedding/")
	p.until(`document.querySelector(".copied")`)
	snippets := evaluate[map[string]string](p, `return Object.fromEntries([...document.querySelectorAll(".snippet")].map((s) => [s.querySelector("summary").textContent, s.querySelector("pre").textContent]))`)
	for _, name := range []string{"Plain HTML", "mdBook", "Ghost"} {
		t.Run(name, func(t *testing.T) {
			p := b.tab(t)
			p.t = t
			p.visit(host(t, "", snippets[name]))
			p.run(ready)
			p.run(`await demo.run()`)
		})
	}
	for name, policy := range map[string]string{
		"Plain HTML, as a frame": "",
		// A host that strips scripts, or whose policy refuses them, has the frame alone.
		"WordPress": "default-src 'none'; style-src 'unsafe-inline'; frame-src " + site.URL,
	} {
		t.Run(name, func(t *testing.T) {
			p := b.tab(t)
			p.t = t
			p.visit(host(t, policy, snippets[name]))
			frame := p.frame(site.URL + "/embed/")
			frame.run(ready)
			if policy == "" {
				frame.untilTrue(`Math.abs(innerHeight - document.body.getBoundingClientRect().height) <= 1`)
			}
			frame.run(`await demo.run()`)
		})
	}
}

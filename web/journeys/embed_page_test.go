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
	frame.until(`Math.abs(innerHeight - document.body.getBoundingClientRect().height) <= 1`)
	p.run(`document.querySelector("[data-set*=dark]").click()`)
	frame.until(`demo.getAttribute("theme") === "dark"`)
	p.run(`document.querySelector('[data-set*="code"]').click()`)
	frame.until(`demo.getAttribute("show") === "code"`)
	frame.until(`Math.abs(innerHeight - document.body.getBoundingClientRect().height) <= 1`)

	// Every attribute at a press, and away at another; every property.
	p.run(`await document.querySelector("#attributed").ready`)
	names := evaluate[[]string](p, `
		const example = document.querySelector("#attributed"), tag = document.querySelector("[data-tag]"), wrong = [];
		example.addEventListener("interleave:error", (event) => wrong.push(event.detail.message));
		const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
		for (const button of document.querySelectorAll("[data-attribute]")) {
			const name = button.dataset.attribute;
			button.click();
			await settled();
			if (!tag.textContent.includes(name + '="' + button.dataset.value + '"') || button.ariaPressed !== "true") wrong.push("not on: " + name);
			button.click();
			await settled();
			if (example.hasAttribute(name) || button.ariaPressed !== "false") wrong.push("not off: " + name);
		}
		for (const button of document.querySelectorAll("[data-show]")) {
			const shown = document.querySelector(".shown");
			shown.textContent = "";
			button.click();
			if (shown.hidden || shown.textContent.length < 20) wrong.push("not shown: " + button.dataset.show);
		}
		return wrong`)
	if len(names) > 0 {
		t.Errorf("tried on the page: %q", names)
	}
	if left := evaluate[[]string](p, `const tried = new Set([...document.querySelectorAll("[data-attribute]")].map((button) => button.dataset.attribute));
		return customElements.get("interleave-demo").observedAttributes.filter((name) => name !== "demo" && !tried.has(name))`); len(left) > 0 {
		t.Errorf("the page lets nobody try %q", left)
	}
}

// What the page offers to copy works where it is pasted; hosts_test.go has the hosts that change it first.
func TestWhatIsCopiedWorksOnOtherHosts(t *testing.T) {
	b := newBrowser(t, inOneProcess...)
	snippets := b.copies(t)
	for _, name := range []string{"Plain HTML"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
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
			t.Parallel()
			p := b.tab(t)
			p.t = t
			p.visit(host(t, policy, snippets[name]))
			frame := p.frame(site.URL + "/embed/")
			frame.run(ready)
			if policy == "" {
				frame.until(`Math.abs(innerHeight - document.body.getBoundingClientRect().height) <= 1`)
			}
			frame.run(`await demo.run()`)
		})
	}
}

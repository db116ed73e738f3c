package journeys

import "testing"

// TestAxeFindsNothingToObjectToInAnyView has axe look at every page, and at the runs in each way in which they are shown.
func TestAxeFindsNothingToObjectToInAnyView(t *testing.T) {
	pages := []string{"/claims/", "/rust-or-go/", "/embedding/", "/offline.html", "/404.html"}
	// Each is a page, what of it must stand there, and what the reader does before axe looks.
	views := []struct{ path, stands, do string }{
		{"/d/backend/?at=90", `.row, .now p`, ""},
		{"/d/backpressure/?predict", `.predictS input, .predictS button`, ""},
		{"/d/backpressure/?view=path+workers&recordings=go-native-4+tokio-multi_thread", `.pathS p, [aria-pressed=true]`, ""},
		{"/d/deadlock/?at=60&view=table", `.evt tbody tr`, `[...demo.shadowRoot.querySelectorAll("button")].find((b) => b.textContent === "Every mark").click()`},
		{"/d/backend/?view=table+path&lineup=markers", `.evt tbody tr`, ""},
		{"/d/backpressure/?at=20&select=go+line+main.go:28", `.insp h2, .insp`, ""},
		{"/d/sieve/?axis=time&show=go", `.now p`, ""},
		{"/embed/deadlock/?at=60&view=table", `.evt tbody tr`, ""},
		{"/embed/cancel/?predict", `.predictS input, .predictS button`, ""},
	}
	b := newBrowser(t)
	for _, s := range sights {
		t.Run(s.name, func(t *testing.T) {
			p := b.tab(t)
			p.see(s)
			for _, path := range pages {
				p.visit(site.URL + path)
				p.run(`if (demo) { ` + ready + ` }; for (const details of document.querySelectorAll("details")) details.open = true`)
				p.axe(path)
			}
			for _, v := range views {
				p.visit(site.URL + v.path)
				p.run(ready)
				p.until(`demo.shadowRoot.querySelector("` + v.stands + `")`)
				p.run(v.do)
				p.axe(v.path)
			}
		})
	}
}

package journeys

import "testing"

func TestTheSpeakersNotesAreLightOrDarkAsThePageIs(t *testing.T) {
	for _, theme := range []string{"light", "dark"} {
		t.Run(theme, func(t *testing.T) {
			p := newBrowser(t).presents(t, site.URL+"/d/backpressure/?present&theme="+theme)
			n := p.opened(func() { p.keys("s") })
			n.until(`getComputedStyle(document.documentElement).colorScheme === "` + theme + `"`)
		})
	}
}

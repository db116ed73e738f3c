package journeys

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	pages "interleave/build/site"
)

var heights = flag.Bool("heights", false, "measure the scenarios' frames and write their heights anew")

// roomPx is what another machine's fonts may change: two lines of text.
const roomPx = 40

// Who asks by oEmbed, and who copies a frame, is told a height before the frame can tell its own.
func TestFramesAreAsTallAsOffered(t *testing.T) {
	folders, err := filepath.Glob("../../demos/*/demo.md")
	if err != nil {
		t.Fatal(err)
	}
	b := newBrowser(t)
	measured := map[string]int{}
	for _, folder := range folders {
		name := filepath.Base(filepath.Dir(folder))
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t)
			p.t = t
			p.sized(pages.FrameWidth, 3000) // no bar for scrolling
			p.visit(site.URL + "/embed/" + name + "/")
			p.run(ready)
			offered := pages.FrameHeight(name)
			p.settled() // what comes after the first picture has its height too
			got := evaluate[int](p, `return Math.ceil(document.body.getBoundingClientRect().height)`)
			if *heights {
				measured[name] = got
				return
			}
			if got < offered-roomPx || got > offered+roomPx {
				t.Errorf("the frame is %d px tall, but %d are offered: go test ./web/journeys -run FramesAreAsTall -heights measures all of them", got, offered)
			}
		})
	}
	if *heights {
		text, err := json.MarshalIndent(measured, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("../../build/site/heights.json", append(slices.Clip(text), '\n'), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

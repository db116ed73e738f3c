package journeys

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

var picture = flag.Bool("picture", false, "write the README's picture anew")

func TestBothTracesAreDrawn(t *testing.T) {
	p := open(t, "/d/backpressure/")
	p.sized(1440, 900)
	p.run(`await demo.run(); demo.seek({mark: "producer waits"}); demo.step(9)`)
	p.settled()
	shot, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	lanes := evaluate[[]struct{ X, Y, Width, Height float64 }](p, `
		const box = demo.shadowRoot.querySelector("canvas").getBoundingClientRect();
		const half = {x: box.x + box.width / 4, width: box.width / 4, height: box.height / 3};
		return [{...half, y: box.y + box.height / 6}, {...half, y: box.y + box.height * 3 / 5}]`)
	for i, area := range lanes {
		visible := image.Rect(int(area.X), int(area.Y), int(area.X+area.Width), int(area.Y+area.Height)).Intersect(drawn.Bounds())
		if colours := coloursIn(drawn, visible); colours < 20 {
			t.Errorf("group %d of lanes shows %d colours: is anything drawn there?", i+1, colours)
		}
	}
	if *picture {
		if err := os.WriteFile("../page/picture.png", shot, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func coloursIn(m image.Image, area image.Rectangle) int {
	seen := map[[3]uint32]bool{}
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			r, g, b, _ := m.At(x, y).RGBA()
			seen[[3]uint32{r, g, b}] = true
		}
	}
	return len(seen)
}

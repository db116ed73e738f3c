package journeys

import (
	"bytes"
	"encoding/base64"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	cdp "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var pictures = flag.Bool("pictures", false, "write the pictures of the stage in testdata/pictures anew")

// withoutFonts draws no text and gives all of it the same width: the pictures are the same wherever other fonts are installed.
const withoutFonts = `
	CanvasRenderingContext2D.prototype.fillText = () => {};
	CanvasRenderingContext2D.prototype.measureText = (text) => ({ width: 6 * String(text).length });`

// stagePicture is both canvases of the stage on each other, half as large.
const stagePicture = `
	const [base, over] = demo.shadowRoot.querySelectorAll(".canvas > canvas");
	const picture = Object.assign(document.createElement("canvas"), { width: base.clientWidth >> 1, height: base.clientHeight >> 1 });
	const ctx = picture.getContext("2d");
	ctx.fillStyle = getComputedStyle(demo.shadowRoot.querySelector(".work")).backgroundColor;
	ctx.fillRect(0, 0, picture.width, picture.height);
	ctx.imageSmoothingQuality = "high";
	for (const canvas of [base, over]) ctx.drawImage(canvas, 0, 0, picture.width, picture.height);
	return picture.toDataURL().split(",")[1]`

// TestStagePictures compares what the stage draws, without its words, with pictures that were looked at. Edges may be smoothed otherwise on
// another machine, so small areas are compared by their mean.
func TestStagePictures(t *testing.T) {
	states := []struct{ name, query, do string }{
		{"circle", "theme=light&view=path", `await demo.run(); demo.seek({step: demo.state.steps})`},
		{"select", "theme=light", `await demo.run(); demo.seek({mark: "ordered"})`},
		{"workers", "theme=dark&view=workers&recordings=go-native-4-real", `demo.seek({step: demo.state.steps >> 1})`},
	}
	b := newBrowser(t)
	for _, s := range states {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t)
			if _, err := chromedp.Call(p.ctx, cdp.AddScriptToEvaluateOnNewDocument, cdp.AddScriptToEvaluateOnNewDocumentParams{Source: withoutFonts}); err != nil {
				t.Fatal(err)
			}
			p.visit(site.URL + "/d/pictured/?" + s.query)
			p.run(`await customElements.whenDefined("interleave-demo"); demo.style.width = "1000px"; await demo.ready`)
			p.run(s.do)
			p.settled()
			data, err := base64.StdEncoding.DecodeString(evaluate[string](p, stagePicture))
			if err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", "pictures", s.name+".png")
			if *pictures {
				if err := os.WriteFile(golden, data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if difference := compareAreas(t, data, want); difference != "" {
				file := filepath.Join(os.TempDir(), "interleave-"+s.name+".png")
				if err := os.WriteFile(file, data, 0o644); err != nil {
					t.Fatal(err)
				}
				t.Errorf("%s: %s. What was drawn is in %s. If it is meant so: go test ./web/journeys -run TestStagePictures -pictures", golden, difference, file)
			}
		})
	}
}

const (
	areaPx = 4
	// A channel of an area's mean, of 255.
	mostDifference = 40
	// Of a hundred thousand areas.
	mostDiffering = 100
)

// compareAreas says how two pictures differ, "" where only the smoothing does.
func compareAreas(t *testing.T, got, want []byte) string {
	t.Helper()
	a, errA := png.Decode(bytes.NewReader(got))
	b, errB := png.Decode(bytes.NewReader(want))
	if errA != nil || errB != nil {
		t.Fatal(errA, errB)
	}
	if a.Bounds() != b.Bounds() {
		return fmt.Sprintf("it is %v large instead of %v", a.Bounds().Max, b.Bounds().Max)
	}
	areas, differing := 0, 0
	var first image.Point
	for y := 0; y+areaPx <= a.Bounds().Dy(); y += areaPx {
		for x := 0; x+areaPx <= a.Bounds().Dx(); x += areaPx {
			areas++
			m, n := meanOf(a, x, y), meanOf(b, x, y)
			for c := range m {
				if d := m[c] - n[c]; d > mostDifference || -d > mostDifference {
					if differing == 0 {
						first = image.Pt(x, y)
					}
					differing++
					break
				}
			}
		}
	}
	if differing*100_000 <= mostDiffering*areas {
		return ""
	}
	return fmt.Sprintf("%d of %d areas differ, the first at %v", differing, areas, first)
}

func meanOf(m image.Image, left, top int) (mean [3]int) {
	for y := top; y < top+areaPx; y++ {
		for x := left; x < left+areaPx; x++ {
			r, g, b, _ := m.At(x, y).RGBA()
			mean[0], mean[1], mean[2] = mean[0]+int(r>>8), mean[1]+int(g>>8), mean[2]+int(b>>8)
		}
	}
	for c := range mean {
		mean[c] /= areaPx * areaPx
	}
	return mean
}

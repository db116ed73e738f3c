package journeys

import (
	"bytes"
	"testing"

	cdp "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// What stands on paper: both programs whole, the timeline as pictures of print resolution, every step as a sentence; in the light
// theme, and nothing that one could press.
const paper = `
	dispatchEvent(new Event("beforeprint"));
	const paper = demo.shadowRoot.querySelector(".print");
	const pictures = [...paper.querySelectorAll("canvas")];
	const found = {
		Lines: paper.querySelectorAll(".ln").length,
		Rows: paper.querySelectorAll("tbody tr").length,
		Pictures: pictures.map((c) => {
			const { data } = c.getContext("2d").getImageData(0, 0, c.width, c.height);
			const colours = new Set();
			for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) colours.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
			return {Width: c.width, Colours: colours.size};
		}),
		Controls: paper.querySelectorAll("button, input, select, a").length,
		Surface: getComputedStyle(paper).getPropertyValue("--surface"),
		Scheme: getComputedStyle(paper).colorScheme,
	};
	dispatchEvent(new Event("afterprint"));
	return {...found, Left: demo.shadowRoot.querySelectorAll(".print").length}`

func TestPaperHasCodeTimelineAndSteps(t *testing.T) {
	b := newBrowser(t)
	for _, path := range []string{"/d/backpressure/?theme=dark", "/embed/backpressure/?theme=dark"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			p := b.open(t, path)
			p.run(`await demo.run()`)
			got := evaluate[struct {
				Lines, Rows, Controls, Left int
				Pictures                    []struct{ Width, Colours int }
				Scheme                      string
			}](p, paper)
			if lines := evaluate[int](p, `return demo.shadowRoot.querySelectorAll(".pane .no").length`); got.Lines != lines || lines == 0 {
				t.Errorf("%d lines of code are printed of %d", got.Lines, lines)
			}
			if want := p.state().Steps + 1; got.Rows != want {
				t.Errorf("%d steps are printed of %d", got.Rows, want)
			}
			if len(got.Pictures) == 0 {
				t.Error("no timeline is printed")
			}
			for i, picture := range got.Pictures {
				if picture.Width < 2000 || picture.Colours < 20 {
					t.Errorf("picture %d is %d px wide and has %d colours", i+1, picture.Width, picture.Colours)
				}
			}
			if got.Controls > 0 || got.Scheme != "light" || got.Left > 0 {
				t.Errorf("%d controls are printed, in a %s scheme; %d papers are left", got.Controls, got.Scheme, got.Left)
			}
			pdf, err := chromedp.Call(p.ctx, cdp.PrintToPDF, cdp.PrintToPDFParams{})
			if err != nil {
				t.Fatal(err)
			}
			if pages := bytes.Count(pdf.Data, []byte("/Type /Page\n")); pages < 2 || pages > 8 {
				t.Errorf("the PDF has %d pages", pages)
			}
		})
	}
}

package journeys

import (
	"fmt"
	"testing"
)

// How a page has its own text look and run is not for code: its punctuation would move, its spaces go.
func TestTheStyleOfAPageEndsAtTheElement(t *testing.T) {
	b := newBrowser(t)
	for name, page := range map[string]string{
		"right to left": `<html dir="rtl">`,
		"loud": `<style>body { letter-spacing: .2em; word-spacing: 1em; text-transform: uppercase; line-height: 3; font-size: 30px;
			white-space: pre; text-align: justify; text-indent: 3em; hyphens: auto; word-break: break-all; -webkit-text-fill-color: purple }</style>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			look := func(before string) string {
				p := b.tab(t)
				p.visit(host(t, "", before+fmt.Sprintf(`<script type="module" src="%s/embed.js"></script>
					<div style="display: block !important; inline-size: 800px; block-size: 2000px"><interleave-demo demo="pingpong" style="width: 800px"></interleave-demo></div>`, site.URL)))
				p.run(ready)
				return evaluate[string](p, `const { canvas, line } = { canvas: demo.shadowRoot.querySelector(".canvas"), line: demo.shadowRoot.querySelector(".ln code") };
					const style = getComputedStyle(line), box = canvas.getBoundingClientRect();
					return [box.width, ...["letterSpacing", "wordSpacing", "textTransform", "lineHeight", "fontSize", "whiteSpace", "textAlign", "textIndent",
						"hyphens", "wordBreak", "direction", "writingMode", "webkitTextFillColor"].map((name) => style[name])].join(" ")`)
			}
			if plain, styled := look(""), look(page); styled != plain {
				t.Errorf("in such a page the element looks like\n%s, elsewhere like\n%s", styled, plain)
			}
		})
	}
}

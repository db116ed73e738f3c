package journeys

import (
	"fmt"
	"strings"
	"testing"
)

// An article with elements and frames above its text, as the snippets have them: whoever scrolls down to its end sees nothing move.
func TestNothingMovesForWhoScrollsDownAnArticle(t *testing.T) {
	text := "<p>" + strings.Repeat("The text of the article. ", 120) + "</p>"
	element := func(demo string) string {
		return `<interleave-demo demo="` + demo + `"><pre>func main() {}</pre></interleave-demo>`
	}
	for name, size := range map[string][2]int{"wide": {1440, 900}, "phone": {390, 844}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBrowser(t, inOneProcess...)
			frame := b.copies(t)["Plain HTML, as a frame"]
			p := b.tab(t)
			p.sized(int64(size[0]), int64(size[1]))
			p.visit(host(t, "", shiftsCounted+keepsRoom+`<style>main { max-width: 720px; margin: auto }</style><meta name="viewport" content="width=device-width">`+
				fmt.Sprintf(`<script type="module" src="%s/embed.js"></script><main>`, site.URL)+
				text+element("backpressure")+text+element("timeout")+text+frame+text+element("panic")+text+`</main>`))
			p.run(`await customElements.whenDefined("interleave-demo")`)
			at := evaluate[float64](p, `
				const frame = document.querySelector("iframe");
				const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
				let told = false;
				addEventListener("message", ({ data }) => (told ||= data?.type === "interleave:ready"));
				// A reader reads: what comes near is there before it is reached.
				const loaded = async () => {
					for (const demo of document.querySelectorAll("interleave-demo"))
						if (demo.getBoundingClientRect().top < innerHeight + 700) {
							await demo.ready;
							while (!["views", "key"].every((part) => demo.shadowRoot.querySelector("." + part)?.childElementCount)) await painted();
						}
					while (frame.getBoundingClientRect().top < innerHeight && !told) await painted();
				};
				let before = -1;
				while (before !== scrollY) {
					before = scrollY;
					await loaded();
					await painted();
					scrollBy({ top: 250, behavior: "instant" });
					await painted();
				}
				return scrollY + innerHeight`)
			if at < 4000 {
				t.Errorf("the article ends at %.0f px", at)
			}
			if shift := evaluate[float64](p, `return shift`); shift > 0.02 {
				t.Errorf("the page shifts by %.4f: %v", shift, evaluate[any](p, `return moved`))
			}
		})
	}
}

package journeys

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	cdp "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// pages is how many sheets the page is printed on.
func (p *page) pages() int {
	p.t.Helper()
	pdf, err := chromedp.Call(p.ctx, cdp.PrintToPDF, cdp.PrintToPDFParams{})
	if err != nil {
		p.t.Fatal(err)
	}
	return bytes.Count(pdf.Data, []byte("/Type /Page\n"))
}

const handedOut = `
	dispatchEvent(new Event("beforeprint"));
	const paper = demo.shadowRoot.querySelector(".print");
	const answers = paper.querySelector(".answers");
	const before = [...paper.children].filter((part) => part !== answers).map((part) => part.textContent).join(" ");
	const found = {
		Before: before,
		Answers: answers?.textContent ?? "",
		Blanks: [...paper.querySelectorAll("td .gap")].map((gap) => gap.textContent),
		Filled: [...(answers?.querySelectorAll("ol li") ?? [])].map((li) => li.textContent),
		Boxes: paper.querySelectorAll(".boxes li").length,
		Lines: paper.querySelectorAll(".ln").length,
		Rows: [...paper.querySelectorAll("tbody tr")].map((tr) => [...tr.cells].map((td) => td.textContent)),
		Pictures: [...paper.querySelectorAll("canvas")].map((c) => answers?.contains(c) ?? false),
		Controls: paper.querySelectorAll("button, input, select, a").length,
	};
	dispatchEvent(new Event("afterprint"));
	return found`

type sheets struct {
	Before, Answers        string
	Blanks, Filled         []string
	Boxes, Lines, Controls int
	Rows                   [][]string
	Pictures               []bool
}

func TestAHandoutHasBlanksAndItsAnswersOnPagesOfTheirOwn(t *testing.T) {
	b := newBrowser(t)
	for _, path := range []string{"/d/backpressure/?print=handout&at=0&theme=dark", "/d/deadlock/?print=handout"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			p := b.open(t, path)
			// It is loaded beside the picture.
			p.until(`(() => { dispatchEvent(new Event("beforeprint")); const is = !!demo.shadowRoot.querySelector(".print .answers"); dispatchEvent(new Event("afterprint")); return is })()`)
			got := evaluate[sheets](p, handedOut)
			if len(got.Blanks) < 6 || len(got.Blanks) != len(got.Filled) {
				t.Errorf("there are %d blanks and %d answers", len(got.Blanks), len(got.Filled))
			}
			for i, blank := range got.Blanks {
				if blank != fmt.Sprint(i+1) {
					t.Errorf("blank %d is called %q", i+1, blank)
				}
			}
			if got.Lines == 0 || got.Boxes < 2 || got.Controls > 0 || len(got.Pictures) == 0 || slices.Contains(got.Pictures, false) {
				t.Errorf("there are %d lines of code, %d boxes to tick, %d controls; pictures among the answers: %v", got.Lines, got.Boxes, got.Controls, got.Pictures)
			}
			// What is to be written into a blank stands among the answers, with the words of the recording.
			table := evaluate[[][]string](p, `demo.focus();
				demo.key(new KeyboardEvent("keydown", {key: "t"}));
				while (!demo.shadowRoot.querySelector(".evt tbody tr")) await new Promise(requestAnimationFrame);
				return [...demo.shadowRoot.querySelectorAll(".tablebox .evt tbody tr")].map((tr) => [...tr.cells].map((td) => td.textContent))`)
			sentences := 0
			for _, answer := range got.Filled {
				var step int
				where, words, _ := strings.Cut(answer, "? ")
				if _, err := fmt.Sscanf(where, "Step %d,", &step); err != nil || step >= len(table) {
					t.Fatalf("%q names no step", answer)
				}
				if !strings.HasSuffix(where, "what happens") {
					continue
				}
				sentences++
				if !slices.Contains(table[step], words) {
					t.Errorf("at step %d the answer is %q, but there it says %q", step, words, table[step])
				}
				if strings.Contains(strings.Join(slices.Concat(got.Rows...), "\n"), words) && !repeated(table, words) {
					t.Errorf("the answer %q is among the questions", words)
				}
			}
			if sentences == 0 {
				t.Error("no sentence is left blank")
			}

			all := p.pages()
			p.run(`demo.shadowRoot.adoptedStyleSheets.push(window.only = new CSSStyleSheet()); only.replaceSync(".answers { display: none }")`)
			questions := p.pages()
			p.run(`only.replaceSync(".print > :not(.answers, .desk) { display: none } .answers { break-before: auto !important }")`)
			answers := p.pages()
			if all != questions+answers || questions < 2 || all > 9 {
				t.Errorf("the handout has %d pages, %d of them without answers, %d with", all, questions, answers)
			}
		})
	}
}

// repeated says whether a sentence is said of several steps.
func repeated(table [][]string, sentence string) bool {
	times := 0
	for _, row := range table {
		if slices.Contains(row, sentence) {
			times++
		}
	}
	return times > 1
}

func TestAHandoutGivesNothingAwayWhileTheQuestionIsOpen(t *testing.T) {
	p := open(t, "/d/backpressure/?predict")
	p.run(`demo.setAttribute("print", "handout")`)
	p.until(`(() => { dispatchEvent(new Event("beforeprint")); const is = !!demo.shadowRoot.querySelector(".print .boxes"); dispatchEvent(new Event("afterprint")); return is })()`)
	got := evaluate[sheets](p, handedOut)
	if got.Answers != "" || len(got.Rows) > 0 || len(got.Pictures) > 0 || got.Boxes != 4 {
		t.Errorf("before the question is answered the handout has %+v", got)
	}
}

// The control prints a handout once; what is printed after it is what is on the screen.
func TestAHandoutIsPrintedFromThePage(t *testing.T) {
	p := open(t, "/d/backpressure/")
	p.run(`window.printed = []; window.print = () => {
		dispatchEvent(new Event("beforeprint"));
		printed.push(!!demo.shadowRoot.querySelector(".print .answers"));
		dispatchEvent(new Event("afterprint"));
	}`)
	p.until(`demo.shadowRoot.querySelector(".classS")`)
	p.run(`[...demo.shadowRoot.querySelectorAll(".classS button")].find((b) => b.textContent === "Print a handout").click()`)
	p.until(`printed.length === 1 && printed[0]`)
	p.run(`print()`)
	if got := evaluate[[]bool](p, `return printed`); !slices.Equal(got, []bool{true, false}) {
		t.Errorf("the handout is printed %v", got)
	}
}

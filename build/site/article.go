package site

import (
	"fmt"
	"strings"

	"interleave/build/claims"
	"interleave/build/scenario"
)

// articlePage is what the template of /rust-or-go/ sees. Its numbers are asked for by name, so that none stands in the text that was not measured.
type articlePage struct {
	page
	w *writer
}

// article writes the example article, where all that it speaks of is there.
func (w *writer) article() {
	if w.in.Claims.Results == nil {
		return
	}
	for _, name := range articleDemos {
		if w.scenario(name) == nil {
			return
		}
	}
	p := articlePage{page{Root: "../", URL: w.in.URL, Groups: groupsOf(w.in.Scenarios)}, w}
	w.render("rust-or-go/index.html", "article", &p.page, &p)
}

// articleDemos are the scenarios that the article shows.
var articleDemos = []string{"sleepers", "hog", "backend", "counter", "deadlock"}

func (w *writer) scenario(name string) *scenario.Scenario {
	for _, s := range w.in.Scenarios {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// Embed is a scenario in the article, with what stands there before scripts.
func (p *articlePage) Embed(name string) page {
	s := p.w.scenario(name)
	return page{Root: p.Root, Scenario: s, Setup: setupOf(s), Still: p.w.stills[name]}
}

// Median is the median of a measured row, in words.
func (p *articlePage) Median(claim, what, setup, language string) (string, error) {
	if r := p.w.in.Claims.Results.Claims[claim]; r != nil {
		for _, row := range r.Rows {
			if row.What == what && row.Setup == setup {
				value := row.Go
				if language == "Rust" {
					value = row.Rust
				}
				return quantity(value.Median, row.Unit), nil
			}
		}
	}
	return "", fmt.Errorf("the article asks for %s, %s, %s, which was not measured", claim, what, setup)
}

// Words and Concepts are the medians over the scenarios.
func (p *articlePage) Words(language string) (string, error) { return p.counted("words", language) }
func (p *articlePage) Concepts(language string) (string, error) {
	return p.counted("concepts", language)
}

func (p *articlePage) counted(what, language string) (string, error) {
	if r := p.w.in.Claims.Results.Claims["simplicity"]; r != nil {
		for _, row := range r.Rows {
			if row.What == what {
				return p.Median("simplicity", what, row.Setup, language)
			}
		}
	}
	return "", fmt.Errorf("the article asks for %s, which were not counted", what)
}

// Objections are the errors for which a compiler refuses a side of a scenario, each in its first line, as the picture has them in full;
// none where what it said is of an older program.
func (p *articlePage) Objections(name string) []string {
	var errors []string
	for _, program := range p.w.scenario(name).Programs {
		if program.Refused == nil || program.Refused.Stale {
			continue
		}
		for line := range strings.Lines(program.Refused.Message) {
			if strings.HasPrefix(line, "error") {
				errors = append(errors, strings.TrimSpace(line))
			}
		}
	}
	return errors
}

// Finding is what a tool made of a fault.
func (p *articlePage) Finding(fault, language, by string) (claims.Finding, error) {
	for _, result := range p.w.in.Claims.Results.Claims {
		for _, f := range result.Faults {
			if f.Name != fault {
				continue
			}
			findings := f.Go
			if language == "Rust" {
				findings = f.Rust
			}
			for _, found := range findings {
				if found.By == by {
					return found, nil
				}
			}
		}
	}
	return claims.Finding{}, fmt.Errorf("the article asks what the %s of %s made of %s, which was not measured", by, language, fault)
}

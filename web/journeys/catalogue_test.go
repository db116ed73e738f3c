package journeys

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"

	"interleave/build/scenario"
)

// The scenarios of demos/, whichever they are: each does in the page what its demo.md says.

func scenarios(t *testing.T) []*scenario.Scenario {
	t.Helper()
	all, err := scenario.All("../../demos")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestEveryScenarioDoesWhatItSays(t *testing.T) {
	b := newBrowser(t)
	for _, s := range scenarios(t) {
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			p := b.open(t, "/d/"+s.Name+"/")
			p.run(`await demo.run()`)
			if got := p.state().Sources["go"]; got == nil || got.Outcome == nil || got.Outcome.How != s.End("go") {
				t.Fatalf("the run ended with %+v, and demo.md says %q", got.Outcome, s.End("go"))
			}
			lines, want := printed(t, p.records("go")), linesOf(s.Output.Of("go"))
			if s.Sorted {
				slices.Sort(lines)
				slices.Sort(want)
			}
			if !slices.Equal(lines, want) {
				t.Errorf("it printed\n%s\nand demo.md says\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
			}
			p.followNotices(s)
		})
	}
}

func linesOf(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}

// followNotices goes to each thing to notice, and checks that it stands at its moment.
func (p *page) followNotices(s *scenario.Scenario) {
	p.t.Helper()
	p.until(`demo.shadowRoot.querySelectorAll(".noticeS a").length === ` + fmt.Sprint(len(s.Notice)))
	for i, n := range s.Notice {
		p.run(fmt.Sprintf(`demo.shadowRoot.querySelectorAll(".noticeS a")[%d].click()`, i))
		p.until(fmt.Sprintf(`(() => {
			const link = demo.shadowRoot.querySelectorAll(".noticeS a")[%d];
			return link.hasAttribute("aria-current") || /no such moment/.test(link.parentElement.textContent) || demo.shadowRoot.querySelector(".banner.wrong:not([hidden])");
		})()`, i))
		p.standsAt(s, fmt.Sprintf("notice %d", i+1), &n.At)
	}
}

// standsAt checks that the playhead is at the step with the record that a matcher names.
func (p *page) standsAt(s *scenario.Scenario, what string, m *scenario.Matcher) {
	p.t.Helper()
	model := cmp.Or(m.Source, s.Programs[0].Model)
	now := p.state()
	side := now.Sources[model]
	if side == nil {
		p.t.Errorf("%s: there is no run of %s on the stage", what, model)
		return
	}
	for _, parameter := range s.Parameters {
		want, said := m.Params[parameter.Name]
		if !said {
			want = parameter.Default
		}
		if got := now.Params[parameter.Name]; got != want {
			p.t.Errorf("%s: %s is %d on the stage, not %d", what, parameter.Name, got, want)
		}
	}
	record := recordOf(p.t, p.records(model), s.Program(model), side, m)
	if record < 0 {
		p.t.Errorf("%s: no record is as it says: %+v", what, *m)
		return
	}
	p.run(`demo.step(-1)`)
	before := p.state().Sources[model].Position
	if now.Step == 0 || before > record || side.Position <= record {
		p.t.Errorf("%s: the step of records %d … %d is not the one with record %d", what, before, side.Position-1, record)
	}
	p.run(`demo.step(1)`)
}

// recordOf is the index of the event that a matcher names: web/schedule/find.ts once more, over the records as they are; −1 where there is none.
func recordOf(t *testing.T, recording string, program *scenario.Program, side *source, m *scenario.Matcher) int {
	t.Helper()
	type event struct {
		E, Op, V, Why, How, Kind, Name, At string
		U, By, R                           int
		OK                                 bool
		Len                                *int
		Cases                              []struct{ R int }
	}
	var events []event
	units, resources := map[int][]string{}, map[int][]string{}
	for i, line := range linesOf(recording) {
		var e event
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			continue
		}
		events = append(events, e)
		switch e.E {
		case "spawn":
			units[e.U] = append(units[e.U], e.Name)
		case "new":
			resources[e.R] = append(resources[e.R], e.Name, "kind:"+e.Kind)
		}
	}
	for _, u := range side.Units {
		units[u.ID] = append(units[u.ID], u.Name)
	}
	for _, r := range side.Resources {
		resources[r.ID] = append(resources[r.ID], r.Name)
	}
	place, of := "", ""
	for _, f := range program.Files {
		for _, mark := range f.Marks {
			if mark.Name != m.Mark || m.Mark == "" {
				continue
			}
			of = mark.Of
			for line := mark.Line; place == "" && line < mark.Line+1000; line++ {
				if at := fmt.Sprintf("%s:%d", f.Name, line); slices.ContainsFunc(events, func(e event) bool { return e.At == at }) {
					place = at
				}
			}
		}
	}
	if m.E != "" || m.Op != "" || m.Why != "" {
		of = ""
	}
	said := func(wanted, is string) bool { return wanted == "" || wanted == is }
	left := max(1, m.Nth)
	for i, e := range events {
		kinds := append([]string{"kind:" + e.Kind}, resources[e.R]...)
		named := slices.Contains(resources[e.R], m.Resource)
		for _, c := range e.Cases {
			named = named || slices.Contains(resources[c.R], m.Resource)
		}
		if said(m.E, e.E) && said(m.Op, e.Op) && said(m.V, e.V) && said(m.Why, e.Why) && said(m.How, e.How) &&
			(m.OK == nil || e.E == "op" && *m.OK == e.OK) && (m.Len == nil || e.Len != nil && *m.Len == *e.Len) &&
			(m.Unit == "" || slices.Contains(units[e.U], m.Unit)) && (m.By == "" || slices.Contains(units[e.By], m.By)) &&
			(m.Resource == "" || named) && (m.Kind == "" || slices.Contains(kinds, "kind:"+m.Kind)) &&
			(m.Mark == "" || e.At != "" && e.At == place && (of == "" || of == e.E || e.E == "op" && of == e.Op || of == e.Why)) {
			if left--; left == 0 {
				return i
			}
		}
	}
	return -1
}

var (
	htmlTag = regexp.MustCompile(`<[^>]*>`)
	blanks  = regexp.MustCompile(`\s+`)
)

// plain is what a reader sees of HTML.
func plain(text string) string {
	return strings.TrimSpace(blanks.ReplaceAllString(html.UnescapeString(htmlTag.ReplaceAllString(text, "")), " "))
}

// perceived is all that the page gives to readers who see, hear or read its address.
func (p *page) perceived() string {
	p.t.Helper()
	said := evaluate[string](p, `return [location.href, document.title, document.body.innerText, demo.innerText, demo.shadowRoot?.querySelector(".il")?.innerText].join(" ")`)
	tree, err := chromedp.Call(p.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		p.t.Fatal(err)
	}
	var names []string
	for _, node := range tree.Nodes {
		for _, value := range []*accessibility.Value{node.Name, node.Description, node.Value} {
			if value != nil && !node.Ignored {
				var text string
				_ = json.Unmarshal([]byte(value.Value), &text)
				names = append(names, text)
			}
		}
	}
	return blanks.ReplaceAllString(said+" "+strings.Join(names, " "), " ")
}

func TestNoPredictionIsGivenAwayBeforeItIsMade(t *testing.T) {
	b := newBrowser(t)
	for _, s := range scenarios(t) {
		if s.Predict == nil {
			continue
		}
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t)
			p.visit(site.URL + "/d/" + s.Name + "/?predict=true")
			early := p.perceived() // also before the element is there
			p.run(`await customElements.whenDefined("interleave-demo"); await demo.ready`)
			p.until(`demo.shadowRoot.querySelector(".option")`)
			asked := p.perceived()
			secrets := []string{plain(s.Text), plain(scenario.Inline(s.Claim))}
			for _, o := range s.Predict.Options {
				secrets = append(secrets, plain(scenario.Inline(o.Why)))
			}
			for _, n := range s.Notice {
				secrets = append(secrets, plain(scenario.Inline(n.Text)))
			}
			for _, secret := range secrets {
				if secret != "" && (strings.Contains(early, secret) || strings.Contains(asked, secret)) {
					t.Errorf("before the answer the page says %q", secret)
				}
			}
			for _, o := range s.Predict.Options {
				if option := plain(scenario.Inline(o.Text)); !strings.Contains(asked, option) {
					t.Errorf("the option %q is not offered in %q", option, asked)
				}
			}
			wrong := slices.IndexFunc(s.Predict.Options, func(o scenario.Option) bool { return !o.Right })
			right := slices.IndexFunc(s.Predict.Options, func(o scenario.Option) bool { return o.Right })
			p.keys(fmt.Sprint(wrong + 1))
			p.until(`!demo.state.predicting && demo.shadowRoot.querySelector(".why")`)
			answered := p.perceived()
			for _, i := range []int{wrong, right} {
				if why := plain(scenario.Inline(s.Predict.Options[i].Why)); !strings.Contains(answered, why) {
					t.Errorf("after the answer the page does not say %q", why)
				}
			}
			if text := plain(s.Text); !strings.Contains(blanks.ReplaceAllString(answered, " "), text[:min(40, len(text))]) {
				t.Errorf("after the answer the explanation is not there: %q", text)
			}
			p.until(`!demo.state.running && (demo.shadowRoot.querySelector(".predictS").dataset.shown || demo.shadowRoot.querySelector(".banner.wrong:not([hidden])"))`)
			p.standsAt(s, "the prediction", &s.Predict.At)
		})
	}
}

func TestAPredictionIsSkipped(t *testing.T) {
	all := scenarios(t)
	i := slices.IndexFunc(all, func(s *scenario.Scenario) bool { return s.Predict != nil })
	p := open(t, "/d/"+all[i].Name+"/")
	p.until(`demo.shadowRoot.querySelector(".quiet")`)
	p.run(`demo.shadowRoot.querySelector(".quiet").click()`)
	p.until(`demo.state.predicting && demo.shadowRoot.querySelector(".options") && document.documentElement.hasAttribute("data-predict")`)
	p.run(`[...demo.shadowRoot.querySelectorAll(".predictS button")].at(-1).click()`)
	p.until(`!demo.state.predicting && !document.documentElement.hasAttribute("data-predict")`)
	if said := p.perceived(); !strings.Contains(said, "skipped") {
		t.Error("the page does not say that the question was skipped")
	}
	if run := p.state().Sources["go"]; run != nil && run.Live {
		t.Error("whoever skips has not asked for a run")
	}
}

func TestTheSearchFindsByWordsOfTextAndCode(t *testing.T) {
	all := scenarios(t)
	p := open(t, "/")
	p.until(`document.querySelector(".catalogue input")`)
	search := func(text string) []string {
		p.run(fmt.Sprintf(`const field = document.querySelector(".catalogue input");
			field.focus();
			field.value = %q;
			field.dispatchEvent(new Event("input"));
			await new Promise((f) => setTimeout(f))`, text))
		return evaluate[[]string](p, `return [...document.querySelectorAll(".catalogue li")].filter((li) => li.offsetParent).map((li) => li.dataset.name)`)
	}
	var listed []string
	for _, s := range all {
		if !s.IsVersion() {
			listed = append(listed, s.Name)
		}
	}
	own := func(names []string) []string { // beside them the tests' own scenarios are on the page
		return slices.DeleteFunc(names, func(name string) bool {
			return !slices.ContainsFunc(all, func(s *scenario.Scenario) bool { return s.Name == name })
		})
	}
	if got := own(search("")); !slices.Equal(got, listed) {
		t.Errorf("the list is %v, not %v", got, listed)
	}
	// A word that the code alone has is found once the words are there.
	p.until(`(() => { const field = document.querySelector(".catalogue input"); field.value = "package"; field.dispatchEvent(new Event("input")); return document.querySelector(".catalogue li:not([hidden])") })()`)
	for _, s := range all {
		if got := search(s.Title + " " + s.VersionLabel()); !slices.Contains(got, s.Name) {
			t.Errorf("%q does not find %s but %v", s.Title+" "+s.VersionLabel(), s.Name, got)
		}
	}
	if got := search("sync.WaitGroup"); len(got) == 0 || len(got) == len(all) {
		t.Errorf("a primitive of the code finds %v", got)
	}
}

func TestAVersionIsALinkThatKeepsTheParameters(t *testing.T) {
	all := scenarios(t)
	i := slices.IndexFunc(all, func(s *scenario.Scenario) bool { return s.IsVersion() && len(s.Parameters) > 0 })
	if i < 0 {
		t.Skip("no scenario with parameters has versions")
	}
	version := all[i]
	of := all[slices.IndexFunc(all, func(s *scenario.Scenario) bool { return s.Name == version.VersionOf() })]
	parameter := version.Parameters[0]
	value := parameter.Values[len(parameter.Values)-1]
	p := open(t, fmt.Sprintf("/d/%s/?params=%s%%3D%d", of.Name, parameter.Name, value))
	p.visit(evaluate[string](p, fmt.Sprintf(`return [...demo.shadowRoot.querySelectorAll(".versions a")].find((a) => a.pathname.endsWith("/d/%s/")).href`, version.Name)))
	p.run(`await customElements.whenDefined("interleave-demo"); await demo.ready`)
	if got := p.state().Params[parameter.Name]; got != value {
		t.Errorf("%s is %d in the other version, not %d", parameter.Name, got, value)
	}
}

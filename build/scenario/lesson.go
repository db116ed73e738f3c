package scenario

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark"

	"interleave/records"
)

// A Prediction is asked before anything is shown.
type Prediction struct {
	Question string   `yaml:"question"`
	Options  []Option `yaml:"options"`
	// At is the moment that shows the answer.
	At Matcher `yaml:"at"`
}

// An Option is one answer; exactly one of a prediction's is right.
type Option struct {
	Text  string `yaml:"text"`
	Right bool   `yaml:"right"`
	// Why says what happens, or what a wrong answer gets wrong.
	Why string `yaml:"why"`
}

// A Notice is something to notice, and the moment at which it can be seen.
type Notice struct {
	Text string  `yaml:"text"`
	At   Matcher `yaml:"at"`
}

// minOptions is how many answers a prediction offers at least: between two, a guess is right half the time.
const minOptions = 3

// checkLesson checks what stands beside the stage: the prediction, what to notice, the claim.
func (f *FrontMatter) checkLesson() (path string, err error) {
	if f.Latency != nil && strings.TrimSpace(f.Latency.Unit) == "" {
		return "latency", fmt.Errorf("latency needs a unit: the role whose lives are measured")
	}
	for i, n := range f.Notice {
		path := fmt.Sprintf("notice[%d]", i)
		if strings.TrimSpace(n.Text) == "" {
			return path, fmt.Errorf("notice %d: text is missing or empty", i+1)
		}
		if err := f.checkMatcher(&n.At); err != nil {
			return path + ".at", fmt.Errorf("notice %d: %w", i+1, err)
		}
	}
	if f.Predict == nil {
		return "", nil
	}
	return f.checkPrediction(f.Predict)
}

func (f *FrontMatter) checkPrediction(p *Prediction) (path string, err error) {
	if strings.TrimSpace(p.Question) == "" {
		return "predict", fmt.Errorf("predict: question is missing or empty")
	}
	if len(p.Options) < minOptions {
		return "predict.options", fmt.Errorf("predict: %d options are too few, it needs %d", len(p.Options), minOptions)
	}
	right := 0
	for i, o := range p.Options {
		path := fmt.Sprintf("predict.options[%d]", i)
		if strings.TrimSpace(o.Text) == "" || strings.TrimSpace(o.Why) == "" {
			return path, fmt.Errorf("predict: option %d needs a text and a why", i+1)
		}
		if slices.ContainsFunc(p.Options[:i], func(other Option) bool { return other.Text == o.Text }) {
			return path, fmt.Errorf("predict: the option %q stands twice", o.Text)
		}
		if o.Right {
			right++
		}
	}
	if right != 1 {
		return "predict.options", fmt.Errorf("predict: %d options are right, it must be one", right)
	}
	if err := f.checkMatcher(&p.At); err != nil {
		return "predict.at", fmt.Errorf("predict: %w", err)
	}
	return "", nil
}

// A Matcher names a moment: the first record (or the nth) for which all that it says holds.
type Matcher struct {
	// Source is the model; "" for the first program's.
	Source string `yaml:"source" json:"source,omitempty"`
	// Recording is how the name of the recording's file begins; "" for what the page shows first.
	Recording string `yaml:"recording" json:"recording,omitempty"`
	// Params are the values under which it is said; what is not named has its default.
	Params map[string]int `yaml:"params" json:"params,omitempty"`
	E      string         `yaml:"e" json:"e,omitempty"`
	Op     string         `yaml:"op" json:"op,omitempty"`
	// Unit and By name units, as the page does or as the records do; Resource names a resource.
	Unit     string `yaml:"unit" json:"unit,omitempty"`
	By       string `yaml:"by" json:"by,omitempty"`
	Resource string `yaml:"resource" json:"resource,omitempty"`
	Kind     string `yaml:"kind" json:"kind,omitempty"`
	V        string `yaml:"v" json:"v,omitempty"`
	Why      string `yaml:"why" json:"why,omitempty"`
	How      string `yaml:"how" json:"how,omitempty"`
	OK       *bool  `yaml:"ok" json:"ok,omitempty"`
	Len      *int   `yaml:"len" json:"len,omitempty"`
	// Mark is the name of a mark: the record's line is its line.
	Mark string `yaml:"mark" json:"mark,omitempty"`
	// Nth counts from 1; 0 is the first too.
	Nth int `yaml:"nth" json:"nth,omitempty"`
}

// checkMatcher checks what can be known without the programs.
func (f *FrontMatter) checkMatcher(m *Matcher) error {
	switch {
	case m.E == "" && m.Op == "" && m.Mark == "" && m.Unit == "" && m.Resource == "":
		return fmt.Errorf("at is missing: which record it is about (e, op, unit, resource, mark …)")
	case m.Source != "" && !slices.Contains(models, m.Source):
		return fmt.Errorf("at: source is a model (%s), not %q", strings.Join(models, ", "), m.Source)
	case m.E != "" && !records.IsKind(m.E):
		return fmt.Errorf("at: there are no records of kind %q; records/FORMAT.md has them", m.E)
	case m.Op != "" && !records.IsOperation(m.Op):
		return fmt.Errorf("at: there is no operation %q; records/FORMAT.md has them", m.Op)
	case m.Nth < 0:
		return fmt.Errorf("at: nth counts from 1, so it cannot be %d", m.Nth)
	}
	for name, value := range m.Params {
		i := slices.IndexFunc(f.Parameters, func(p Parameter) bool { return p.Name == name })
		if i < 0 {
			return fmt.Errorf("at: there is no parameter %q", name)
		}
		if !slices.Contains(f.Parameters[i].Values, value) {
			return fmt.Errorf("at: the parameter %s does not have the value %d", name, value)
		}
	}
	return nil
}

// checkPrograms checks what front matter says about the programs: the sides and the marks that it names.
func (s *Scenario) checkPrograms() (path string, err error) {
	for i, n := range s.Notice {
		if err := s.finds(&n.At); err != nil {
			return fmt.Sprintf("notice[%d].at", i), fmt.Errorf("notice %d: %w", i+1, err)
		}
	}
	if s.Predict != nil {
		if err := s.finds(&s.Predict.At); err != nil {
			return "predict.at", fmt.Errorf("predict: %w", err)
		}
	}
	for model, reasons := range s.Marks {
		program := s.Program(model)
		if program == nil {
			return "marks." + model, fmt.Errorf("marks: there is no %s program here", model)
		}
		for mark := range reasons {
			if program.hasMark(mark) {
				return "marks." + model, fmt.Errorf("marks: the %s program has the mark %q", model, mark)
			}
		}
	}
	for model := range s.Refused {
		if p := s.Program(model); p == nil || p.Refused == nil {
			return "refused." + model, fmt.Errorf("refused: there is no %s of model %s here", refusedFile, model)
		}
	}
	return "", nil
}

// finds checks that a matcher's side exists and has its mark.
func (s *Scenario) finds(m *Matcher) error {
	program := &s.Programs[0]
	if m.Source != "" {
		program = s.Program(m.Source)
	}
	switch {
	case program == nil:
		return fmt.Errorf("at: there is no %s program here", m.Source)
	case program.Refused != nil:
		return fmt.Errorf("at: the %s program is refused, so it has no records", program.Model)
	case m.Mark != "" && !program.hasMark(m.Mark):
		return fmt.Errorf("at: the %s program has no mark %q", program.Model, m.Mark)
	}
	return nil
}

func (p *Program) hasMark(name string) bool {
	for _, f := range p.Files {
		for _, m := range f.Marks {
			if m.Name == name {
				return true
			}
		}
	}
	return false
}

// Inline renders a sentence or two of Markdown without the paragraph around it.
func Inline(markdown string) string {
	var out bytes.Buffer
	if err := goldmark.Convert([]byte(markdown), &out); err != nil {
		return "" // goldmark fails only where its writer does
	}
	html := strings.TrimSpace(out.String())
	if inner, ok := strings.CutPrefix(html, "<p>"); ok && strings.Count(html, "<p>") == 1 {
		html = strings.TrimSuffix(inner, "</p>")
	}
	return html
}

package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/yuin/goldmark"
)

// FrontMatter is what demo.md says above its text. Unknown keys are errors.
type FrontMatter struct {
	Title    string `yaml:"title"`
	Question string `yaml:"question"`
	Group    string `yaml:"group"`
	// Setup is the set-up in words, with {parameter} where a control stands.
	Setup      string      `yaml:"setup"`
	Parameters []Parameter `yaml:"parameters"`
	// Notes is a sentence about a side, by model.
	Notes map[string]string `yaml:"notes"`
	// Output is what the program prints with its default parameters.
	Output string `yaml:"output"`
}

// A Parameter is an integer that the programs take as -name=value.
type Parameter struct {
	Name    string `yaml:"name"`
	Values  []int  `yaml:"values"`
	Default int    `yaml:"default"`
	Label   string `yaml:"label"`
	// Without says, by model and value, why there is no such run.
	Without map[string]map[int]string `yaml:"without"`
}

var (
	parameterForm = regexp.MustCompile(`^[a-z][a-z0-9]*$`)
	placeholder   = regexp.MustCompile(`\{([^{}]*)\}`)
	models        = []string{"go", "tokio", "threads", "js"}
)

// parseDemo splits a demo.md into its front matter and its explanation, rendered as HTML.
func parseDemo(file string, text []byte) (front FrontMatter, html string, err error) {
	rest, ok := bytes.CutPrefix(text, []byte("---\n"))
	head, body, closed := bytes.Cut(rest, []byte("\n---\n"))
	head = append(bytes.Clone(head), '\n') // a text block keeps the end of its last line
	if !ok || !closed {
		return front, "", fmt.Errorf("%s:1: the file starts with front matter between two lines of ---", file)
	}
	if err := yaml.UnmarshalWithOptions(head, &front, yaml.Strict()); err != nil {
		return front, "", yamlError(file, err)
	}
	if key, err := front.check(); err != nil {
		return front, "", fmt.Errorf("%s:%d: %w", file, lineOf(head, key), err)
	}
	var out bytes.Buffer
	if err := goldmark.Convert(body, &out); err != nil {
		return front, "", fmt.Errorf("%s: %w", file, err)
	}
	return front, out.String(), nil
}

// yamlError puts the line of the file in front: the front matter begins on its second line.
func yamlError(file string, err error) error {
	var at yaml.Error
	if !errors.As(err, &at) || at.GetToken() == nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return fmt.Errorf("%s:%d: %s", file, at.GetToken().Position.Line+1, at.GetMessage())
}

// lineOf is the line, in the file, on which a top-level key stands; 1 where it does not.
func lineOf(head []byte, key string) int {
	for i, line := range strings.Split(string(head), "\n") {
		if strings.HasPrefix(line, key+":") {
			return i + 2
		}
	}
	return 1
}

// check returns the first thing that cannot be right, and the key it belongs to.
func (f *FrontMatter) check() (key string, err error) {
	for _, required := range []struct{ key, text string }{
		{"title", f.Title}, {"question", f.Question}, {"group", f.Group}, {"setup", f.Setup},
	} {
		if strings.TrimSpace(required.text) == "" {
			return required.key, fmt.Errorf("%s is missing or empty", required.key)
		}
	}
	known := map[string]bool{}
	for _, p := range f.Parameters {
		if err := p.check(); err != nil {
			return "parameters", err
		}
		if known[p.Name] {
			return "parameters", fmt.Errorf("there are two parameters named %q", p.Name)
		}
		known[p.Name] = true
		if n := strings.Count(f.Setup, "{"+p.Name+"}"); n != 1 {
			return "setup", fmt.Errorf("setup has {%s} %d times; each parameter stands in it once", p.Name, n)
		}
	}
	for _, m := range placeholder.FindAllStringSubmatch(f.Setup, -1) {
		if !known[m[1]] {
			return "setup", fmt.Errorf("setup has %s, but there is no such parameter", m[0])
		}
	}
	for model := range f.Notes {
		if !slices.Contains(models, model) {
			return "notes", fmt.Errorf("notes are by model (%s), not %q", strings.Join(models, ", "), model)
		}
	}
	return "", nil
}

func (p *Parameter) check() error {
	switch {
	case !parameterForm.MatchString(p.Name):
		return fmt.Errorf("parameter %q: a name is lower-case letters and digits, a letter first", p.Name)
	case len(p.Values) == 0:
		return fmt.Errorf("parameter %s: it needs values", p.Name)
	case !slices.Contains(p.Values, p.Default):
		return fmt.Errorf("parameter %s: the default %d is not among its values", p.Name, p.Default)
	case strings.TrimSpace(p.Label) == "":
		return fmt.Errorf("parameter %s: label is missing or empty", p.Name)
	}
	for i, v := range p.Values {
		if slices.Contains(p.Values[:i], v) {
			return fmt.Errorf("parameter %s: the value %d stands twice", p.Name, v)
		}
	}
	for model, reasons := range p.Without {
		if !slices.Contains(models, model) {
			return fmt.Errorf("parameter %s: without is by model (%s), not %q", p.Name, strings.Join(models, ", "), model)
		}
		for v, reason := range reasons {
			if !slices.Contains(p.Values, v) {
				return fmt.Errorf("parameter %s: without speaks of the value %s, which it does not have", p.Name, strconv.Itoa(v))
			}
			if strings.TrimSpace(reason) == "" {
				return fmt.Errorf("parameter %s: without needs a reason for %d", p.Name, v)
			}
		}
	}
	return nil
}

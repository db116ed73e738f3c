package scenario

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"interleave/records"
)

// FrontMatter is what demo.md says above its text. Unknown keys are errors. What is said for one side is keyed by its model.
type FrontMatter struct {
	Title    string `yaml:"title"`
	Question string `yaml:"question"`
	Group    string `yaml:"group"`
	// Order is its place in the group, from 1; those without one come last.
	Order int `yaml:"order"`
	// Words are what the search finds it by, beside its texts.
	Words []string `yaml:"words"`
	// Setup is the set-up in words, with {parameter} where a control stands.
	Setup      string      `yaml:"setup"`
	Parameters []Parameter `yaml:"parameters"`
	// Notes is a sentence about a side.
	Notes map[string]string `yaml:"notes"`
	// Output is what the program prints with its default parameters.
	Output Output `yaml:"output"`
	// Sorted says that the order of the lines of the output is not the same each time.
	Sorted bool `yaml:"sorted"`
	// Clock is the one of the first run in the page and of tokio's current_thread: virtual or wall.
	Clock string `yaml:"clock"`
	// LimitS is after how many seconds a recording is cut; nil for the recorders' own choice. See Limit.
	LimitS *int `yaml:"limit"`
	// Flavors are tokio's runtimes that are recorded; nil for the recorder's own choice.
	Flavors []string `yaml:"flavors"`
	// Native are the GOMAXPROCS that are recorded; nil for the recorder's own choice.
	Native []int `yaml:"native"`
	// Version says which scenario this is another version of.
	Version *Version `yaml:"version"`
	// Ends is how a run ends (how of FORMAT.md's exit), where it is not by returning.
	Ends map[string]string `yaml:"ends"`
	// Refused is the sentence above what the compiler says of a side that it refuses.
	Refused map[string]string `yaml:"refused"`
	// Marks says why a side has no mark of a name that another has.
	Marks   map[string]map[string]string `yaml:"marks"`
	Predict *Prediction                  `yaml:"predict"`
	Notice  []Notice                     `yaml:"notice"`
	// Claim is what the scenario tests, in one sentence of Markdown.
	Claim string `yaml:"claim"`
	// Latency says whose lives are measured.
	Latency *Latency `yaml:"latency"`
}

// Latency asks for the times from spawn to end of the units of one role.
type Latency struct {
	Unit string `yaml:"unit" json:"unit"`
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

// check returns the first thing that cannot be right, and the path of the key that it belongs to.
func (f *FrontMatter) check() (path string, err error) {
	for _, required := range []struct{ key, text string }{
		{"title", f.Title}, {"question", f.Question}, {"group", f.Group}, {"setup", f.Setup},
	} {
		if strings.TrimSpace(required.text) == "" {
			return required.key, fmt.Errorf("%s is missing or empty", required.key)
		}
	}
	for _, check := range []func() (string, error){
		f.checkParameters, f.checkModels, f.checkRecording, f.checkLesson,
	} {
		if path, err := check(); err != nil {
			return path, err
		}
	}
	return "", nil
}

func (f *FrontMatter) checkParameters() (path string, err error) {
	known := map[string]bool{}
	for i, p := range f.Parameters {
		path := fmt.Sprintf("parameters[%d]", i)
		if err := p.check(); err != nil {
			return path, err
		}
		if known[p.Name] {
			return path, fmt.Errorf("there are two parameters named %q", p.Name)
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
	return "", nil
}

// checkModels checks the keys of everything that is said for one side.
func (f *FrontMatter) checkModels() (path string, err error) {
	for _, said := range []struct {
		key string
		by  map[string]string
	}{{"notes", f.Notes}, {"ends", f.Ends}, {"refused", f.Refused}, {"output", f.Output.ByModel}} {
		for model, text := range said.by {
			if !slices.Contains(models, model) {
				return said.key + "." + model, fmt.Errorf("%s: %q is no model; there are %s", said.key, model, strings.Join(models, ", "))
			}
			if strings.TrimSpace(text) == "" {
				return said.key + "." + model, fmt.Errorf("%s: nothing is said for %s", said.key, model)
			}
		}
	}
	for model, reasons := range f.Marks {
		if !slices.Contains(models, model) {
			return "marks." + model, fmt.Errorf("marks: %q is no model; there are %s", model, strings.Join(models, ", "))
		}
		for mark, reason := range reasons {
			if strings.TrimSpace(reason) == "" {
				return "marks." + model, fmt.Errorf("marks: why has %s no mark %q", model, mark)
			}
		}
	}
	for model, how := range f.Ends {
		if !records.IsExit(how) {
			return "ends." + model, fmt.Errorf("ends: no run ends %q; records/FORMAT.md has the words of exit", how)
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

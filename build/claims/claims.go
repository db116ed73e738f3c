// Package claims measures what articles say of the two languages, and keeps what was measured for the page that shows it.
//
//	claims/<claim>/claim.md     front matter (YAML) and the method (Markdown)
//	claims/<claim>/main.go      the measured programs, where the claim has some; each prints
//	claims/<claim>/main.rs      lines of "what<tab>number<tab>unit"
//	claims/safety/_faults/      programs with a fault each, which the compilers are expected to refuse
//	claims/results.json         what `make claims` measured
//
// Programs run natively and unrecorded, Go's built by `go build`, Rust's by `cargo build --release` with tokio itself.
package claims

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"interleave/build/frontmatter"
)

// A Claim is one folder of claims/.
type Claim struct {
	Name string `yaml:"-"`
	// Order is its place on the page.
	Order int    `yaml:"order"`
	Title string `yaml:"title"`
	// Says is the claim as articles put it, one sentence.
	Says string `yaml:"says"`
	// Scenario is the one that shows it.
	Scenario string `yaml:"scenario"`
	// Measure says how: programs, size, build, faults, text.
	Measure string `yaml:"measure"`
	// Setups are the ways in which programs are run.
	Setups []Setup `yaml:"setups"`
	// Program is whose program is built, where the claim has none of its own.
	Program string `yaml:"program"`
	// Method is the Markdown below the front matter, as HTML.
	Method string `yaml:"-"`
}

// A Setup is one way to run a program.
type Setup struct {
	Label string   `yaml:"label"`
	Args  []string `yaml:"args"`
}

// measures are what Claim.Measure may be.
var measures = []string{"programs", "size", "build", "faults", "text"}

// Load reads the claims below root (the claims folder), in their order.
func Load(root string) ([]*Claim, error) {
	files, err := filepath.Glob(filepath.Join(root, "*", "claim.md"))
	if err != nil {
		return nil, err
	}
	var all []*Claim
	var errs []error
	for _, file := range files {
		c, err := read(file)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		all = append(all, c)
	}
	slices.SortStableFunc(all, func(a, b *Claim) int { return a.Order - b.Order })
	return all, errors.Join(errs...)
}

func read(file string) (*Claim, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	c := &Claim{Name: filepath.Base(filepath.Dir(file))}
	page, err := frontmatter.Read(file, text, c)
	if err != nil {
		return nil, err
	}
	c.Method = page.HTML
	if key, err := c.check(); err != nil {
		return nil, page.Wrong(key, err)
	}
	return c, nil
}

// check returns the first thing that cannot be right, and the key that it belongs to.
func (c *Claim) check() (key string, err error) {
	for _, required := range []struct{ key, text string }{{"title", c.Title}, {"says", c.Says}, {"scenario", c.Scenario}} {
		if required.text == "" {
			return required.key, fmt.Errorf("%s is missing or empty", required.key)
		}
	}
	switch {
	case !slices.Contains(measures, c.Measure):
		return "measure", fmt.Errorf("measure is one of %s, not %q", strings.Join(measures, ", "), c.Measure)
	case c.Measure == "programs" && len(c.Setups) == 0:
		return "measure", errors.New("programs need setups")
	case c.Measure == "build" && c.Program == "":
		return "measure", errors.New("build needs a program")
	}
	return "", nil
}

// ResultsFile is where results are kept, in the claims folder.
const ResultsFile = "results.json"

// ReadResults reads what was measured; nil where nothing was.
func ReadResults(root string) (*Results, error) {
	text, err := os.ReadFile(filepath.Join(root, ResultsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	return parseResults(text)
}

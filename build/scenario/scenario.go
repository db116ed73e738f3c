// Package scenario reads demos/: each folder with a demo.md is one scenario, and nothing else names it.
//
//	demos/<name>/demo.md       front matter (YAML) and the explanation (Markdown)
//	demos/<name>/main.go       the Go program, with further .go files beside it
//	demos/<name>/main.rs       the Rust program, optional; of tokio, or of threads if it never says tokio
//	demos/<name>/refused.rs    instead of it, a program that the compiler refuses
//	demos/<name>/traces/       recordings of the programs, optional
//
// Whatever cannot be right is an error that names the file, and the line where there is one.
package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"interleave/build/frontmatter"
	"interleave/build/highlight"
)

// A Scenario is one folder of demos/.
type Scenario struct {
	Name string
	// Dir is the folder's path, as Load was given it.
	Dir string
	FrontMatter
	// Text is the explanation, as HTML.
	Text       string
	Programs   []Program // Go first
	Recordings []Recording

	page *frontmatter.Page // demo.md
}

// A Program is one model's side of a scenario.
type Program struct {
	Model    string // as in a recording's header: go, tokio, threads
	Language string // for readers: Go, Rust
	Files    []File // main first, then by name
	// Refused is what the compiler said where it refuses the program, which then has no recordings; else nil.
	Refused *Refusal
}

// A File is one source file of a program.
type File struct {
	Name   string // relative to the scenario's folder
	Text   string
	SHA256 string // hex
	highlight.Source
}

// nameForm keeps a scenario's name fit for URLs, Go import paths and Rust binaries.
var nameForm = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// tokioWord finds tokio, tokio_util and what else of its kind a Rust program names.
var tokioWord = regexp.MustCompile(`\btokio`)

// All loads every scenario below root (the demos folder), in the order of the list, versions among them. It reports every
// folder's error, not only the first.
func All(root string) ([]*Scenario, error) {
	entries, err := os.ReadDir(root)
	if err != nil {
		return nil, err
	}
	var all []*Scenario
	var errs []error
	for _, e := range entries {
		if !e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		s, err := Load(path.Join(root, e.Name()))
		if err != nil {
			errs = append(errs, err)
			continue
		}
		all = append(all, s)
	}
	if len(all)+len(errs) == 0 {
		errs = append(errs, fmt.Errorf("%s: there is no scenario in this folder", root))
	}
	sortAll(all)
	if len(errs) == 0 {
		errs = append(errs, checkVersions(all))
	}
	return all, errors.Join(errs...)
}

// Load reads the scenario in dir.
func Load(dir string) (*Scenario, error) {
	s, err := Describe(dir)
	if err != nil {
		return nil, err
	}
	if err := s.readRefusal(); err != nil {
		return nil, err
	}
	if s.Recordings, err = readRecordings(dir, s); err != nil {
		return nil, err
	}
	return s, nil
}

// Describe reads the scenario in dir without its recordings, for those who make them.
func Describe(dir string) (*Scenario, error) {
	s := &Scenario{Name: path.Base(dir), Dir: dir}
	if !nameForm.MatchString(s.Name) {
		return nil, fmt.Errorf("%s: a scenario's folder is named in lower-case letters, digits and hyphens, a letter first", dir)
	}
	file := path.Join(dir, "demo.md")
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: the folder of a scenario needs a demo.md", dir)
	} else if err != nil {
		return nil, err
	}
	if s.page, err = frontmatter.Read(file, text, &s.FrontMatter); err != nil {
		return nil, err
	}
	s.Text = s.page.HTML
	if key, err := s.FrontMatter.check(); err != nil {
		return nil, s.page.Wrong(key, err)
	}
	if s.Programs, err = readPrograms(dir); err != nil {
		return nil, err
	}
	if key, err := s.checkPrograms(); err != nil {
		return nil, s.page.Wrong(key, err)
	}
	return s, nil
}

// Program returns the side of the model, or nil.
func (s *Scenario) Program(model string) *Program {
	for i := range s.Programs {
		if s.Programs[i].Model == model {
			return &s.Programs[i]
		}
	}
	return nil
}

func readPrograms(dir string) ([]Program, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	golang, rust := Program{Model: "go", Language: "Go"}, Program{Model: "threads", Language: "Rust"}
	for _, e := range entries {
		name := e.Name()
		switch {
		case e.IsDir():
		case strings.HasSuffix(name, "_test.go"):
		case path.Ext(name) == ".go":
			err = golang.read(dir, name)
		case path.Ext(name) == ".rs":
			err = rust.read(dir, name)
		}
		if err != nil {
			return nil, err
		}
	}
	if len(golang.Files) == 0 {
		return nil, fmt.Errorf("%s: a scenario needs a main.go", dir)
	}
	if slices.ContainsFunc(rust.Files, saysTokio) {
		rust.Model = "tokio"
	}
	var programs []Program
	for _, p := range []Program{golang, rust} {
		if len(p.Files) == 0 {
			continue
		}
		main := slices.IndexFunc(p.Files, func(f File) bool { return strings.HasPrefix(f.Name, "main.") })
		refused := slices.IndexFunc(p.Files, func(f File) bool { return f.Name == refusedFile })
		switch {
		case refused >= 0 && len(p.Files) > 1:
			return nil, fmt.Errorf("%s: %s stands alone: a program is refused or recorded, not both", dir, refusedFile)
		case refused >= 0:
			main, p.Refused = refused, &Refusal{}
		case main < 0:
			return nil, fmt.Errorf("%s: the %s program has no main%s", dir, p.Language, path.Ext(p.Files[0].Name))
		}
		first := p.Files[main]
		p.Files = slices.Insert(slices.Delete(p.Files, main, main+1), 0, first)
		programs = append(programs, p)
	}
	return programs, nil
}

// saysTokio reports whether a Rust file mentions tokio outside its comments. rust/record has the same rule.
func saysTokio(f File) bool {
	for line := range strings.Lines(f.Text) {
		code, _, _ := strings.Cut(line, "//")
		if tokioWord.MatchString(code) {
			return true
		}
	}
	return false
}

func (p *Program) read(dir, name string) error {
	file := path.Join(dir, name)
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(text)
	source, err := highlight.Read(name, string(text))
	if bad := (*highlight.Error)(nil); errors.As(err, &bad) {
		return fmt.Errorf("%s:%d: %w", file, bad.Line, bad.Err)
	} else if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	p.Files = append(p.Files, File{Name: name, Text: string(text), SHA256: hex.EncodeToString(sum[:]), Source: *source})
	return nil
}

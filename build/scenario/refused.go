package scenario

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
)

// refusedFile is a Rust program that the compiler refuses; it stands in the place of main.rs.
const refusedFile = "refused.rs"

// A Refusal is what a compiler said of a program that it refused, as traces/refused.json holds it.
type Refusal struct {
	// Compiler is its name and version.
	Compiler string `json:"compiler"`
	Message  string `json:"message"`
	// Sentence is demo.md's, before the message.
	Sentence string `json:"-"`
	// Stale says that the program has changed since, or was never given to the compiler.
	Stale bool `json:"-"`
}

// readRefusal fills in what the compiler said of a refused program.
func (s *Scenario) readRefusal() error {
	i := slices.IndexFunc(s.Programs, func(p Program) bool { return p.Refused != nil })
	if i < 0 {
		return nil
	}
	program := &s.Programs[i]
	program.Refused.Sentence = cmp.Or(s.FrontMatter.Refused[program.Model], "The compiler refuses this program.")
	file := path.Join(s.Dir, "traces", "refused.json")
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		program.Refused.Stale = true
		return nil
	} else if err != nil {
		return err
	}
	var said struct {
		File, SHA256 string
		Refusal
	}
	if err := json.Unmarshal(text, &said); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if said.File != refusedFile || said.Compiler == "" || said.Message == "" {
		return fmt.Errorf("%s: it needs file, sha256, compiler and message", file)
	}
	said.Sentence = program.Refused.Sentence
	said.Stale = said.SHA256 != program.Files[0].SHA256
	*program.Refused = said.Refusal
	return nil
}

package claims

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
)

// builds times the builds of a claim's program in folders of their own, from clean and after an edit.
func (b *bench) builds(ctx context.Context, c *Claim) ([]Row, error) {
	golang, err := b.goProject(c)
	if err != nil {
		return nil, err
	}
	rust, err := b.rustProject(c)
	if err != nil {
		return nil, err
	}
	ways := []struct {
		setup string
		flags []string
	}{{"to ship", []string{"--release"}}, {"to work with", nil}}
	clean, edited := make([]Row, len(ways)), make([]Row, len(ways))
	var goClean, goEdited []float64
	rustClean, rustEdited := make([][]float64, len(ways)), make([][]float64, len(ways))
	for round := range min(b.rounds, 3) { // a build from clean takes minutes on a small machine
		cache := filepath.Join(b.dir, fmt.Sprint("cache-", round))
		build := func() error {
			cmd := b.tools.Command(ctx, "build", "-buildvcs=false", "-o", filepath.Join(golang, "program"), ".")
			cmd.Dir, cmd.Env = golang, append(cmd.Env, "GOCACHE="+cache)
			return quietly(cmd)
		}
		if err := timed(build, filepath.Join(golang, "main.go"), &goClean, &goEdited); err != nil {
			return nil, err
		}
		for i, way := range ways {
			target := filepath.Join(b.dir, fmt.Sprint("target-", round, "-", i))
			build := func() error {
				cmd := exec.CommandContext(ctx, "cargo", append([]string{"build", "--quiet", "--offline", "--target-dir", target}, way.flags...)...)
				cmd.Dir = rust
				return quietly(cmd)
			}
			if err := timed(build, filepath.Join(rust, "src", "main.rs"), &rustClean[i], &rustEdited[i]); err != nil {
				return nil, err
			}
			os.RemoveAll(target)
		}
		os.RemoveAll(cache)
	}
	for i, way := range ways {
		clean[i] = Row{What: "from clean", Setup: way.setup, Unit: "s", Go: valueOf(goClean), Rust: valueOf(rustClean[i])}
		edited[i] = Row{What: "after an edit", Setup: way.setup, Unit: "s", Go: valueOf(goEdited), Rust: valueOf(rustEdited[i])}
	}
	return append(clean, edited...), nil
}

// timed builds from clean, changes a number in the program, and builds again.
func timed(build func() error, source string, clean, edited *[]float64) error {
	seconds, err := took(build)
	if err != nil {
		return err
	}
	*clean = append(*clean, seconds)
	if err := edit(source); err != nil {
		return err
	}
	if seconds, err = took(build); err != nil {
		return err
	}
	*edited = append(*edited, seconds)
	return nil
}

// clients is where the program says how many clients there are by default.
var clients = regexp.MustCompile(`"-?clients", (\d+)`)

// edit makes the number of clients one greater.
func edit(source string) error {
	text, err := os.ReadFile(source)
	if err != nil {
		return err
	}
	m := clients.FindSubmatchIndex(text)
	if m == nil {
		return fmt.Errorf("%s has no number of clients to change", filepath.Base(source))
	}
	n, err := strconv.Atoi(string(text[m[2]:m[3]]))
	if err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(source), err)
	}
	text = bytes.Join([][]byte{text[:m[2]], fmt.Append(nil, n+1), text[m[3]:]}, nil)
	return os.WriteFile(source, text, 0o644)
}

// goProject is a module with the program alone.
func (b *bench) goProject(c *Claim) (string, error) {
	dir := filepath.Join(b.dir, "go-project")
	return dir, b.project(dir, map[string]string{
		"main.go": filepath.Join("claims", c.Program, "main.go"),
	}, map[string]string{"go.mod": "module program\n\ngo " + b.versions["go"] + "\n"})
}

// rustProject is a package with the program and what the measured programs share, and the versions of the workspace.
func (b *bench) rustProject(c *Claim) (string, error) {
	dir := filepath.Join(b.dir, "rust-project")
	manifest := "[package]\nname = \"claims\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\ntokio = { version = \"=" +
		b.versions["tokio"] + "\", features = [\"full\"] }\n"
	return dir, b.project(dir, map[string]string{
		"src/main.rs": filepath.Join("claims", c.Program, "main.rs"),
		"src/lib.rs":  filepath.Join("rust", "claims", "src", "lib.rs"),
		"Cargo.lock":  filepath.Join("rust", "Cargo.lock"),
	}, map[string]string{"Cargo.toml": manifest})
}

// project writes a folder of copies, by their path in the repository, and of texts.
func (b *bench) project(dir string, copies, texts map[string]string) error {
	for name, from := range copies {
		text, err := os.ReadFile(filepath.Join(b.root, from))
		if err != nil {
			return err
		}
		texts[name] = string(text)
	}
	for name, text := range texts {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

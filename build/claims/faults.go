package claims

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// patience is after how long a program with a fault counts as hung.
const patience = 5 * time.Second

// faults gives each pair of faulty programs to every tool that could notice what is wrong.
func (b *bench) faults(ctx context.Context, c *Claim) ([]Fault, error) {
	folders, err := filepath.Glob(filepath.Join(b.root, "claims", c.Name, "_faults", "*"))
	if err != nil {
		return nil, err
	}
	var all []Fault
	for _, folder := range folders {
		f := Fault{Name: filepath.Base(folder)}
		text, err := os.ReadFile(filepath.Join(folder, "main.go"))
		if err != nil {
			return nil, err
		}
		title, _, _ := strings.Cut(string(text), "\n")
		f.Title = strings.TrimPrefix(title, "// ")
		if f.Go, err = b.goFault(ctx, folder); err != nil {
			return nil, err
		}
		if f.Rust, err = b.rustFault(ctx, folder); err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, nil
}

func (b *bench) goFault(ctx context.Context, folder string) ([]Finding, error) {
	file, program := filepath.Join(folder, "main.go"), filepath.Join(b.dir, "fault")
	build := func(flags ...string) (string, error) {
		out, err := b.tools.Command(ctx, append(append([]string{"build", "-o", program}, flags...), file)...).CombinedOutput()
		return string(out), err
	}
	if out, err := build(); err != nil {
		refused, err := finding("compiler", Refused, out, goMessage, err)
		return []Finding{refused}, err
	}
	found := []Finding{{By: "compiler", Outcome: Silent}, {By: "go vet", Outcome: Silent}}
	out, err := b.tools.Command(ctx, "vet", file).CombinedOutput()
	if err != nil {
		if found[1], err = finding("go vet", Warned, string(out), goMessage, err); err != nil {
			return nil, err
		}
	}
	ran, err := runFault(ctx, "run", program)
	if err != nil {
		return nil, err
	}
	found = append(found, ran)
	if _, err := build("-race"); err != nil { // it needs a C compiler on most systems
		return append(found, Finding{By: "race detector", Outcome: Unmeasured}), ctx.Err()
	}
	ran, err = runFault(ctx, "race detector", program)
	return append(found, ran), err
}

func (b *bench) rustFault(ctx context.Context, folder string) ([]Finding, error) {
	program := filepath.Join(b.dir, "fault")
	build := func(flags ...string) (string, error) {
		args := append([]string{"--edition", "2024", "-o", program, "main.rs"}, flags...)
		cmd := exec.CommandContext(ctx, "rustc", args...)
		cmd.Dir = folder
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	out, err := build()
	if err != nil {
		refused, err := finding("compiler", Refused, out, rustMessage, err)
		return []Finding{refused}, err
	}
	found := []Finding{{By: "compiler", Outcome: Silent}}
	if warning := firstLine(out, rustMessage); warning != "" {
		found[0] = Finding{"compiler", Warned, warning}
	}
	ran, err := runFault(ctx, "run", program)
	if err != nil {
		return nil, err
	}
	found = append(found, ran)
	if out, err := build("-O"); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	ran, err = runFault(ctx, "optimised run", program)
	return append(found, ran), err
}

// finding is what a tool said that failed. One that said nothing of the program failed for another reason, and that is no finding.
func finding(by, outcome, out string, form *regexp.Regexp, failed error) (Finding, error) {
	words := firstLine(out, form)
	if words == "" {
		return Finding{}, fmt.Errorf("%s: %w\n%s", by, failed, out)
	}
	return Finding{by, outcome, words}, nil
}

// What tools say of a fault, a line each.
var (
	goMessage   = regexp.MustCompile(`main\.go:\d+:\d+: (.+)`)
	rustMessage = regexp.MustCompile(`^((?:error\[E\d+\]|error|warning): .+)`)
	runMessage  = regexp.MustCompile(`^((?:panic|fatal error): .+|WARNING: DATA RACE)`)
	rustPanic   = regexp.MustCompile(`^thread '.*panicked at`)
)

// runFault lets a faulty program run. It prints a line that begins with "wrong" or "noticed" where it can see what its fault led to.
func runFault(ctx context.Context, by, program string) (Finding, error) {
	limited, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(limited, program)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if ctx.Err() != nil {
		return Finding{}, ctx.Err()
	}
	said, _, _ := strings.Cut(stdout.String(), "\n")
	switch exit := (*exec.ExitError)(nil); {
	case limited.Err() != nil:
		return Finding{By: by, Outcome: Hung}, nil
	case errors.As(err, &exit):
		return Finding{by, Stopped, crashWords(stderr.String())}, nil
	case err != nil:
		return Finding{}, err
	case strings.HasPrefix(said, "wrong: "):
		return Finding{by, Unnoticed, strings.TrimPrefix(said, "wrong: ")}, nil
	case strings.HasPrefix(said, "noticed: "):
		return Finding{by, Noticed, strings.TrimPrefix(said, "noticed: ")}, nil
	}
	return Finding{By: by, Outcome: Right}, nil
}

// crashWords is the line in which a runtime says why it ended the program; Rust's stands below the place.
func crashWords(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if rustPanic.MatchString(line) && i+1 < len(lines) {
			return lines[i+1]
		}
		if m := runMessage.FindStringSubmatch(line); m != nil {
			return m[1]
		}
	}
	return ""
}

// firstLine is the first match on a line of its own.
func firstLine(text string, form *regexp.Regexp) string {
	for line := range strings.Lines(text) {
		if m := form.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			return m[1]
		}
	}
	return ""
}

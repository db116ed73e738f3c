package claims

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"interleave/build/weave"
)

// A bench has the tools of both languages and a folder for what they make.
type bench struct {
	root     string
	rounds   int
	log      io.Writer
	dir      string
	tools    weave.Toolchain
	versions map[string]string
	rust     bool // whether the Rust programs are built already
}

func newBench(ctx context.Context, o Options) (*bench, error) {
	tools, err := weave.FindToolchain(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := exec.LookPath("cargo"); err != nil {
		return nil, errors.New("both languages are measured, so cargo is needed: https://rustup.rs")
	}
	root, err := filepath.Abs(o.Root)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "interleave-claims-")
	if err != nil {
		return nil, err
	}
	b := &bench{root: root, rounds: max(1, o.Rounds), log: o.Log, dir: dir, tools: tools, versions: map[string]string{}}
	if err := b.findVersions(ctx); err != nil {
		os.RemoveAll(dir)
		return nil, err
	}
	return b, nil
}

var (
	goVersion    = regexp.MustCompile(`go\d[\w.]*`)
	rustVersion  = regexp.MustCompile(`\d+\.\d+\.\d+\S*`)
	tokioVersion = regexp.MustCompile(`(?m)^tokio = \{ version = "=([^"]+)"`)
)

func (b *bench) findVersions(ctx context.Context) error {
	golang, err := b.tools.Command(ctx, "version").Output()
	if err != nil {
		return err
	}
	rust, err := exec.CommandContext(ctx, "rustc", "--version").Output()
	if err != nil {
		return err
	}
	manifest, err := os.ReadFile(filepath.Join(b.root, "rust", "claims", "Cargo.toml"))
	if err != nil {
		return err
	}
	tokio := tokioVersion.FindSubmatch(manifest)
	if tokio == nil {
		return errors.New("rust/claims/Cargo.toml does not pin tokio")
	}
	b.versions["go"] = strings.TrimPrefix(string(goVersion.Find(golang)), "go")
	b.versions["rustc"], b.versions["tokio"] = string(rustVersion.Find(rust)), string(tokio[1])
	return nil
}

// goBuild builds the Go program in a folder and returns its path.
func (b *bench) goBuild(ctx context.Context, folder, name string, flags ...string) (string, error) {
	file := filepath.Join(b.dir, name)
	cmd := b.tools.Command(ctx, append(append([]string{"build", "-buildvcs=false", "-o", file}, flags...), ".")...)
	cmd.Dir = folder
	return file, quietly(cmd)
}

// rustBuild builds all Rust programs once and returns the path of one.
func (b *bench) rustBuild(ctx context.Context, name string) (string, error) {
	target := filepath.Join(b.dir, "target")
	if !b.rust {
		if err := b.cargo(ctx, nil, "--package", "claims", "--target-dir", target); err != nil {
			return "", err
		}
		b.rust = true
	}
	return filepath.Join(target, "release", name), nil
}

func (b *bench) cargo(ctx context.Context, env []string, args ...string) error {
	cmd := exec.CommandContext(ctx, "cargo", append([]string{"build", "--locked", "--quiet", "--release"}, args...)...)
	cmd.Dir, cmd.Env = filepath.Join(b.root, "rust"), append(os.Environ(), env...)
	return quietly(cmd)
}

// quietly runs a command whose output is only wanted where it fails.
func quietly(cmd *exec.Cmd) error {
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return nil
}

// took is how long something took, in seconds.
func took(do func() error) (float64, error) {
	start := time.Now()
	err := do()
	return time.Since(start).Seconds(), err
}

package weave

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// A Toolchain is a Go release whose standard library an overlay may replace.
type Toolchain struct {
	Goroot  string // absolute; never in the module cache
	GoBin   string // its go command
	Version string // "go1.26.8"
}

// FindToolchain returns the release that the toolchain line of the go.mod in
// force names, exactly. The go command fetches it where it is not installed;
// that one lies in the module cache, where cmd/go refuses overlays, so it is
// copied once to <user cache>/interleave/toolchains/.
func FindToolchain(ctx context.Context) (Toolchain, error) {
	version, err := pinnedVersion(ctx)
	if err != nil {
		return Toolchain{}, err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return Toolchain{}, fmt.Errorf("no place for a copy of %s: %w", version, err)
	}
	return findToolchain(ctx, version, filepath.Join(cache, "interleave", "toolchains"))
}

// Command returns the toolchain's go command with args. Its environment is this
// process's, but no other toolchain can take its place.
func (t Toolchain) Command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, t.GoBin, args...)
	cmd.Env = append(environWithout("GOROOT", "GOTOOLCHAIN"), "GOROOT="+t.Goroot, "GOTOOLCHAIN=local")
	return cmd
}

func pinnedVersion(ctx context.Context) (string, error) {
	gomod, err := goOutput(exec.CommandContext(ctx, "go", "env", "GOMOD"))
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile(gomod)
	if err != nil {
		return "", fmt.Errorf("the pinned toolchain stands in go.mod, which is not here: %w", err)
	}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) == 2 && fields[0] == "toolchain" {
			return fields[1], nil
		}
	}
	return "", fmt.Errorf("%s has no toolchain line", gomod)
}

// findToolchain finds or fetches version; copies go below dir.
func findToolchain(ctx context.Context, version, dir string) (Toolchain, error) {
	ask := exec.CommandContext(ctx, "go", "env", "-json", "GOROOT", "GOVERSION", "GOMODCACHE")
	ask.Env = append(environWithout("GOROOT", "GOTOOLCHAIN"), "GOTOOLCHAIN="+version)
	answer, err := goOutput(ask)
	if err != nil {
		return Toolchain{}, fmt.Errorf("%s is needed exactly and could not be had: %w\nit is fetched through the Go module proxy: connect once, or install %[1]s and put its bin first in PATH", version, err)
	}
	var env struct{ GOROOT, GOVERSION, GOMODCACHE string }
	if err := json.Unmarshal([]byte(answer), &env); err != nil {
		return Toolchain{}, fmt.Errorf("go env: %w", err)
	}
	// Experiments stand behind the release: "go1.26.8 X:nodwarf5".
	if got, _, _ := strings.Cut(env.GOVERSION, " "); got != version {
		return Toolchain{}, fmt.Errorf("%s is needed exactly, but go reports %s", version, env.GOVERSION)
	}
	goroot := env.GOROOT
	if below(env.GOMODCACHE, goroot) {
		if goroot, err = copyOnce(ctx, goroot, filepath.Join(dir, version+"."+runtime.GOOS+"-"+runtime.GOARCH)); err != nil {
			return Toolchain{}, fmt.Errorf("copying %s out of the module cache: %w", version, err)
		}
	}
	gobin := filepath.Join(goroot, "bin", "go")
	if runtime.GOOS == "windows" {
		gobin += ".exe"
	}
	if _, err := os.Stat(gobin); err != nil {
		return Toolchain{}, fmt.Errorf("%s is incomplete: %w", version, err)
	}
	return Toolchain{Goroot: goroot, GoBin: gobin, Version: version}, nil
}

// below reports whether path lies in dir, links resolved.
func below(dir, path string) bool {
	resolve := func(p string) string {
		if r, err := filepath.EvalSymlinks(p); err == nil {
			return r
		}
		return filepath.Clean(p)
	}
	rel, err := filepath.Rel(resolve(dir), resolve(path))
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func environWithout(names ...string) (env []string) {
next:
	for _, v := range os.Environ() {
		for _, name := range names {
			if strings.HasPrefix(v, name+"=") {
				continue next
			}
		}
		env = append(env, v)
	}
	return env
}

// goOutput runs a go command and returns what it printed; its error carries
// the command's own words.
func goOutput(cmd *exec.Cmd) (string, error) {
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return "", fmt.Errorf("go %s: %s", cmd.Args[1], strings.TrimSpace(string(exit.Stderr)))
	}
	if err != nil {
		return "", fmt.Errorf("go %s: %w", cmd.Args[1], err)
	}
	return strings.TrimSpace(string(out)), nil
}

package dist

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"interleave/build/scenario"
	"interleave/build/site"
)

// programs are the compiled Go programs.
type programs struct {
	files map[string][]byte // wasm files by their path in the site
	live  map[string]*site.Live
}

// wasm names the wasm files, sorted.
func (p *programs) wasm() []string { return slices.Sorted(maps.Keys(p.files)) }

func compilePrograms(ctx context.Context, o Options, scenarios []*scenario.Scenario) (*programs, error) {
	return &programs{}, nil
}

// Goroot is the folder of the toolchain that go.mod pins.
func Goroot(ctx context.Context, root string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", "env", "GOROOT")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go env GOROOT: %w", err)
	}
	return string(bytes.TrimSpace(out)), nil
}

// licences joins the licence of Interleave with those of what the site carries.
func licences(root string) ([]byte, error) {
	var text []byte
	for _, name := range []string{"LICENSE", "NOTICE"} {
		part, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			return nil, err
		}
		text = append(append(text, part...), '\n')
	}
	return text, nil
}

package compile

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"interleave/build/weave"
)

// builder runs the go command in a workspace of two modules: this one, and the programs'.
type builder struct {
	tools   weave.Toolchain
	root    string // of this module
	work    string // scratch: go.work, the overlay, the programs' module
	overlay string
}

func newBuilder(ctx context.Context, outDir string) (*builder, error) {
	tools, err := weave.FindToolchain(ctx)
	if err != nil {
		return nil, err
	}
	b := &builder{tools: tools}
	if b.root, err = b.output(ctx, "list", "-m", "-f", "{{.Dir}}", "interleave"); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(outDir, 0o755); err != nil {
		return nil, err
	}
	if b.work, err = os.MkdirTemp("", "interleave-compile-"); err != nil {
		return nil, err
	}
	if b.overlay, err = weave.Write(tools.Goroot, filepath.Join(b.work, "weave")); err != nil {
		b.close()
		return nil, err
	}
	reader, err := b.output(ctx, "list", "-m", "-f", "{{.Dir}}", "golang.org/x/exp")
	if err == nil {
		err = trimReader(reader, filepath.Join(b.work, "xexp"))
	}
	if err == nil {
		err = b.writeModule()
	}
	if err != nil {
		b.close()
		return nil, err
	}
	return b, nil
}

func (b *builder) close() { os.RemoveAll(b.work) }

// writeModule lays down the programs' module and the workspace that joins it with this one.
func (b *builder) writeModule() error {
	dir := filepath.Join(b.work, Module)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	const version = "1.26.0"
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module "+Module+"\n\ngo "+version+"\n"), 0o644); err != nil {
		return err
	}
	use, _ := json.Marshal(b.root)
	work := fmt.Sprintf("go %s\n\nuse (\n\t./%s\n\t%s\n)\n\nreplace golang.org/x/exp => ./xexp\n", version, Module, use)
	return os.WriteFile(filepath.Join(b.work, "go.work"), []byte(work), 0o644)
}

// build compiles one main package and limits its memory.
func (b *builder) build(ctx context.Context, pkg, file string) error {
	raw := filepath.Join(b.work, "raw.wasm")
	if _, err := b.output(ctx, "build", "-trimpath", "-ldflags=-s -w", "-buildvcs=false", "-overlay", b.overlay, "-o", raw, pkg); err != nil {
		return err
	}
	binary, err := os.ReadFile(raw)
	if err != nil {
		return err
	}
	if binary, err = limitMemory(binary, maxPages); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return os.WriteFile(file, binary, 0o644)
}

// output runs the go command. Its errors are the compiler's, with the programs' paths as they are called in traces.
func (b *builder) output(ctx context.Context, args ...string) (string, error) {
	cmd := b.tools.Command(ctx, args...)
	cmd.Env = append(cmd.Env, "GOFLAGS=")
	if args[0] == "build" {
		cmd.Dir = b.work
		cmd.Env = append(cmd.Env, "GOOS=js", "GOARCH=wasm", "GOWASM=", "CGO_ENABLED=0", "GOWORK="+filepath.Join(b.work, "go.work"))
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		text := strings.TrimSpace(strings.ReplaceAll(stderr.String(), b.work+string(filepath.Separator), ""))
		if text == "" {
			text = err.Error()
		}
		return "", errors.New("go " + args[0] + ": " + text)
	}
	return strings.TrimSpace(string(out)), nil
}

package record

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"interleave/build/compile"
)

// A program of a module of its own is built there, with its own versions of what it imports. A workspace joins it with a module that holds
// the page's harness and nothing else, so that what Interleave itself imports has no say.

// harnessFiles are copied from this repository: what wasm/run consists of and imports.
var harnessFiles = []string{"wasm/run/*.go", "wasm/run/*.s", "wasm/decode/mark/*.go"}

// harnessStart stands in for wasm/run/auto, which brings the decoder as well.
const harnessStart = "package start\n\nimport \"interleave/wasm/run\"\n\nfunc init() { run.Begin() }\n"

// bridge is the only module that the harness imports. It is copied too, without what its tests and tools require.
const bridge = "github.com/hack-pad/safejs"

// buildInModule builds the program in its own module.
func (p *Wasm) buildInModule(ctx context.Context) error {
	if err := p.writeHarness(ctx); err != nil {
		return err
	}
	module, err := json.Marshal(filepath.Dir(p.program.gomod))
	if err != nil {
		return err
	}
	work := filepath.Join(p.dir, "go.work")
	if err := os.WriteFile(work, fmt.Appendf(nil, "go %s\n\nuse (\n\t./harness\n\t./bridge\n\t%s\n)\n", p.languageVersion(), module), 0o644); err != nil {
		return err
	}
	raw := filepath.Join(p.dir, "raw.wasm")
	env := append(system{"js", "wasm"}.env(), "GOWORK="+work, "GOFLAGS=", "GOWASM=")
	if err := buildWith(ctx, p.tools, p.program, p.dir, raw, env, "package main\n\nimport _ \"interleave/wasm/start\"\n", nil); err != nil {
		return err
	}
	binary, err := os.ReadFile(raw)
	if err != nil {
		return err
	}
	if binary, err = compile.LimitMemory(binary); err != nil {
		return err
	}
	p.binary, p.root = filepath.Join(p.dir, "program.wasm"), filepath.ToSlash(p.program.root)
	return os.WriteFile(p.binary, binary, 0o644)
}

// languageVersion is the toolchain's, which no module that it builds can exceed.
func (p *Wasm) languageVersion() string { return strings.TrimPrefix(p.tools.Version, "go") }

// writeHarness lays down the modules of the harness.
func (p *Wasm) writeHarness(ctx context.Context) error {
	texts := map[string]string{
		"go.mod":              "module interleave\n\ngo 1.26.0\n",
		"wasm/start/start.go": harnessStart,
	}
	for _, pattern := range harnessFiles {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			return err
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			texts[path] = string(text)
		}
	}
	for name, text := range texts {
		path := filepath.Join(p.dir, "harness", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	from, err := p.tools.Command(ctx, "list", "-m", "-f", "{{.Dir}}", bridge).Output()
	if err != nil {
		return fmt.Errorf("%s: %s", bridge, words(err))
	}
	to := filepath.Join(p.dir, "bridge")
	if err := os.CopyFS(to, os.DirFS(strings.TrimSpace(string(from)))); err != nil {
		return err
	}
	mod := filepath.Join(to, "go.mod")
	if err := os.Chmod(mod, 0o644); err != nil { // the module cache's files are for reading only
		return err
	}
	return os.WriteFile(mod, []byte("module "+bridge+"\n\ngo 1.26.0\n"), 0o644)
}

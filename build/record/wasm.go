package record

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"interleave/build/bundle"
	"interleave/build/compile"
	"interleave/build/weave"
	"interleave/records"
	"interleave/wasm/decode"
)

// A Wasm is a program that is built to be recorded as the page runs it.
type Wasm struct {
	program *program
	tools   weave.Toolchain
	dir     string // scratch
	name    string // of the program in the binary
	binary  string
	runner  string // the page's worker, a script
	// root and pkg are what traces call the program's folder and its package, where that is not main.
	root, pkg string
}

// BuildWasm builds the Go program at path, a folder or a file, as the page's programs are built. Close removes what was built.
func BuildWasm(ctx context.Context, path string) (*Wasm, error) {
	tools, err := weave.FindToolchain(ctx)
	if err != nil {
		return nil, err
	}
	p, err := find(ctx, tools, system{"js", "wasm"}, path)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "interleave-record-")
	if err != nil {
		return nil, err
	}
	w := &Wasm{program: p, tools: tools, dir: dir, name: "main", runner: filepath.Join(dir, "runner.js")}
	if err := w.build(ctx); err != nil {
		w.Close()
		return nil, err
	}
	return w, nil
}

// Close removes what was built.
func (p *Wasm) Close() { os.RemoveAll(p.dir) }

func (p *Wasm) build(ctx context.Context) (err error) {
	script, err := bundle.Worker(bundle.Sources{Web: "web", Goroot: p.tools.Goroot}, "run/runner.worker.ts")
	if err != nil {
		return err
	}
	if err := os.WriteFile(p.runner, script, 0o644); err != nil {
		return err
	}
	module, err := filepath.Abs("go.mod")
	if err != nil {
		return err
	}
	if p.program.gomod == "" || p.program.gomod == module && !p.program.foreign {
		return p.buildLikePage(ctx)
	}
	return p.buildInModule(ctx)
}

// buildLikePage builds the program as build/compile builds those of the page.
func (p *Wasm) buildLikePage(ctx context.Context) error {
	if p.program.foreign {
		return errors.New("the program imports packages beside the standard library, but there is no go.mod to say which")
	}
	sources := filepath.Join(p.dir, "sources")
	if err := os.Mkdir(sources, 0o755); err != nil {
		return err
	}
	for _, name := range p.program.files {
		text, err := os.ReadFile(filepath.Join(p.program.root, name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(sources, name), text, 0o644); err != nil {
			return err
		}
	}
	binaries, err := compile.Programs(ctx, []compile.Program{{Name: p.name, Dir: sources}}, filepath.Join(p.dir, "wasm"))
	if err != nil {
		text := strings.NewReplacer(sources+string(filepath.Separator), "", compile.Module+"/"+p.name+"/", "./").Replace(err.Error())
		return fmt.Errorf("the program cannot be built:\n%s", text)
	}
	for _, b := range binaries {
		if len(b.Programs) > 0 {
			p.binary = b.File
		}
	}
	p.root, p.pkg = compile.Module+"/"+p.name, compile.Package
	return nil
}

// Record runs the program and writes its records to w.
func (p *Wasm) Record(ctx context.Context, o Options, w io.Writer) (*Ending, error) {
	return p.record(ctx, o, nil, w)
}

// exploring is web/run/protocol.ts's Explore.
type exploring struct {
	YieldEvery int `json:"yieldEvery"`
}

func (p *Wasm) record(ctx context.Context, o Options, explore *exploring, w io.Writer) (*Ending, error) {
	o.setDefaults()
	names, err := p.program.names()
	if err != nil {
		return nil, err
	}
	header, err := p.header(o)
	if err != nil {
		return nil, err
	}
	if explore != nil {
		header.Tools["explore"] = fmt.Sprintf("1 in %d yields", explore.YieldEvery) // beside the seed: what makes the run again
	}
	if len(o.Picks) > 0 {
		header.Tools["picks"] = strings.Trim(fmt.Sprint(o.Picks), "[]")
	}
	j := p.job(o, filepath.Join(p.dir, "trace"))
	j.Explore, j.Prints = explore, true
	ends, err := p.host(ctx, []job{j}, o.Printed)
	if err != nil {
		return nil, err
	}
	trace, err := os.Open(j.Trace)
	if err != nil {
		return nil, err
	}
	defer trace.Close()
	return write(w, header, trace, p.options(names, o), ends[0])
}

func (p *Wasm) header(o Options) (*records.Header, error) {
	h, err := newHeader(p.program, p.tools.Version+" js/wasm", o)
	if err != nil {
		return nil, err
	}
	h.Flavor, h.Threads, h.Clock, h.Seed = "browser", 1, "virtual", o.Seed
	if o.RealClock {
		h.Clock = "real"
	}
	return h, nil
}

func (p *Wasm) options(names decode.Names, o Options) decode.Options {
	return decode.Options{Root: p.root, Package: p.pkg, Names: names, Marked: true, Threads: 1, MaxEvents: o.Events}
}

var errNoNode = errors.New("--wasm needs Node 20 or later: https://nodejs.org")

package dist

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"interleave/build/artifact"
	"interleave/build/compile"
	"interleave/build/names"
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

// compilePrograms compiles the Go program of every scenario.
func compilePrograms(ctx context.Context, cache artifact.Cache, scenarios []*scenario.Scenario) (*programs, error) {
	dir, err := os.MkdirTemp("", "interleave-wasm-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	var todo []compile.Program
	tables := map[string]json.RawMessage{}
	for _, s := range scenarios {
		todo = append(todo, compile.Program{Name: s.Name, Dir: s.Dir})
		table, err := names.Table(s.Dir)
		if err != nil {
			return nil, err
		}
		if tables[s.Name], err = json.Marshal(table); err != nil {
			return nil, err
		}
	}
	binaries, err := compile.Programs(ctx, todo, dir)
	if err != nil {
		return nil, err
	}

	made := &programs{files: map[string][]byte{}, live: map[string]*site.Live{}}
	for _, b := range binaries {
		content, err := os.ReadFile(b.File)
		if err != nil {
			return nil, err
		}
		url := artifact.Name("wasm/"+filepath.Base(b.File), content)
		made.files[url] = content
		for _, name := range b.Programs {
			made.live[name] = &site.Live{Wasm: url, Bytes: len(content), Program: name, Names: tables[name]}
		}
	}
	packed, err := pack(ctx, cache, made.files)
	if err != nil {
		return nil, err
	}
	for _, live := range made.live {
		live.Compressed = len(packed[live.Wasm+artifact.Encodings[0].Ending])
	}
	return made, nil
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

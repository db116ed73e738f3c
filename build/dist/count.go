package dist

import (
	"fmt"
	"slices"

	"interleave/build/artifact"
	"interleave/build/budgets"
)

// count holds the site to its budgets.
func (b *built) count() ([]budgets.Line, error) {
	sets, err := b.sets()
	if err != nil {
		return nil, err
	}
	return budgets.Count(sets, b.size)
}

// asked are the parts that only an act of the reader loads: a run, a selection, a presentation, a handout. A part that is not
// named here is counted as loaded by itself; a journey holds the browser to that.
var asked = []string{"web/element/live.ts", "web/element/inspect.ts", "web/element/present.ts", "web/element/handout.ts"}

// size is a file's size as it travels.
func (b *built) size(file, encoding string) (int, error) {
	content, ok := b.files[file]
	if !ok {
		return 0, fmt.Errorf("budgets: there is no %s in the site", file)
	}
	for _, e := range artifact.Encodings {
		if twin, ok := b.packed[file+e.Ending]; ok && e.Name == encoding {
			return len(twin), nil
		}
	}
	return len(content), nil
}

// sets says which files each budget counts.
func (b *built) sets() ([]budgets.Set, error) {
	m := b.bundles
	playground := []string{m.Embed, m.Element, m.Page, m.Style}
	unasked, err := m.Unasked(playground, asked)
	if err != nil {
		return nil, fmt.Errorf("budgets: %w", err)
	}
	all := []budgets.Set{
		{Name: "loader", Files: []string{m.Embed}},
		{Name: "viewer", Files: m.Needs(playground...)},
		{Name: "playground", Files: unasked},
	}
	// What the reader asked for before, or has not asked for yet, is no part of a run.
	first := m.Needs(m.Element, m.Page)
	engine := slices.DeleteFunc(m.Needs(m.Part("web/element/live.ts")), func(f string) bool { return slices.Contains(first, f) })
	for _, wasm := range b.programs.wasm() {
		all = append(all, budgets.Set{Name: "first run", Of: wasm, Files: append(slices.Clone(engine), wasm)})
	}
	for _, s := range b.scenarios {
		all = append(all, budgets.Set{Name: "scenario", Of: s.Name, Files: b.site.NeededBy[s.Name]})
	}
	return all, nil
}

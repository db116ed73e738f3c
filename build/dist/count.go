package dist

import (
	"fmt"
	"slices"

	"interleave/build/artifact"
	"interleave/build/budgets"
)

// count holds the site to its budgets.
func (b *built) count() ([]budgets.Line, error) { return budgets.Count(b.sets(), b.size) }

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
func (b *built) sets() []budgets.Set {
	m := b.bundles
	all := []budgets.Set{
		{Name: "loader", Files: []string{m.Embed}},
		{Name: "viewer", Files: m.Needs(m.Embed, m.Element, m.Page, m.Style)},
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
	return all
}

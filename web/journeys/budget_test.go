package journeys

import (
	"slices"
	"testing"

	"interleave/build/budgets"
)

// A page may load what the build counts, and nothing that it does not.
func TestWhatAPageLoadsByItselfIsWithinItsBudget(t *testing.T) {
	all, err := budgets.All()
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(all, func(b budgets.Budget) bool { return b.Set == "playground" })
	if at < 0 {
		t.Fatal("the playground has no budget")
	}
	for _, path := range []string{"/", "/d/backpressure/", "/d/backend/", "/embed/backpressure/"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			p := open(t, path)
			p.run(`window.loaded = () => performance.getEntriesByType("resource").filter((e) => /\.(js|css)$/.test(new URL(e.name).pathname))`)
			// The last of what comes after the picture.
			p.until(`["hands", "extras", "views", "share"].every((part) => loaded().some((e) => e.name.includes("/" + part + ".") && e.responseEnd > 0))`)
			type file struct {
				Name  string
				Bytes int
			}
			files := evaluate[[]file](p, `return loaded().map((e) => ({name: new URL(e.name).pathname, bytes: e.encodedBodySize}))`)
			sum := 0
			for _, f := range files {
				sum += f.Bytes
			}
			if sum == 0 || sum > all[at].LimitBytes {
				t.Errorf("%d bytes of script and style were loaded, the budget is %d: %v", sum, all[at].LimitBytes, files)
			}
		})
	}
}

package journeys

import "testing"

// Who started whom may be thousands deep, or thousands wide: the tree has all of them, and makes what is opened.
func TestATreeIsAsDeepAsItsReaderOpensIt(t *testing.T) {
	p := open(t, "/d/chain/?view=table")
	p.run(`await demo.run()`)
	p.run(`demo.seek({step: demo.state.steps}); window.links = () => [...demo.shadowRoot.querySelectorAll(".tree li button")].filter((b) => /^link/.test(b.textContent))`)
	p.until(`links().length > 0`)
	before := evaluate[int](p, `return links().length`)
	if before > 20 {
		t.Errorf("%d units of a chain are listed before any is opened", before)
	}
	p.run(`[...demo.shadowRoot.querySelectorAll(".tree summary")].find((s) => s.textContent.startsWith("started")).click()`)
	p.until(`links().length > 12`)
	if after := evaluate[int](p, `return links().length`); after <= before || after > 40 {
		t.Errorf("%d units are listed after one was opened, %d were before", after, before)
	}
}

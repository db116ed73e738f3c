package journeys

import (
	"strings"
	"testing"
)

// What is pressed stays where it is: a reader with a keyboard would have to come all the way again.
func TestWhatIsPressedKeepsTheFocus(t *testing.T) {
	p := open(t, "/d/sieve/")
	p.until(`!demo.shadowRoot.querySelector(".unfold").hidden`)
	p.run(`window.unfold = () => demo.shadowRoot.querySelector(".unfold button"); unfold().focus(); unfold().click()`)
	p.until(`/^Fold/.test(unfold().textContent)`)
	if at := evaluate[string](p, focused); !strings.HasPrefix(at, "BUTTON") {
		t.Errorf("after unfolding, the focus is at %s", at)
	}

	p.run(`demo.shadowRoot.querySelectorAll(".facts").forEach((facts) => (facts.open = true)); await demo.run()`)
	p.until(`[...demo.shadowRoot.querySelectorAll(".facts")].every((facts) => facts.open && facts.querySelector("dd"))`)

	p.run(`window.select = () => demo.shadowRoot.querySelector("select.variant"); select().focus();
		window.before = demo.sources.find((s) => s.staged).id;
		select().value = [...select().options].map((o) => o.value).find((v) => v !== before); select().dispatchEvent(new Event("change"))`)
	p.until(`demo.sources.find((s) => s.staged)?.id !== before && demo.shadowRoot.activeElement`)
	if at := evaluate[string](p, focused); !strings.HasPrefix(at, "SELECT") {
		t.Errorf("after choosing another run, the focus is at %s", at)
	}
}

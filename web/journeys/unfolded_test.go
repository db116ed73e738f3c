package journeys

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// A link to a unit or to a message leads to lanes in which they can be seen, where many units share a row.
func TestWhatALinkSelectsIsUnfolded(t *testing.T) {
	for _, test := range []struct{ name, selected, key, next string }{
		{"a unit", "go unit handle 3", kb.ArrowDown, "go unit handle 4"},
		{"a role", "go role handle", kb.ArrowUp, "go unit main"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := open(t, "/d/backend/?at=20&show=go&select="+test.selected)
			p.until(`demo.state.attributes.select === "` + test.selected + `"`)
			p.run(`demo.focus()`)
			p.settled()
			p.keys(test.key)
			p.until(`demo.state.attributes.select === "` + test.next + `"`)
		})
	}
}

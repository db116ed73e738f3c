package site

import (
	"html"
	"os"
	"regexp"
	"strings"
	"testing"

	"interleave/build/scenario"
)

var (
	observedAttributes = regexp.MustCompile(`observedAttributes = \[(.*?)\]`)
	firstCell          = regexp.MustCompile(`<tr><td><code>(\w+)</code></td>`)
)

func TestTheEmbeddingPageHasEveryAttribute(t *testing.T) {
	text := string(written(t, Input{Scenarios: []*scenario.Scenario{queue()}})["embedding/index.html"])
	source, err := os.ReadFile("../../web/embed.ts")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]bool{}
	for _, m := range firstCell.FindAllStringSubmatch(text, -1) {
		documented[m[1]] = true
	}
	list := observedAttributes.FindSubmatch(source)
	if list == nil {
		t.Fatal("web/embed.ts has no list of attributes any more")
	}
	for name := range strings.SplitSeq(string(list[1]), ",") {
		if name = strings.Trim(name, ` "`); !documented[name] {
			t.Errorf("the page does not have the attribute %q", name)
		}
	}
}

func TestSnippetsHaveTheSitesAddress(t *testing.T) {
	for url, want := range map[string]string{"": unknownRoot, "https://example.org/sub/": "https://example.org/sub/"} {
		text := string(written(t, Input{Scenarios: []*scenario.Scenario{queue()}, URL: url})["embedding/index.html"])
		if !strings.Contains(text, `src=&#34;<span data-root>`+want+`</span>embed.js&#34;`) {
			t.Errorf("with the address %q, no snippet has %s", url, want)
		}
		if strings.Contains(text, "{root}") || strings.Contains(text, "{demo}") || strings.Contains(text, "{title}") {
			t.Errorf("with the address %q, a snippet was not filled in", url)
		}
	}
}

// What is copied is HTML, whatever the title has in it.
func TestATitleStaysInItsAttribute(t *testing.T) {
	s := queue()
	s.Title = `"Fast" & <loose>`
	text := string(written(t, Input{Scenarios: []*scenario.Scenario{s}})["embedding/index.html"])
	if copied := html.UnescapeString(text); !strings.Contains(copied, `title="&#34;Fast&#34; &amp; &lt;loose&gt;"`) {
		t.Error("no snippet has the title as an attribute's value")
	}
}

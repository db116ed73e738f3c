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
	interfaceOf = map[string]*regexp.Regexp{
		"attribute": regexp.MustCompile(`(?s)interface InterleaveAttributes \{(.*?)\n\}`),
		"method":    regexp.MustCompile(`(?s)interface InterleaveDemoElement extends HTMLElement \{(.*?)\n\}`),
		"event":     regexp.MustCompile(`(?s)interface InterleaveEventMap \{(.*?)\n\}`),
	}
	memberOf = regexp.MustCompile(`(?m)^  (?:readonly )?"?([\w:]+)"?\??[(:]`)
)

// All that can be relied on is said in one file, web/element/public.ts, and explained on one page.
func TestTheEmbeddingPageHasAllThatIsPublic(t *testing.T) {
	text := string(written(t, Input{Scenarios: []*scenario.Scenario{queue()}})["embedding/index.html"])
	source, err := os.ReadFile("../../web/element/public.ts")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for what, pattern := range interfaceOf {
		body := pattern.FindSubmatch(source)
		if body == nil {
			t.Fatalf("web/element/public.ts has no interface for each %s any more", what)
		}
		members := memberOf.FindAllSubmatch(body[1], -1)
		if len(members) < 5 {
			t.Errorf("only %d of kind %s were found", len(members), what)
		}
		for _, m := range members {
			if !regexp.MustCompile(`<td>(<code>[^<]*</code>, )*<code>` + string(m[1]) + `\b`).MatchString(text) {
				t.Errorf("the page does not have the %s %q", what, m[1])
			}
			if what == "attribute" && !strings.Contains(string(readme), "| `"+string(m[1])+"` |") {
				t.Errorf("README.md does not have the attribute %q", m[1])
			}
		}
	}
}

func TestSnippetsHaveTheSitesAddress(t *testing.T) {
	for url, want := range map[string]string{"": unknownRoot, "https://example.org/sub/": "https://example.org/sub/"} {
		text := string(written(t, Input{Scenarios: []*scenario.Scenario{queue()}, URL: url})["embedding/index.html"])
		if !strings.Contains(text, `src=&#34;<span data-root>`+want+`</span>embed.js&#34;`) {
			t.Errorf("with the address %q, no snippet has %s", url, want)
		}
		if strings.Contains(text, "{root}") || strings.Contains(text, "{demo}") || strings.Contains(text, "{title}") || strings.Contains(text, "{height}") {
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

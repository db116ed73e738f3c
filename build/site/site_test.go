package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"strings"
	"testing"

	"interleave/build/artifact"
	"interleave/build/bundle"
	"interleave/build/claims"
	"interleave/build/highlight"
	"interleave/build/scenario"
	"interleave/records"
)

func queue() *scenario.Scenario {
	return &scenario.Scenario{
		Name: "queue", Dir: "demos/queue",
		FrontMatter: scenario.FrontMatter{
			Title: "A <queue>", Question: "What waits?", Group: "Channels", Setup: "Room for {buffer} & more.", Output: scenario.Output{All: "1 < 2\n"},
			Parameters: []scenario.Parameter{{Name: "buffer", Values: []int{0, 3}, Default: 3, Label: "room", Without: map[string]map[int]string{"tokio": {0: "none"}}}},
			Notes:      map[string]string{"go": "Said of Go."},
		},
		Text: "<p>It <em>waits</em>.</p>\n",
		Programs: []scenario.Program{{Model: "go", Language: "Go", Files: []scenario.File{{
			Name: "main.go", Text: "package main", SHA256: "00",
			Source: highlight.Source{
				Lines: []string{`<span class="k">package</span> main`},
				Marks: []highlight.Mark{{Name: "start", Line: 1, Of: "spawn"}},
				Folds: []highlight.Fold{{From: 1, To: 1, Label: "package"}},
			},
		}}}},
		Recordings: []scenario.Recording{{File: "native.ndjson", Header: records.Header{}, HeaderLine: json.RawMessage(`{"e":"header","t":0,"version":1}`), Bytes: []byte("{}\n")}},
	}
}

func written(t *testing.T, in Input) map[string][]byte {
	t.Helper()
	in.Bundles = &bundle.Bundles{Embed: "embed.js", Element: "element.ABCD2345.js", Page: "page.ABCD2345.js", Frame: "frame.ABCD2345.js", Early: "early.ABCD2345.js", Style: "page.ABCD2345.css",
		Embedding: "embedding.ABCD2345.js", EmbeddingStyle: "embedding.ABCD2345.css",
		Files: map[string][]byte{"element.ABCD2345.js": nil}}
	site, err := Write(in)
	if err != nil {
		t.Fatal(err)
	}
	return site.Files
}

func TestPagesSayEverythingWithoutScripts(t *testing.T) {
	files := written(t, Input{Scenarios: []*scenario.Scenario{queue()}})
	for name, wants := range map[string][]string{
		"index.html":             {"What waits?", "Room for 3 &amp; more.", `<span class="k">package</span> main`, "1 &lt; 2", "<em>waits</em>", "Said of Go."},
		"d/queue/index.html":     {"<title>A &lt;queue&gt; · Interleave</title>", "This scenario has no Rust program.", `aria-current="true"`, "1 &lt; 2", "<em>waits</em>"},
		"embed/queue/index.html": {`<interleave-demo demo="queue">`, "What waits?"},
		"404.html":               {"There is no such page", "d/queue/"},
	} {
		for _, want := range wants {
			if !strings.Contains(string(files[name]), want) {
				t.Errorf("%s lacks %q", name, want)
			}
		}
	}
}

var address = regexp.MustCompile(`(?:href|src)="([^"]*)"`)

// A page may lie below any path, so none of its addresses may be absolute, and each must lead to a file.
func TestAddressesAreRelativeAndLeadSomewhere(t *testing.T) {
	files := written(t, Input{Scenarios: []*scenario.Scenario{queue()}})
	elsewhere := map[string]bool{"embed.js": true, "element.ABCD2345.js": true, "page.ABCD2345.js": true, "frame.ABCD2345.js": true, "page.ABCD2345.css": true, "embedding.ABCD2345.js": true, "embedding.ABCD2345.css": true, "licences.txt": true, "interleave.zip": true}
	for name, text := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		for _, m := range address.FindAllStringSubmatch(string(text), -1) {
			address, _, _ := strings.Cut(m[1], "?")
			to := path.Join(path.Dir(name), address)
			if strings.HasSuffix(address, "/") {
				to = path.Join(to, "index.html")
			}
			if strings.HasPrefix(m[1], "/") || strings.Contains(m[1], ":") || files[to] == nil && !elsewhere[to] {
				t.Errorf("%s leads to %q", name, m[1])
			}
		}
	}
}

func TestDataIsWhatTheElementReads(t *testing.T) {
	live := &Live{Wasm: "go.wasm", Bytes: 10, Compressed: 5, Program: "queue", Names: json.RawMessage(`{"12":"queue"}`)}
	files := written(t, Input{Scenarios: []*scenario.Scenario{queue()}, Live: map[string]*Live{"queue": live}})

	var info siteInfo
	if err := json.Unmarshal(files["interleave.json"], &info); err != nil {
		t.Fatal(err)
	}
	if info.Version != 1 || len(info.Demos) != 1 || !artifact.IsHashed(info.Demos[0].Data) {
		t.Fatalf("interleave.json holds %+v", info)
	}
	recording := artifact.Name("traces/queue/native.ndjson", []byte("{}\n"))
	want := `{"name":"queue","title":"A <queue>","question":"What waits?","group":"Channels","setup":"Room for {buffer} & more.",
		"parameters":[{"name":"buffer","values":[0,3],"default":3,"label":"room","without":{"tokio":{"0":"none"}}}],
		"programs":[{"model":"go","language":"Go","files":[{"name":"main.go","text":"package main","sha256":"00",
			"lines":["<span class=\"k\">package</span> main"],"folds":[{"from":1,"to":1,"label":"package"}]}],
			"marks":[{"name":"start","file":"main.go","line":1,"of":"spawn"}],"note":"Said of Go."}],
		"recordings":[{"header":{"e":"header","t":0,"version":1},"url":"` + recording + `","bytes":3}],
		"live":{"wasm":"go.wasm","bytes":10,"compressed":5,"program":"queue","names":{"12":"queue"}},
		"output":{"go":"1 < 2\n"},"text":"<p>It <em>waits</em>.</p>\n"}`
	var wanted bytes.Buffer
	if err := json.Compact(&wanted, []byte(want)); err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(string(files[info.Demos[0].Data])); got != wanted.String() {
		t.Errorf("the data is\n%s\nwant\n%s", got, wanted.String())
	}
	if string(files[recording]) != "{}\n" {
		t.Error("the recording is not where the data says")
	}
}

func TestScenariosStandInGroupsInTheirOrder(t *testing.T) {
	var all []*scenario.Scenario
	for _, of := range []struct{ name, group string }{{"a", "One"}, {"b", "Two"}, {"c", "One"}} {
		s := queue()
		s.Name, s.Group = of.name, of.group
		all = append(all, s)
	}
	groups := groupsOf(all)
	if len(groups) != 2 || groups[0].Name != "One" || len(groups[0].Scenarios) != 2 || groups[0].Scenarios[1].Name != "c" {
		t.Errorf("groups %+v", groups)
	}
}

func TestClaimsShowWhatWasMeasured(t *testing.T) {
	c := &claims.Claim{Name: "speed", Title: "Speed", Says: "It is <fast>.", Scenario: "queue", Method: "<p>How.</p>"}
	value := func(v, least, most float64) claims.Value {
		return claims.Value{Median: v, Least: least, Most: most, Runs: []float64{v}}
	}
	results := &claims.Results{Machine: "a machine", Date: "2026-11-22", Tools: map[string]string{"go": "1.26.8"}, Claims: map[string]*claims.Result{"speed": {
		Rows:   []claims.Row{{What: "a trip", Setup: "one thread", Unit: "ns", Go: value(1234, 1200, 2000), Rust: value(500, 500, 500)}},
		Faults: []claims.Fault{{Title: "It is wrong.", Go: []claims.Finding{{By: "run", Outcome: claims.Stopped, Words: "panic: <x>"}}}},
	}}}
	page := string(written(t, Input{Scenarios: []*scenario.Scenario{queue()}, Claims: Claims{[]*claims.Claim{c}, results}})["claims/index.html"])
	for _, want := range []string{
		"It is &lt;fast&gt;.", "1.23 µs", "1.20 µs to 2 µs", "500 ns", `width="61.70"`, `width="25.00"`, "the runtime ends it", "panic: &lt;x&gt;", "a machine", "../d/queue/", "<p>How.</p>",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	page = string(written(t, Input{Scenarios: []*scenario.Scenario{queue()}, Claims: Claims{All: []*claims.Claim{c}}})["claims/index.html"])
	if !strings.Contains(page, "Nothing has been measured yet") {
		t.Error("the page does not say that nothing was measured")
	}
}

func TestCardsAndEmbedding(t *testing.T) {
	s := queue()
	s.Recordings[0].Header = records.Header{Model: "go", Runtime: "go1.26.8", Threads: 1, Date: "2026-11-22"}
	s.Recordings[0].Bytes = []byte(`{"e":"header","t":0,"version":1,"model":"go","runtime":"go1.26.8","threads":1,"clock":"virtual"}` + "\n" +
		`{"e":"spawn","t":0,"u":1,"name":"main"}` + "\n" + `{"e":"run","t":0,"u":1,"w":0}` + "\n" + `{"e":"exit","t":5,"how":"stopped","blocked":[1]}` + "\n")
	files := written(t, Input{Scenarios: []*scenario.Scenario{s}, URL: "https://site.example/"})
	page := string(files["d/queue/index.html"])
	if !strings.Contains(string(files["404.html"]), `href="https://site.example/d/queue/"`) {
		t.Error("the page for what is not there leads nowhere, though the site's address is known")
	}
	card := regexp.MustCompile(`property="og:image" content="https://site.example/(cards/queue\.\w+\.png)"`).FindStringSubmatch(page)
	if card == nil || files[card[1]] == nil {
		t.Errorf("the page names no card that is there: %s", page)
	}
	if !bytes.Equal(files["d/queue/card.png"], files[card[1]]) {
		t.Error("the picture is not there under the name that stays")
	}
	var answer struct {
		Type, HTML    string
		Width, Height int
		Thumbnail     string `json:"thumbnail_url"`
	}
	if err := json.Unmarshal(files["d/queue/oembed.json"], &answer); err != nil || answer.Type != "rich" || !strings.Contains(answer.HTML, `src="https://site.example/embed/queue/"`) {
		t.Errorf("%+v, %v", answer, err)
	}
	if height := FrameHeight("queue"); answer.Width != FrameWidth || answer.Height != height || !strings.Contains(answer.HTML, fmt.Sprintf(`height="%d"`, height)) {
		t.Errorf("a frame of %d×%d is offered: %s", answer.Width, answer.Height, answer.HTML)
	}
	if answer.Thumbnail != "https://site.example/d/queue/card.png" {
		t.Errorf("the picture offered is %s", answer.Thumbnail)
	}
	if !strings.Contains(page, "<svg") || !strings.Contains(page, "go1.26.8, 1 thread, recorded 2026-11-22") {
		t.Error("the page has no picture that says what it is of")
	}
	if files := written(t, Input{Scenarios: []*scenario.Scenario{s}}); files["d/queue/oembed.json"] != nil {
		t.Error("a site that does not know its address says how to embed it")
	}
	for _, bad := range []string{"site.example/", "https://site.example", "javascript:/"} {
		if _, err := Write(Input{Bundles: &bundle.Bundles{}, URL: bad}); err == nil {
			t.Errorf("%q is taken for an address", bad)
		}
	}
}

// Package site writes what is served: the pages, the data of each scenario, the recordings.
//
// Every page is useful before any script runs, and every URL in it is relative, so that the site works
// below any path of any static host.
//
//	/                       the playground, with the first scenario
//	/d/<scenario>/          one scenario
//	/d/<scenario>/card.png  its picture, for links to it in articles: the name stays when the picture changes
//	/d/<scenario>/oembed.json  how other sites embed it, where the site's address is known
//	/embed/<scenario>/      the element alone, for frames
//	/cards/                 the same pictures, named after their content
//	/rust-or-go/            an article with scenarios in it
//	/embedding/             how to put a scenario into an article
//	/notes/                 the speaker's notes, beside a presentation
//	/claims/                what articles claim, and what was measured
//	/404.html               without links: it is shown at any depth
//	/embed.js               the loader, the one script with a fixed name
//	/interleave.json        names everything that is named after its content
//	/interleave.zip         all of this to be opened as a file (build/dist writes it)
//	/sw.js                  keeps what was visited, for when there is no network
//	/manifest.webmanifest   lets the site be installed
//	/offline.html           what is said without a network of a page that was not kept
package site

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"strings"

	"interleave/build/artifact"
	"interleave/build/bundle"
	"interleave/build/claims"
	"interleave/build/scenario"
)

//go:embed pages
var pages embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"inline": func(markdown string) template.HTML { return template.HTML(scenario.Inline(markdown)) },
	// What the highlighter and goldmark made: both escape the texts they are given.
	"trusted": func(s string) template.HTML { return template.HTML(s) },
	"outcome": func(o string) string { return outcomes[o] },
}).ParseFS(pages, "pages/*.html"))

// Input is what the pages are made of.
type Input struct {
	Scenarios []*scenario.Scenario
	Bundles   *bundle.Bundles
	// Live holds, by scenario, how its Go program is run; a scenario may be missing.
	Live map[string]*Live
	// Claims are those of /claims/ and what was measured of them.
	Claims Claims
	// URL is the address under which the site will stand, with a slash at its end; "" where it is not known. Only what other sites read needs it.
	URL string
}

// Claims are what /claims/ is made of.
type Claims struct {
	All     []*claims.Claim
	Results *claims.Results // nil where nothing was measured
}

// infoVersion is the version of interleave.json and of the data files.
const infoVersion = 1

// A Site is what was written.
type Site struct {
	// Files are all files by their path, bundles and wasm left out.
	Files map[string][]byte
	// NeededBy holds, by scenario, what it adds to what is loaded: its data and its largest recording.
	NeededBy map[string][]string
}

// Write makes the pages and the data.
func Write(in Input) (*Site, error) {
	if err := checkURL(in.URL); err != nil {
		return nil, err
	}
	w := writer{files: map[string][]byte{}, in: in}
	needed := map[string][]string{}
	info := siteInfo{Version: infoVersion, Build: buildMark, Demos: []demoEntry{}}
	for _, s := range in.Scenarios {
		urls := make([]string, len(s.Recordings))
		for i, r := range s.Recordings {
			urls[i] = w.addHashed("traces/"+s.Name+"/"+r.File, r.Bytes)
		}
		data, err := marshal(infoOf(s, urls, in.Live[s.Name], versionsOf(in.Scenarios, s)))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.Dir, err)
		}
		url := w.addHashed("data/"+s.Name+".json", data)
		info.Demos = append(info.Demos, demoEntry{s.Name, s.Title, s.Question, s.Group, url})
		needed[s.Name] = append([]string{url}, w.largest(urls)...)
	}
	data, err := marshal(info)
	if err != nil {
		return nil, err
	}
	w.files["interleave.json"] = data

	if data, err = marshal(wordsOf(in.Scenarios)); err != nil {
		return nil, err
	}
	w.words = w.addHashed("words.json", data)
	groups := groupsOf(in.Scenarios)
	if err := w.app(); err != nil {
		return nil, err
	}
	w.stills = map[string]still{}
	for _, s := range in.Scenarios {
		if w.stills[s.Name], err = w.still(s); err != nil {
			return nil, err
		}
		p := page{Root: "../../", URL: in.URL, Scenario: s, Setup: setupOf(s), Still: w.stills[s.Name], Versions: versionsOf(in.Scenarios, s)}
		p.Framed = true
		w.page("embed/"+s.Name+"/index.html", "frame", p)
		p.Framed = false
		p.Groups = groups
		w.page("d/"+s.Name+"/index.html", "scenario", p)
		if in.URL != "" {
			if err := w.embedding(s, w.stills[s.Name]); err != nil {
				return nil, err
			}
		}
	}
	if len(in.Scenarios) > 0 {
		first := groups[0].Scenarios[0].Scenario
		w.page("index.html", "playground", page{
			Groups: groups, URL: in.URL, Scenario: first, Setup: setupOf(first), Still: w.stills[first.Name], Versions: versionsOf(in.Scenarios, first),
		})
		w.embeddingPage(first)
	}
	w.page("404.html", "missing", page{URL: in.URL, Groups: groups})
	notes := page{Root: "../"}
	w.render(notesPage+"index.html", "notes", &notes, &notes)
	w.claims()
	w.article()
	if err := w.offline(); err != nil {
		return nil, err
	}
	return &Site{w.files, needed}, w.err
}

// page is what the templates see.
type page struct {
	Root     string // the way from the page to the site's root
	Groups   []group
	Scenario *scenario.Scenario
	Setup    string
	Still    still
	URL      string // the site's address, "" where it is not known
	Bundles  *bundle.Bundles
	Needs    []string // modules that the element imports
	Search   string   // the file of what the search knows
	Versions []*scenario.Scenario
	Icons    icons
	Framed   bool // whether it is made to stand in a frame
}

// setupOf is the set-up with its default values.
func setupOf(s *scenario.Scenario) string {
	text := s.Setup
	for _, p := range s.Parameters {
		text = strings.ReplaceAll(text, "{"+p.Name+"}", fmt.Sprint(p.Default))
	}
	return text
}

type writer struct {
	files  map[string][]byte
	in     Input
	stills map[string]still // by scenario
	words  string           // the file of what the search knows
	icons  icons
	err    error // the first
}

func (w *writer) addHashed(name string, content []byte) (url string) {
	name = artifact.Name(name, content)
	w.files[name] = content
	return name
}

// largest is the one URL with the most bytes, if there is any.
func (w *writer) largest(urls []string) []string {
	var best []string
	for _, url := range urls {
		if best == nil || len(w.files[url]) > len(w.files[best[0]]) {
			best = []string{url}
		}
	}
	return best
}

func (w *writer) page(name, kind string, p page) {
	p.Needs = w.in.Bundles.Needs(w.in.Bundles.Element)
	w.render(name, kind, &p, &p)
}

// render writes a page; view is p, or has it inside.
func (w *writer) render(name, kind string, p *page, view any) {
	p.Bundles, p.Search, p.Icons = w.in.Bundles, w.words, w.icons
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, kind+".html", view); err != nil && w.err == nil {
		w.err = err
	}
	w.files[name] = b.Bytes()
}

func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // it is served as JSON, never inside a page
	err := e.Encode(v)
	return b.Bytes(), err
}

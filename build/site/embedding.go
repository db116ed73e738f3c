package site

import (
	"fmt"
	"html"
	"strings"

	"interleave/build/scenario"
)

// The page /embedding/: the element's public interface, and what to copy for each kind of host.

// embeddingPage is what its template sees. Shown is the scenario of its examples.
type embeddingPage struct {
	page
	Shown    page
	Snippets []snippet
	Tries    []try
	Reserve  string // the styles that keep an element's room
	Resize   string // the script that gives frames their height
}

// A snippet is for one kind of host. In Text, {root} is the site's address with a slash at its end, {demo} a scenario, {title}, {question} and {card}
// what is said of it, and its picture, {height} its frame's at FrameWidth, in pixels.
type snippet struct {
	Host, Note, Text string
}

// A try is an attribute that the page's example takes at a press. Without a value, the page's script finds one among the runs that are there.
type try struct{ Name, Value string }

// triesOf are the tries of the example: one for each attribute, but for its scenario.
func triesOf(s *scenario.Scenario) []try {
	tries := []try{
		{"show", "code"}, {"at", "12"}, {"seed", "3"}, {"clock", "wall"}, {"recordings", ""}, {"axis", "time"}, {"zoom", "4-24"}, {"view", "table"}, {"view", "path"},
		{"lineup", "time"}, {"select", ""}, {"theme", "dark"}, {"lang", "en-GB"}, {"predict", "true"}, {"present", "true"}, {"print", "handout"},
	}
	for _, p := range s.Parameters {
		for _, v := range p.Values {
			if v != p.Default {
				return append([]try{{"params", fmt.Sprintf("%s=%d", p.Name, v)}}, tries...)
			}
		}
	}
	return tries
}

const unknownRoot = "https://your.host/"

const reserveStyle = `<style>
  @media (scripting: enabled) { interleave-demo { display: block; min-height: 100vh } }
</style>`

const resizeScript = `<script>
  addEventListener("message", ({ data, source }) => {
    if (data?.type !== "interleave:resize") return;
    for (const frame of document.querySelectorAll("iframe"))
      if (frame.contentWindow === source) frame.style.height = data.height + "px";
  });
</script>`

const (
	elementTag = `<interleave-demo demo="{demo}"></interleave-demo>`
	loaderTag  = `<script type="module" src="{root}embed.js"></script>`
	frameTag   = `<iframe src="{root}embed/{demo}/" title="{title}" width="100%" height="{height}" style="border:0" loading="lazy" sandbox="allow-scripts allow-popups"></iframe>`
)

var snippets = []snippet{
	{"Plain HTML", "What stands inside the element is for readers without scripts, for feeds and for mail.", loaderTag + "\n" + reserveStyle + `
<interleave-demo demo="{demo}">
  <p><a href="{root}d/{demo}/">{question}</a></p>
</interleave-demo>`},
	{"Plain HTML, as a frame", "The frame needs no script of ours on your page. The script gives it the height that it tells.", frameTag + "\n" + resizeScript},
	{"Hugo", `As layouts/shortcodes/interleave.html. In a text: {{< interleave {demo} >}}, or {{< interleave demo="{demo}" params="name=value" >}}`,
		`{{ $demo := .Get "demo" | default (.Get 0) }}` + loaderTag + `
<interleave-demo demo="{{ $demo }}"{{ with .Get "params" }} params="{{ . }}"{{ end }}>
  <p><a href="{root}d/{{ $demo }}/">Open in Interleave</a></p>
</interleave-demo>`},
	{"Jekyll", `As _includes/interleave.html. In a text: {% include interleave.html demo="{demo}" %}`, loaderTag + `
<interleave-demo demo="{{ include.demo }}" params="{{ include.params }}">
  <p><a href="{root}d/{{ include.demo }}/">Open in Interleave</a></p>
</interleave-demo>`},
	{"Docusaurus and MDX", "The script stands once in docusaurus.config.js; the element stands in any .mdx file.", `// docusaurus.config.js
scripts: [{ src: "{root}embed.js", type: "module" }],

{/* in the text */}
` + elementTag},
	{"mdBook", "HTML may stand in any chapter, with a blank line before it and after it.", loaderTag + "\n" + elementTag},
	{"WordPress", "In a block Custom HTML. Where scripts are not allowed, as on WordPress.com, use the frame, or the link alone.", frameTag + "\n" + resizeScript},
	{"Ghost", "In an HTML card.", loaderTag + "\n" + elementTag},
	{"Notion, Medium and others that turn links into frames", "Paste the address on a line of its own and choose to embed it. The frame tells its height in the words that such hosts listen to.", `{root}embed/{demo}/`},
	{"dev.to, GitHub and mail", "Only pictures and links are allowed there.", `[![{title}: {question}]({root}{card})]({root}d/{demo}/)`},
}

// embeddingPage writes /embedding/.
func (w *writer) embeddingPage(first *scenario.Scenario) {
	p := embeddingPage{page: page{Root: "../", URL: w.in.URL, Groups: groupsOf(w.in.Scenarios)}}
	p.Shown = page{Root: p.Root, Scenario: first, Setup: setupOf(first), Still: w.stills[first.Name]}
	p.Tries = triesOf(first)
	p.Reserve, p.Resize = w.filled(reserveStyle, p.Shown), w.filled(resizeScript, p.Shown)
	for _, s := range snippets {
		if strings.Contains(s.Text, "{card}") && p.Shown.Still.Card == "" {
			continue
		}
		p.Snippets = append(p.Snippets, snippet{s.Host, strings.ReplaceAll(s.Note, "{demo}", first.Name), w.filled(s.Text, p.Shown)})
	}
	w.render("embedding/index.html", "embedding", &p.page, &p)
}

// filled is a snippet as HTML. The site's address is marked, because only the page itself knows it where it was not said.
func (w *writer) filled(text string, shown page) string {
	root := unknownRoot
	if w.in.URL != "" {
		root = w.in.URL
	}
	s := shown.Scenario
	// Titles and questions stand in attributes and elements of what is copied.
	title, question := html.EscapeString(s.Title), html.EscapeString(s.Question)
	text = strings.NewReplacer("{demo}", s.Name, "{title}", title, "{question}", question, "{card}", shown.Still.Kept, "{height}", fmt.Sprint(FrameHeight(s.Name))).Replace(text)
	return strings.ReplaceAll(html.EscapeString(text), "{root}", `<span data-root>`+html.EscapeString(root)+`</span>`)
}

package journeys

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"regexp"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/yuin/goldmark"
	markdown "github.com/yuin/goldmark/renderer/html"
)

// Hosts change what an author pastes. Where each rule is said stands in testdata/hosts.md.

// copies are the snippets of /embedding/, by host.
func (b browserProfile) copies(t *testing.T) map[string]string {
	t.Helper()
	p := b.tab(t)
	p.visit(site.URL + "/embedding/")
	p.until(`document.querySelector(".copied")`)
	return evaluate[map[string]string](p, `return Object.fromEntries([...document.querySelectorAll(".snippet")].map((s) => [s.querySelector("summary").textContent, s.querySelector("pre").textContent]))`)
}

// rendered is Markdown as CommonMark has it, raw HTML and all, between two paragraphs.
func rendered(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	if err := goldmark.New(goldmark.WithRendererOptions(markdown.WithUnsafe())).Convert([]byte("Before it.\n\n"+text+"\n\nAfter it.\n"), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// parameters are a shortcode's, as Hugo gives them to its template: all named, or all by place.
type parameters struct {
	named   map[string]string
	byPlace []string
}

func (p parameters) Get(key any) any {
	switch key := key.(type) {
	case int:
		if key < len(p.byPlace) {
			return p.byPlace[key]
		}
	case string:
		return p.named[key]
	}
	return nil
}

func shortcode(t *testing.T, text string, p parameters) string {
	t.Helper()
	page, err := template.New("").Funcs(template.FuncMap{"default": func(otherwise, value any) any {
		if value == nil || value == "" {
			return otherwise
		}
		return value
	}}).Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := page.Execute(&out, p); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var liquid = regexp.MustCompile(`\{\{ include\.(\w+) \}\}`)

// included is a Jekyll include with these parameters; what was not given is nothing.
func included(text string, given map[string]string) string {
	return liquid.ReplaceAllStringFunc(text, func(place string) string { return given[liquid.FindStringSubmatch(place)[1]] })
}

// react is JSX on a page. The function is what React does for an element that it does not know: attributes by their names.
func react(t *testing.T, jsx string) string {
	t.Helper()
	script := api.Transform("document.body.append("+strings.TrimSpace(jsx)+")", api.TransformOptions{Loader: api.LoaderJSX, JSXFactory: "h"})
	if len(script.Errors) > 0 {
		t.Fatal(script.Errors)
	}
	return `<body><script>function h(name, props, ...children) {
		const element = document.createElement(name);
		for (const [key, value] of Object.entries(props ?? {})) element.setAttribute(key, value === true ? "" : value);
		element.append(...children);
		return element;
	}</script><script>` + string(script.Code) + `</script>`
}

func TestHostsThatTakeTheElement(t *testing.T) {
	b := newBrowser(t, inOneProcess...)
	copies := b.copies(t)
	// Docusaurus has the script from its configuration, and the element from the text.
	configuration, text, ok := strings.Cut(copies["Docusaurus and MDX"], "{/* in the text */}")
	if !ok || !strings.Contains(configuration, `type: "module"`) {
		t.Fatalf("for Docusaurus there is %q", copies["Docusaurus and MDX"])
	}
	loader := fmt.Sprintf(`<script type="module" src="%s/embed.js"></script>`, site.URL)
	demo := regexp.MustCompile(`demo="(\w+)"`).FindStringSubmatch(text)[1]
	for name, h := range map[string]struct{ page, params string }{
		"mdBook":                      {rendered(t, copies["mdBook"]), ""},
		"mdBook, with a fallback":     {rendered(t, copies["Plain HTML"]), ""},
		"Hugo, by place":              {shortcode(t, copies["Hugo"], parameters{byPlace: []string{demo}}), ""},
		"Hugo, named":                 {shortcode(t, copies["Hugo"], parameters{named: map[string]string{"demo": demo, "params": "a=1&b=2"}}), "a=1&b=2"},
		"Jekyll":                      {included(copies["Jekyll"], map[string]string{"demo": demo}), ""},
		"Docusaurus":                  {loader + react(t, text), ""},
		"Docusaurus, with attributes": {loader + react(t, `<interleave-demo demo="`+demo+`" params={"a=1"} predict={false}><p>Read it.</p></interleave-demo>`), "a=1"},
		"Ghost":                       {"<!--kg-card-begin: html-->\n" + copies["Ghost"] + "\n<!--kg-card-end: html-->", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t)
			p.t = t
			p.visit(host(t, "", h.page))
			p.run(ready)
			if got := evaluate[string](p, `return demo.getAttribute("params") ?? ""`); got != h.params {
				t.Errorf("the values that arrive are %q, of %q", got, h.params)
			}
			p.run(`await demo.run()`)
			if s := p.state(); s.Sources["go"] == nil || s.Sources["go"].Outcome.How != "returned" {
				t.Errorf("Go did not run to its end: %+v", s.Sources["go"])
			}
			if text := evaluate[string](p, `return document.body.innerText`); strings.Contains(text, "{{") || strings.Contains(text, "<interleave") {
				t.Errorf("the reader sees what is meant for the host: %s", text)
			}
		})
	}
}

// An allowList is what a host leaves of HTML.
type allowList struct {
	Tags, Attributes string // with spaces between
}

var (
	// For authors who may not write HTML freely, for feeds and mail.
	strict = allowList{"a abbr b blockquote br code em h1 h2 h3 h4 h5 h6 hr i img li ol p pre s span strong table tbody td th tr ul", "alt height href src title width"}
	github = allowList{strict.Tags + " div dl dt dd ins del sup sub kbd q samp var ruby rt rp summary details caption figure figcaption tt", "alt height href id lang name src title width"}
	devTo  = allowList{"a abbr add b blockquote br center cite code col colgroup dd del dl dt em figcaption h1 h2 h3 h4 h5 h6 hr img kbd li mark ol p pre q rp rt ruby small source span strong sub sup table tbody td tfoot th thead time tr u ul video",
		"alt colspan controls data-conversation data-lang data-no-instant data-url href id loop name ref rel rowspan span src start title type value"}
)

// left is what an allow-list leaves: elements that it does not have are taken away and what stands in them stays, but for scripts and styles.
func (b browserProfile) left(t *testing.T, html string, list allowList) string {
	t.Helper()
	p := b.tab(t)
	text, err := json.Marshal([]string{html, list.Tags, list.Attributes})
	if err != nil {
		t.Fatal(err)
	}
	return evaluate[string](p, `
		const [html, ...lists] = `+string(text)+`, [tags, attributes] = lists.map((list) => new Set(list.split(" ")));
		const { body, head } = new DOMParser().parseFromString(html, "text/html");
		body.prepend(...head.childNodes);
		for (const element of [...body.querySelectorAll("*")]) {
			const tag = element.localName;
			if (["script", "style"].includes(tag)) element.remove();
			else if (!tags.has(tag)) element.replaceWith(...element.childNodes);
			else for (const name of element.getAttributeNames()) if (!attributes.has(name)) element.removeAttribute(name);
		}
		return body.innerHTML`)
}

func TestHostsThatTakeOnlyTextPicturesAndLinks(t *testing.T) {
	b := newBrowser(t)
	copies := b.copies(t)
	picture := copies["dev.to, GitHub and mail"]
	inside := `<interleave-demo demo="pingpong"><pre>func main() {}</pre><a href="` + site.URL + `/d/pingpong/"><img src="` + site.URL + `/d/pingpong/card.png" alt="The timeline"></a></interleave-demo>`
	loader := fmt.Sprintf(`<script type="module" src="%s/embed.js"></script>`, site.URL)
	for name, h := range map[string]struct {
		html    string
		list    allowList
		picture bool
	}{
		"dev.to":                   {rendered(t, picture), devTo, true},
		"GitHub":                   {rendered(t, picture), github, true},
		"mail":                     {rendered(t, picture), strict, true},
		"WordPress, filtered":      {copies["Plain HTML"], strict, false},
		"a feed":                   {loader + inside, strict, true},
		"dev.to, of a plain embed": {rendered(t, copies["Plain HTML"]), devTo, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t)
			p.t = t
			p.visit(host(t, "", b.left(t, h.html, h.list)))
			got := evaluate[struct {
				Links  []string
				Width  int
				Alt    string
				Code   bool
				Script int
			}](p, `
				const image = document.querySelector("img");
				await image?.decode();
				return {
					Links: [...document.links].map((link) => link.href), Width: image?.naturalWidth ?? 0, Alt: image?.alt ?? "",
					Code: (document.querySelector("pre")?.getBoundingClientRect().height ?? 0) > 10, Script: document.querySelectorAll("script, interleave-demo").length,
				}`)
			if len(got.Links) != 1 || !strings.HasPrefix(got.Links[0], site.URL+"/d/") {
				t.Errorf("the links are %q", got.Links)
			}
			if h.picture && (got.Width != 1200 || got.Alt == "") {
				t.Errorf("the picture is %d px wide and says %q", got.Width, got.Alt)
			}
			if strings.Contains(h.html, "<pre>") && !got.Code {
				t.Error("the code inside the element is gone")
			}
			if got.Script > 0 {
				t.Error("the list took nothing away")
			}
		})
	}
}

// wordpress is what WordPress makes of a link whose site answers with this HTML, and the part of its script that concerns frames.
func wordpress(html string, late bool) string {
	frame := regexp.MustCompile(`(?s)<iframe.*?></iframe>`).FindString(html)
	var kept []string
	for _, a := range regexp.MustCompile(`([\w-]+)="([^"]*)"`).FindAllStringSubmatch(frame, -1) {
		switch a[1] {
		case "src":
			kept = append(kept, fmt.Sprintf(`src="%s#?secret=Secret1234" data-secret="Secret1234"`, a[2]))
		case "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title":
			kept = append(kept, a[0])
		}
	}
	script := `
		addEventListener("message", ({ data, source }) => {
			if (!data?.secret || /[^a-zA-Z0-9]/.test(data.secret)) return;
			for (const frame of document.querySelectorAll('iframe[data-secret="' + data.secret + '"]'))
				if (source === frame.contentWindow && data.message === "height") frame.height = Math.max(200, Math.min(1000, parseInt(data.value)));
		});
		for (const frame of document.querySelectorAll("iframe.wp-embedded-content")) frame.contentWindow.postMessage({ message: "ready", secret: frame.dataset.secret }, "*");`
	if late {
		script = `function listen() {` + script + `}`
	}
	return `<section style="width:640px"><iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" ` + strings.Join(kept, " ") + `></iframe></section><script>` + script + `</script>`
}

func TestALinkInWordPress(t *testing.T) {
	b := newBrowser(t, inOneProcess...)
	copied := strings.Replace(b.copies(t)["Plain HTML, as a frame"], "<iframe", `<iframe onload="alert(1)" frameborder="0"`, 1)
	for name, late := range map[string]bool{"which listens": false, "which listens late": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t)
			p.t = t
			p.visit(host(t, "", wordpress(copied, late)))
			if names := evaluate[string](p, `return document.querySelector("iframe").getAttributeNames().sort().join(" ")`); names != "class data-secret frameborder height sandbox security src title width" {
				t.Errorf("the frame's attributes are %s", names)
			}
			frame := p.frame(site.URL + "/embed/")
			frame.run(ready)
			if late {
				p.run(`document.querySelector("iframe").height = 300; listen()`)
			}
			p.until(`document.querySelector("iframe").height === "1000"`)
			// What has no room is reached by scrolling inside.
			frame.run(`await demo.run()`)
			frame.until(`document.documentElement.scrollHeight > innerHeight && innerHeight === 1000`)
			if reached := evaluate[bool](frame, `scrollTo(0, 1e6); await new Promise((done) => requestAnimationFrame(done)); return scrollY + innerHeight >= document.documentElement.scrollHeight - 1`); !reached {
				t.Error("the end of the frame cannot be reached")
			}
		})
	}
}

// Some hosts put the address into a frame of their own, with or without a sandbox, and do not listen.
func TestALinkThatAHostFrames(t *testing.T) {
	b := newBrowser(t, inOneProcess...)
	address := strings.TrimSpace(b.copies(t)["Notion, Medium and others that turn links into frames"])
	for name, attributes := range map[string]string{
		"without a sandbox":                   `allowfullscreen allow="clipboard-write"`,
		"with its own origin":                 `sandbox="allow-scripts allow-popups allow-forms allow-same-origin"`,
		"with an opaque origin, not scrolled": `sandbox="allow-scripts" scrolling="no"`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t)
			p.t = t
			p.visit(host(t, "", `<iframe src="`+address+`" width="640" height="480" `+attributes+`></iframe>`))
			frame := p.frame(address)
			frame.run(ready)
			frame.run(`await demo.run()`)
			if s := frame.state().Sources["go"]; s == nil || s.Outcome.How != "returned" {
				t.Errorf("Go did not run to its end: %+v", s)
			}
		})
	}
}

package site

import (
	"cmp"
	"fmt"
	"html"
	"strings"

	"interleave/build/poster"
	"interleave/build/scenario"
	"interleave/records"
)

// A still is a scenario without scripts: its picture for pages, its card for links elsewhere.
type still struct {
	SVG string // "" where nothing was recorded
	Alt string
	// Card is the URL of the picture of 1200×630 pixels, relative to the site's root, and named after its content, so that whoever keeps pictures
	// by their address has the one that belongs to the page; "" where there is none.
	Card string
	// Kept is the same picture under a name that stays when the recording changes, for what is written into articles.
	Kept string
}

// still draws the recordings that the stage would show first.
func (w *writer) still(s *scenario.Scenario) (still, error) {
	p := poster.Poster{Question: s.Question}
	for _, program := range s.Programs {
		r := simplest(s, program.Model)
		if r == nil {
			continue
		}
		run, err := poster.Read(r.Bytes)
		if err != nil {
			return still{}, fmt.Errorf("%s/traces/%s: %w", s.Dir, r.File, err)
		}
		p.Groups = append(p.Groups, poster.Group{Language: program.Language, From: origin(&r.Header), Run: run})
	}
	if len(p.Groups) == 0 {
		return still{}, nil
	}
	png, err := p.PNG()
	if err != nil {
		return still{}, err
	}
	kept := "d/" + s.Name + "/" + cardName
	w.files[kept] = png
	return still{p.SVG(), p.Alt(), w.addHashed("cards/"+s.Name+".png", png), kept}, nil
}

// simplest is the recording of a model with the default parameters, the fewest threads, and a virtual clock where there is one.
func simplest(s *scenario.Scenario, model string) *scenario.Recording {
	var best *scenario.Recording
	for i := range s.Recordings {
		r := &s.Recordings[i]
		if r.Header.Model != model || !withDefaults(s, r.Header.Params) {
			continue
		}
		if best == nil || cmp.Or(cmp.Compare(r.Header.Threads, best.Header.Threads), cmp.Compare(best.Header.Clock, r.Header.Clock)) < 0 {
			best = r
		}
	}
	return best
}

func withDefaults(s *scenario.Scenario, params []records.Param) bool {
	for _, p := range s.Parameters {
		for _, recorded := range params {
			if recorded.Name == p.Name && recorded.Value != int64(p.Default) {
				return false
			}
		}
	}
	return true
}

// origin says what ran and when it was recorded.
func origin(h *records.Header) string {
	threads := "1 thread"
	if h.Threads != 1 {
		threads = fmt.Sprint(h.Threads, " threads")
	}
	return fmt.Sprintf("%s, %s, recorded %s", h.Runtime, threads, h.Date)
}

// cardName is the file's name of the card that stays.
const cardName = "card.png"

// oEmbed is what a site asks for that turns a link into the thing itself (https://oembed.com, 2.3.4.4).
type oEmbed struct {
	Version         string `json:"version"`
	Type            string `json:"type"`
	Provider        string `json:"provider_name"`
	ProviderURL     string `json:"provider_url"`
	Title           string `json:"title"`
	HTML            string `json:"html"`
	Width           int    `json:"width"`
	Height          int    `json:"height"`
	Thumbnail       string `json:"thumbnail_url,omitempty"`
	ThumbnailWidth  int    `json:"thumbnail_width,omitempty"`
	ThumbnailHeight int    `json:"thumbnail_height,omitempty"`
}

// embedding is the oEmbed answer for a scenario; only a site that knows its own address has one.
func (w *writer) embedding(s *scenario.Scenario, picture still) error {
	title := s.Title + ": " + s.Question
	height := FrameHeight(s.Name)
	o := oEmbed{
		Version: "1.0", Type: "rich", Provider: "Interleave", ProviderURL: w.in.URL, Title: title,
		// Sites that take styles away leave this attribute.
		HTML:  strings.NewReplacer(`style="border:0"`, `frameborder="0" style="border:0"`, "{root}", html.EscapeString(w.in.URL), "{demo}", s.Name, "{title}", html.EscapeString(title), "{height}", fmt.Sprint(height)).Replace(frameTag),
		Width: FrameWidth, Height: height,
	}
	if picture.Card != "" {
		o.Thumbnail, o.ThumbnailWidth, o.ThumbnailHeight = w.in.URL+picture.Kept, poster.Width, poster.Height
	}
	text, err := marshal(o)
	w.files["d/"+s.Name+"/oembed.json"] = text
	return err
}

// checkURL refuses what cannot be a site's own address.
func checkURL(url string) error {
	if url == "" || (strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://")) && strings.HasSuffix(url, "/") {
		return nil
	}
	return fmt.Errorf("the site's address is %q, but it begins with https:// or http:// and ends with a slash", url)
}

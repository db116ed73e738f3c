package poster

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// inks are those of role colours that show on light and on dark paper (3:1 on #fff and on #121212); words have the page's own.
var inks = map[ink]string{"role0": "#767570", "role1": "#D55E00", "role2": "#0072B2", "role3": "#009E73", "role4": "#CC79A7", inkText: "currentColor", inkFaint: "currentColor"}

// SVG draws the lanes for a page, in its colours of text. It scales to the page's width.
func (p *Poster) SVG() string {
	rows := 0
	for _, g := range p.Groups {
		rows += min(len(g.Run.Lanes), maxLanes+1)
	}
	f := frame{width: 960, height: float64(rows*26 + len(p.Groups)*30), label: 130, size: 13}
	s := &svg{}
	p.lanes(s, f)
	return fmt.Sprintf(`<svg width="100%%" viewBox="0 0 %.0f %.0f" role="img" aria-label="%s">%s</svg>`, f.width, f.height, escape(p.Alt()), s.String())
}

type svg struct{ strings.Builder }

func (s *svg) bar(x, y, width, height float64, with ink, hatched bool) {
	pale := ""
	if hatched {
		pale = ` opacity=".5"`
	}
	fmt.Fprintf(s, `<rect fill="%s"%s x="%.4g" y="%.4g" width="%.4g" height="%.4g"/>`, inks[with], pale, x, y, width, height)
}

func (s *svg) text(x, y, size float64, bold bool, with ink, text string) {
	weight := ""
	if bold {
		weight = ` font-weight="600"`
	}
	fmt.Fprintf(s, `<text fill="%s" x="%.4g" y="%.4g" font-size="%.3g"%s>%s</text>`, inks[with], x, y, size, weight, escape(text))
}

// width is that of an average sans-serif letter.
func (s *svg) width(size float64, bold bool, text string) float64 {
	return float64(len([]rune(text))) * size * .56
}

func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}

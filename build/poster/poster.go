package poster

import (
	"fmt"
	"strings"
)

// A Group is one side of a poster.
type Group struct {
	// Language and From are its heading: the language, and where the recording comes from.
	Language, From string
	Run            *Run
}

// A Poster is what is drawn.
type Poster struct {
	// Question stands above the lanes, "" for none.
	Question string
	Groups   []Group
}

// maxLanes is how many lanes of a group are drawn; the others are counted.
const maxLanes = 6

// Alt describes the picture in words.
func (p *Poster) Alt() string {
	var sides []string
	for _, g := range p.Groups {
		var names []string
		for i, lane := range g.Run.Lanes {
			if i == maxLanes {
				names = append(names, fmt.Sprintf("%d more", len(g.Run.Lanes)-i))
				break
			}
			names = append(names, lane.Name)
		}
		sides = append(sides, fmt.Sprintf("%s (%s): %s", g.Language, g.From, strings.Join(names, ", ")))
	}
	return "When each unit runs, is ready, or waits. " + strings.Join(sides, ". ") + "."
}

// ink is what something is drawn with; SVG leaves the colour to a style sheet.
type ink string

// The inks; those of roles are role0, role1 …, and come again where there are more roles.
const (
	inkText  ink = "ink"
	inkFaint ink = "faint"
	roles        = 5
)

func roleInk(role int) ink { return ink(fmt.Sprint("role", role%roles)) }

// A surface is drawn on. Lengths are pixels; y of a text is its base line.
type surface interface {
	bar(x, y, width, height float64, with ink, hatched bool)
	text(x, y, size float64, bold bool, with ink, text string)
	// width is how wide a text comes out, at least nearly.
	width(size float64, bold bool, text string) float64
}

// A frame is where on a surface the poster stands.
type frame struct {
	x, y, width, height float64
	label               float64 // width of the lanes' names
	size                float64 // of names
}

// lanes draws the groups, one below the other, lanes as high as there is room for.
func (p *Poster) lanes(s surface, f frame) {
	rows := 0
	for _, g := range p.Groups {
		rows += min(len(g.Run.Lanes), maxLanes)
		if len(g.Run.Lanes) > maxLanes {
			rows++
		}
	}
	head := f.size * 2.2
	pitch := min(f.size*2, (f.height-head*float64(len(p.Groups)))/float64(max(1, rows)))
	columns := 1
	for _, g := range p.Groups {
		columns = max(columns, g.Run.Columns)
	}
	column := (f.width - f.label) / float64(columns)
	y := f.y
	for _, g := range p.Groups {
		s.text(f.x, y+f.size*1.2, f.size, true, inkText, g.Language)
		s.text(f.x+s.width(f.size, true, g.Language)+f.size*.7, y+f.size*1.2, f.size*.85, false, inkFaint, g.From)
		y += head
		for i, lane := range g.Run.Lanes {
			if i == maxLanes {
				s.text(f.x, y+pitch*.66, f.size*.85, false, inkFaint, fmt.Sprintf("and %d more", len(g.Run.Lanes)-i))
				y += pitch
				break
			}
			s.text(f.x, y+pitch*.66, f.size*.95, false, inkText, fitting(s, f.size*.95, f.label-f.size, lane.Name))
			for _, span := range lane.Spans {
				x, width := f.x+f.label+float64(span.From)*column, float64(span.To-span.From)*column
				switch span.State {
				case Running:
					s.bar(x, y+pitch*.2, width, pitch*.6, roleInk(lane.Role), false)
				case Ready:
					s.bar(x, y+pitch*.5, width, pitch*.3, roleInk(lane.Role), true)
				case Waiting:
					s.bar(x, y+pitch*.5-.75, width, 1.5, roleInk(lane.Role), false)
				}
			}
			y += pitch
		}
	}
}

// fitting cuts a text to a width.
func fitting(s surface, size, width float64, text string) string {
	if s.width(size, false, text) <= width {
		return text
	}
	letters := []rune(text)
	for len(letters) > 1 && s.width(size, false, string(letters)+"…") > width {
		letters = letters[:len(letters)-1]
	}
	return string(letters) + "…"
}

// wrap breaks a text into lines of at most a width.
func wrap(s surface, size, width float64, text string) []string {
	var lines []string
	for _, word := range strings.Fields(text) {
		if n := len(lines) - 1; n >= 0 && s.width(size, true, lines[n]+" "+word) <= width {
			lines[n] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}

package decode

import (
	"strings"

	"interleave/records"
)

// printed gathers what is written to one file descriptor until a line is whole.
type printed struct {
	text string
	by   int // who wrote last
}

// printing are the woven writes.
var printing = map[string]func(*decoder, *goroutine, string){
	"out": func(d *decoder, g *goroutine, text string) { d.print(1, g, text) },
	"err": func(d *decoder, g *goroutine, text string) { d.print(2, g, text) },
	"cut": func(d *decoder, g *goroutine, text string) {
		// The rest of that write is not in the trace. It ended a line, as most writes do.
		fd := 1
		if strings.HasPrefix(text, "2 ") {
			fd = 2
		}
		d.print(fd, g, "…\n")
	},
}

// print takes a piece of what a goroutine writes; each whole line is one record.
func (d *decoder) print(fd int, g *goroutine, text string) {
	p := &d.lines[fd]
	p.by = g.unit
	for {
		line, rest, whole := strings.Cut(text, "\n")
		if !whole {
			p.text = records.Clip(p.text+line, 2*records.MaxLine)
			return
		}
		d.emit(records.Event{Kind: records.Out, U: p.by, V: records.Clip(p.text+line, records.MaxLine), FD: fd})
		p.text, text = "", rest
	}
}

// printRest records a last line without an end.
func (d *decoder) printRest() {
	for fd := range d.lines {
		if p := &d.lines[fd]; p.text != "" {
			d.emit(records.Event{Kind: records.Out, U: p.by, V: records.Clip(p.text, records.MaxLine), FD: fd})
			p.text = ""
		}
	}
}

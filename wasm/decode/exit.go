package decode

import (
	"strings"

	"interleave/records"
)

// An Outcome is how the program ended, as whoever ran it saw it.
type Outcome struct {
	// How is set where the program did not end by itself: `stopped`, `time limit`, `output limit`, `lost`. Empty: it is
	// judged from Code and Words.
	How string
	// Code is the program's exit code.
	Code int
	// Words is what it wrote to standard error at last: the runtime's own words when it gave up. Where the program did not end by
	// itself, the sentence that says so.
	Words string
}

// finish ends every unit that the program's end has ended, and writes the exit.
func (d *decoder) finish(o Outcome) {
	d.printRest()
	crash := readCrash(o.Words)
	how := o.How
	switch {
	case d.full:
		how = "event limit"
	case how == "":
		how = crash.how(o.Code)
	}
	e := records.Event{Kind: records.Exit, How: how, Code: o.Code, V: o.Words}
	if crash.is && o.Code == crashCode {
		e.V = d.tidy(crash)
	} else if o.How == "" {
		e.V = ""
	}
	e.V = records.Clip(e.V, records.MaxWords)

	if g := d.goroutines[crash.goroutine]; g.shown() {
		switch {
		case how == "panicked":
			d.ends(g, "panicked", clip(d.options.typeName(crash.message)))
		case how == "fatal" && strings.HasPrefix(crash.blocks[0].state, " [running"):
			d.ends(g, "crashed", clip(crash.message))
		}
	}
	if how == "returned" && len(d.units) > 0 && d.units[0].trace == 1 {
		d.ends(d.units[0], "returned", "")
	}
	over := how == "returned" || how == "exited" || how == "panicked" || how == "fatal"
	for _, g := range d.units {
		switch {
		case g.ended:
		case g.leaked && g.wait != nil:
			d.ends(g, "leaked", "")
		case over:
			d.ends(g, "shut down", "")
		default:
			e.Blocked = append(e.Blocked, g.unit)
		}
	}
	d.emit(e)
	clear(d.unsaid)
	d.flush()
}

// leaks takes the numbers of goroutines that nothing can ever wake. Where another than main ends the program, main and others may wait
// for nothing else: that is no leak.
func (d *decoder) leaks(numbers string) {
	if d.ender.shown() && d.ender.trace != 1 {
		return
	}
	for number := range strings.FieldsSeq(numbers) {
		if g := d.goroutines[parseGoroutine(number)]; g != nil {
			g.leaked = true
		}
	}
}

// tidy brings a crash's text to what it would read as if the program had run alone: without the goroutines and frames of the harness, with
// the program's own names and files, and with goroutines numbered as the units are.
func (d *decoder) tidy(c crash) string {
	var b strings.Builder
	b.WriteString(d.options.ownNames(c.head))
	for _, block := range c.blocks {
		g := d.goroutines[block.goroutine]
		if g != nil && !g.shown() || g == nil && len(d.units) > 0 {
			continue
		}
		b.WriteString("\n\ngoroutine ")
		b.WriteString(d.numbered(block.goroutine))
		b.WriteString(block.state)
		for _, f := range block.frames {
			if d.options.harness(f.function) {
				break // what called the program's main
			}
			if woven(f.function) {
				continue
			}
			if origin, by, ok := strings.Cut(f.function, " in goroutine "); ok {
				f.function = origin + " in goroutine " + d.numbered(parseGoroutine(by))
			}
			b.WriteString("\n" + d.options.ownNames(f.function))
			if f.place != "" {
				b.WriteString("\n" + d.options.ownNames(f.place))
			}
		}
	}
	if c.tail != "" {
		b.WriteString("\n\n" + c.tail)
	}
	return strings.TrimSpace(b.String())
}

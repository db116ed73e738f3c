package record

import (
	"fmt"
	"slices"
	"strings"

	"interleave/records"
)

// An Ending is how a run ended.
type Ending struct {
	// How, Code and Words are the exit's.
	How   string
	Code  int
	Words string
	// Blocked and Leaked describe the units that wait at the end, and those that nothing can ever wake: `consumer waits to receive
	// from queue (main.go:12)`, sorted.
	Blocked, Leaked []string
}

// The command's exit statuses.
const (
	StatusWell      = 0
	StatusOther     = 1
	StatusDeadlock  = 3
	StatusLeaked    = 4
	StatusPanicked  = 5
	StatusTimeLimit = 6
)

// Status is the command's exit status after this end.
func (e *Ending) Status() int {
	switch {
	case e.How == "deadlock":
		return StatusDeadlock
	case e.How == "panicked":
		return StatusPanicked
	case e.How == "time limit":
		return StatusTimeLimit
	case e.How != "returned":
		return StatusOther
	case len(e.Leaked) > 0:
		return StatusLeaked
	}
	return StatusWell
}

// String says it in a sentence.
func (e *Ending) String() string {
	first, _, _ := strings.Cut(e.Words, "\n")
	switch e.How {
	case "returned":
		if len(e.Leaked) > 0 {
			return fmt.Sprintf("The program returned, but %s can never go on.", units(e.Leaked))
		}
		return "The program returned."
	case "exited":
		return fmt.Sprintf("The program exited with code %d.", e.Code)
	case "deadlock":
		return fmt.Sprintf("The program is in a deadlock: every unit waits, %s.", units(e.Blocked))
	case "panicked", "fatal", "out of memory":
		return fmt.Sprintf("The program ended with `%s`.", first)
	case "time limit":
		return "The program was still running when its time was up."
	case "event limit":
		return "The program was ended because it did more than a recording may hold."
	case "output limit":
		return "The program was ended because it printed more than a recording may hold."
	}
	if first != "" {
		return first
	}
	return "The program was " + e.How + "."
}

func units(all []string) string {
	if len(all) == 1 {
		return all[0]
	}
	return fmt.Sprintf("%d units", len(all))
}

// severity orders endings from the worst.
func (e *Ending) severity() int {
	order := []string{"deadlock", "panicked", "fatal", "out of memory", "lost", "leaked", "time limit", "event limit", "output limit", "stopped", "exited", "returned"}
	how := e.How
	if how == "returned" && len(e.Leaked) > 0 {
		how = "leaked"
	}
	return slices.Index(order, how)
}

// An observer gathers an Ending from records.
type observer struct {
	exit      records.Event
	units     map[int]string        // names
	resources map[int]string        // names
	waits     map[int]records.Event // each unit's latest
	leaked    []int
	workers   int // one more than the greatest
}

func (o *observer) observe(e *records.Event) {
	if o.units == nil {
		o.units, o.resources, o.waits = map[int]string{}, map[int]string{}, map[int]records.Event{}
	}
	if e.W.OK {
		o.workers = max(o.workers, e.W.N+1)
	}
	switch e.Kind {
	case records.Spawn:
		o.units[e.U] = e.Name
	case records.New:
		o.resources[e.R] = fmt.Sprint(e.Noun, " ", e.R)
		if e.Name != "" {
			o.resources[e.R] = e.Name
		}
	case records.Wait:
		o.waits[e.U] = *e
	case records.Op, records.Unwait:
		if w, open := o.waits[e.U]; open && w.Op == e.Op && w.R == e.R {
			delete(o.waits, e.U)
		}
	case records.End:
		if e.How == "leaked" {
			o.leaked = append(o.leaked, e.U)
		} else {
			delete(o.waits, e.U)
			delete(o.units, e.U)
		}
	case records.Exit:
		o.exit = *e
	}
}

func (o *observer) ending() *Ending {
	return &Ending{How: o.exit.How, Code: o.exit.Code, Words: o.exit.V, Blocked: o.describe(o.exit.Blocked), Leaked: o.describe(o.leaked)}
}

func (o *observer) describe(units []int) []string {
	var all []string
	for _, u := range units {
		name := o.units[u]
		if name == "" {
			name = fmt.Sprint("unit ", u)
		}
		w, waits := o.waits[u]
		switch {
		case !waits:
			all = append(all, name)
			continue
		case len(w.Cases) > 0:
			name += " in select"
		default:
			name += " in " + w.Op
		}
		if r := o.resources[w.R]; r != "" {
			name += " of " + r
		}
		if w.At != "" {
			name += " (" + w.At + ")"
		}
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

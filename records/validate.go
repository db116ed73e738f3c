package records

import (
	"fmt"
	"io"
)

// A Breach is a record that breaks one of the rules of FORMAT.md, "What always holds".
type Breach struct {
	Line int    // from 1, the header's
	Rule string // the rule's name in FORMAT.md
	Text string // what is wrong, with the record's own numbers
}

func (b Breach) String() string { return fmt.Sprintf("line %d: %s: %s", b.Line, b.Rule, b.Text) }

// MaxBreaches bounds what Validate returns: after a first error the rest are often its echoes.
const MaxBreaches = 100

// Validate reads a recording and returns every breach, in the order of its lines, or an error where the text
// cannot be read any further. A recording without breach and error is valid.
func Validate(r io.Reader) ([]Breach, error) {
	reader := NewReader(r)
	h, err := reader.Header()
	if err != nil {
		return nil, err
	}
	v := NewValidator(h)
	for {
		e, err := reader.Event()
		if err == io.EOF {
			return v.Finish(), nil
		}
		if err != nil {
			return v.breaches, err
		}
		v.Event(e)
	}
}

// A Validator holds a recording against the rules, one record at a time. Its memory grows with units,
// resources and queued values, not with records.
type Validator struct {
	header    *Header
	line      int
	time      int64
	units     map[int]*unit
	resources map[int]*resource
	workers   map[int]int // worker to the unit on it
	exited    bool
	handing   *resource // a rendezvous whose receive must come next
	breaches  []Breach
}

// NewValidator starts with the header's own rules.
func NewValidator(h *Header) *Validator {
	v := &Validator{
		header: h, line: 1,
		units: map[int]*unit{}, resources: map[int]*resource{}, workers: map[int]int{},
	}
	v.must(h.Version >= 1 && h.Version <= Version, "header", "version %d is not known", h.Version)
	v.must(h.Model != "", "header", "the model is missing")
	v.must(h.Runtime != "", "header", "the runtime is missing")
	v.must(h.Threads >= 1, "header", "threads is %d", h.Threads)
	v.must(clocks[h.Clock], "header", "the clock is %q, not virtual or real", h.Clock)
	v.must(whole(h.Seed), "header", "the seed is %d, beyond 2^53 − 1", h.Seed)
	for _, p := range h.Params {
		v.must(whole(p.Value), "header", "the parameter %s is %d, beyond 2^53 − 1", p.Name, p.Value)
	}
	return v
}

// must records a breach of rule unless ok, and returns ok.
func (v *Validator) must(ok bool, rule, format string, args ...any) bool {
	if !ok && len(v.breaches) < MaxBreaches {
		v.breaches = append(v.breaches, Breach{v.line, rule, fmt.Sprintf(format, args...)})
	}
	return ok
}

// whole reports whether a double holds the number, and every number that is nearer to 0.
func whole(n int64) bool { return -MaxNumber <= n && n <= MaxNumber }

// Event checks the next record.
func (v *Validator) Event(e *Event) {
	v.line++
	if !v.must(!v.exited, "end", "%s after exit", e.Kind) {
		return
	}
	if !v.must(e.Kind != KindHeader, "header", "a second header") {
		return
	}
	v.must(e.T >= v.time, "time", "t goes back from %d to %d", v.time, e.T)
	v.time = max(v.time, e.T)
	v.must(e.U >= 0 && e.By >= 0 && e.R >= 0 && e.Held >= 0 && (!e.W.OK || e.W.N >= 0), "fields", "a negative number for a unit, worker or resource")
	v.must(e.Until >= 0, "fields", "a timer that is due at %d", e.Until)
	v.must(whole(e.T) && whole(e.Until), "fields", "a time beyond 2^53 − 1 ns")
	for _, n := range []int{e.U, e.W.N, e.By, e.R, e.Len.N, e.Cap.N, e.Held, e.Of, e.Parent, e.Choice.N, e.Code, e.FD} {
		v.must(whole(int64(n)), "fields", "the number %d, beyond 2^53 − 1", n)
	}
	if v.handing != nil {
		v.must(e.Kind == Op && e.Op == "receive" && e.R == v.handing.id && e.OK, "length",
			"a send on the rendezvous %s is not followed by its receive", v.handing)
		v.handing = nil
	}
	switch e.Kind {
	case Spawn:
		v.spawn(e)
	case Run:
		v.run(e)
	case Stop:
		v.stop(e)
	case End:
		v.end(e)
	case Wait:
		v.wait(e)
	case Wake:
		v.wake(e)
	case Unwait:
		v.unwait(e)
	case New:
		v.born(e)
	case Op:
		v.op(e)
	case Idle, Busy:
		v.must(e.W.OK, "fields", "%s without a worker", e.Kind)
	case Range:
		v.must(e.Name != "", "fields", "a range without a name")
		v.must(e.Is == "begin" || e.Is == "end", "fields", "a range that is %q, not begin or end", e.Is)
	case Out:
		if e.U != 0 {
			v.known(e.U, "printed")
		}
		v.must(e.FD == 1 || e.FD == 2, "fields", "out on fd %d", e.FD)
	case Exit:
		v.exit(e)
	default:
		v.must(false, "fields", "the kind %q is not known", e.Kind)
	}
}

// Finish checks what only the end can tell and returns all breaches. Nothing may be checked after it.
func (v *Validator) Finish() []Breach {
	v.line++
	v.must(v.exited, "end", "the recording ends without an exit")
	return v.breaches
}

func (v *Validator) exit(e *Event) {
	v.exited = true
	v.must(exitHows[e.How], "fields", "exit with how %q", e.How)
	blocked := map[int]bool{}
	for _, id := range e.Blocked {
		v.must(!blocked[id], "end", "unit %d is named twice in blocked", id)
		blocked[id] = true
		if u := v.known(id, "is blocked"); u != nil {
			v.must(!u.ended, "end", "unit %d has ended and is named in blocked", id)
		}
	}
	for id := range v.units {
		v.must(v.units[id].ended || blocked[id], "end", "unit %d has no end and is not named in blocked", id)
	}
}

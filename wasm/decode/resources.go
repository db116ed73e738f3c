package decode

import (
	"strings"

	"golang.org/x/exp/trace"

	"interleave/records"
)

// resource is a channel, timer or sync object of the program.
type resource struct {
	number  int // 0: not shown
	kind    string
	cap     int
	place   int // of its `new`, for amend
	name    string
	due     int64 // of a timer, or a context's deadline, ns
	every   int64 // of a ticker, ns
	holders int   // of a lock
	written bool  // its holder is a writer
	counter int   // of a wait group
	counted bool  // the counter is known
	values  []value
	// Of a context: the one that it was made from, where it was made, and why it is cancelled.
	parent     *resource
	at         string
	cancelling cancelling
	// waiters are the goroutines with an open wait on it, in the order they came.
	waiters []*goroutine
}

// value is one value in a channel.
type value struct {
	v     string
	place int // of the send, for amend
}

// object names a sync object: the memory of one may later hold another.
type object struct {
	address uint64
	kind    string
}

func (r *resource) id() int {
	if r == nil {
		return 0
	}
	return r.number
}

func (r *resource) timer() bool { return r != nil && r.kind == "timer" }

func (r *resource) awaits(g *goroutine) bool {
	for _, w := range r.waiters {
		if w == g {
			return true
		}
	}
	return false
}

func (r *resource) leave(g *goroutine) {
	if r == nil {
		return
	}
	for i, w := range r.waiters {
		if w == g {
			r.waiters = append(r.waiters[:i], r.waiters[i+1:]...)
			return
		}
	}
}

// born numbers a resource and records its `new`.
func (d *decoder) born(g *goroutine, r *resource, typ, name, at string) {
	d.resources++
	r.number = d.resources
	r.name = name
	e := records.Event{Kind: records.New, U: g.id(), R: r.number, Noun: r.kind, Name: name, Type: typ, At: at}
	if r.kind == "channel" {
		e.Cap = records.Some(r.cap)
	}
	if g != nil && !g.onProc {
		e.U = 0
	}
	r.place = d.emit(e)
}

// used returns the sync object at an address, and records its birth at its first use.
func (d *decoder) used(g *goroutine, address uint64, kind, method, at string) *resource {
	key := object{address, kind}
	r := d.objects[key]
	name := d.options.Names.object(at, method, g.spawnedAt())
	if r == nil {
		r = &resource{kind: kind}
		d.objects[key] = r
		d.born(g, r, "", name, at)
	} else if r.name == "" && name != "" {
		d.rename(r, name)
	}
	return r
}

// rename gives a resource the name that a later line told.
func (d *decoder) rename(r *resource, name string) {
	r.name = name
	if e := d.amend(r.place); e != nil {
		e.Name = name
	}
}

// channel returns a channel by the weave's number. One that is older than the trace is born at its first use.
func (d *decoder) channel(id uint64, g *goroutine, n, capacity int) *resource {
	if r := d.channels[id]; r != nil {
		return r
	}
	r := &resource{kind: "channel", cap: capacity, values: make([]value, max(0, min(n, maxUnseen)))}
	for i := range r.values {
		r.values[i].place = -1
	}
	d.channels[id] = r
	d.born(g, r, "", "", "")
	return r
}

// maxUnseen bounds the values that a channel older than the trace is believed to hold.
const maxUnseen = 1 << 16

// span records a span of the runtime's own. What the tracer does to start and stop is not the program's.
func (d *decoder) span(ev *trace.Event) {
	r := ev.Range()
	if !wholeRuntime(r.Name) {
		return
	}
	is := "begin"
	if ev.Kind() == trace.EventRangeEnd {
		is = "end"
	}
	e := records.Event{Kind: records.Range, Name: r.Name, Is: is}
	if p := ev.Proc(); isProc(p) {
		e.W = records.Some(int(p))
	}
	d.emit(e)
}

// wholeRuntime reports whether a span stops or loads the whole program.
func wholeRuntime(name string) bool {
	return name == "GC concurrent mark phase" || strings.HasPrefix(name, "stop-the-world") && !strings.Contains(name, "trace)")
}

package records

import (
	"fmt"
	"strconv"
)

// What the validator knows of a resource, and the rules resource, order, length, lock, counter and join.

type resource struct {
	id      int
	kind    string
	name    string
	cap     Maybe
	of      int
	values  []string // in a queue, head first
	closed  bool
	locked  bool // by a writer
	readers int
	counter int
}

func (r *resource) String() string {
	if r.name != "" {
		return fmt.Sprintf("%s (%s %d)", r.name, r.kind, r.id)
	}
	return fmt.Sprintf("%s %d", r.kind, r.id)
}

func (v *Validator) born(e *Event) {
	if e.U != 0 {
		v.acting(e.U, "makes a resource")
	}
	if !v.must(e.R > 0, "fields", "a new without a resource") {
		return
	}
	v.must(resKinds[e.Noun], "fields", "a resource of kind %q", e.Noun)
	v.must(e.Noun != "channel" || e.Cap.OK, "fields", "a channel without its capacity")
	v.must(!e.Cap.OK || e.Cap.N >= 0, "fields", "a capacity of %d", e.Cap.N)
	if e.Parent != 0 {
		if parent := v.used(e.Parent); parent != nil {
			v.must(e.Noun == "context" && parent.kind == "context", "fields", "a %s made from a %s", e.Noun, parent.kind)
		}
	}
	if v.must(v.resources[e.R] == nil, "resource", "resource %d is born twice", e.R) {
		v.resources[e.R] = &resource{id: e.R, kind: e.Noun, name: e.Name, cap: e.Cap, of: e.Of}
	}
}

// used returns the resource, or nil after a breach.
func (v *Validator) used(id int) *resource {
	r := v.resources[id]
	v.must(r != nil, "resource", "resource %d is used but was never born", id)
	return r
}

func (v *Validator) op(e *Event) {
	v.must(ops[e.Op], "fields", "the operation %q is not known", e.Op)
	v.must(opWhys[e.Why], "fields", "an op with why %q", e.Why)
	v.must(e.OK || e.Why != "" || failsSilently[e.Op], "fields", "%s without effect does not say why", e.Op)
	waited := v.doer(e)
	if e.Op == "select" {
		v.must(e.Choice.OK, "fields", "a select without its choice")
		v.must(e.Choice.N >= -1 && (len(e.Cases) == 0 || e.Choice.N < len(e.Cases)), "fields", "the choice %d among %d cases", e.Choice.N, len(e.Cases))
	}
	if e.R == 0 {
		return
	}
	r := v.used(e.R)
	if r == nil {
		return
	}
	switch {
	case queues[r.kind]:
		v.queue(e, r)
	case r.kind == "mutex" || r.kind == "rwmutex":
		v.lock(e, r)
	case r.kind == "wait group":
		v.count(e, r, waited)
	case r.kind == "join handle" && e.Op == "join" && r.of != 0:
		if u := v.known(r.of, "is joined"); u != nil {
			v.must(u.ended, "join", "unit %d is joined before its end", r.of)
		}
	}
}

// doer checks who does the operation, closes the wait that it ends, and reports whether there was one.
func (v *Validator) doer(e *Event) (waited bool) {
	v.causing(e.By, "completes an operation of another")
	switch {
	case e.U == 0:
	case e.By == 0 || e.By == e.U:
		if u := v.acting(e.U, "does "+e.Op); u != nil {
			return u.settle(e.Op, e.R)
		}
	default:
		if u := v.alive(e.U, "is given "+e.Op); u != nil {
			v.must(u.expects(e.Op, e.R), "wait", "unit %d is given %s on resource %d by unit %d but did not wait for it", e.U, e.Op, e.R, e.By)
			return u.settle(e.Op, e.R)
		}
	}
	return false
}

func (v *Validator) queue(e *Event, r *resource) {
	rendezvous := r.kind == "channel" && r.cap.N == 0
	switch {
	case e.Op == "close":
		r.closed = r.closed || e.OK
		return
	case e.Op == "send" && e.OK:
		v.must(!r.closed || r.kind != "channel" || v.header.Model != "go", "order", "%d is sent to %s after its close", len(r.values), r)
		r.values = append(r.values, e.V)
		if rendezvous {
			v.handing = r
		}
	case e.Op == "receive" && e.OK:
		if !v.must(len(r.values) > 0, "order", "a value leaves %s, which is empty", r) {
			return
		}
		head := r.values[0]
		r.values = r.values[1:]
		v.must(head == e.V || head == "" || e.V == "", "order", "%q leaves %s, where %q is the head", e.V, r, head)
	case e.Op == "receive" && e.Why == "closed":
		v.must(r.closed, "order", "a receive finds %s closed, which is not", r)
		v.must(len(r.values) == 0, "order", "a receive finds %s closed and empty, which holds %d", r, len(r.values))
		return
	default:
		return
	}
	if !v.must(e.Len.OK, "fields", "a %s on %s without len", e.Op, r) {
		return
	}
	if rendezvous {
		v.must(e.Len.N == 0, "length", "%s is a rendezvous and says that it holds %d", r, e.Len.N)
		return
	}
	v.must(e.Len.N == len(r.values), "length", "%s says that it holds %d, and holds %d", r, e.Len.N, len(r.values))
	if r.kind == "channel" {
		v.must(len(r.values)+e.Held <= r.cap.N, "length", "%s holds %d and %d reserved, of %d", r, len(r.values), e.Held, r.cap.N)
	}
}

func (v *Validator) lock(e *Event, r *resource) {
	if !e.OK {
		return
	}
	switch e.Op {
	case "lock":
		v.must(!r.locked && r.readers == 0, "lock", "%s is locked while it is held", r)
		r.locked = true
	case "unlock":
		v.must(r.locked, "lock", "%s is unlocked but not held", r)
		r.locked = false
	case "rlock":
		v.must(!r.locked, "lock", "%s is locked for reading while a writer holds it", r)
		r.readers++
	case "runlock":
		if v.must(r.readers > 0, "lock", "%s is unlocked by a reader but has none", r) {
			r.readers--
		}
	}
}

func (v *Validator) count(e *Event, r *resource, waited bool) {
	switch e.Op {
	case "add":
		n, err := strconv.Atoi(e.V)
		v.must(err == nil, "fields", "add of %q", e.V)
		r.counter += n
	case "done":
		r.counter--
	case "wait":
		v.must(waited || r.counter == 0, "counter", "%s is waited for at once at %d", r, r.counter)
		return
	default:
		return
	}
	v.must(r.counter >= 0, "counter", "%s falls to %d", r, r.counter)
	if v.must(e.Len.OK, "fields", "%s on %s without len", e.Op, r) {
		v.must(e.Len.N == r.counter, "counter", "%s says %d, and is %d", r, e.Len.N, r.counter)
	}
}

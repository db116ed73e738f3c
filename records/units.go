package records

import "strings"

// What the validator knows of a unit, and the rules unit, run, worker, waker, doer, wait and join.

type unit struct {
	id      int
	noun    string
	state   unitState
	worker  int
	wokenUp bool // while it ran: ready again after its stop
	ended   bool
	waits   []openWait
}

type unitState int

const (
	ready unitState = iota
	running
	waiting
	gone
)

func (s unitState) String() string { return [...]string{"ready", "running", "waiting", "gone"}[s] }

type openWait struct {
	op    string
	r     int
	cases []Case
}

// known returns the unit, or nil after a breach.
func (v *Validator) known(id int, verb string) *unit {
	u := v.units[id]
	v.must(u != nil, "unit", "unit %d %s but was never spawned", id, verb)
	return u
}

// alive is known, and a breach if the unit has ended.
func (v *Validator) alive(id int, verb string) *unit {
	u := v.known(id, verb)
	if u != nil && !v.must(!u.ended, "unit", "unit %d %s after its end", id, verb) {
		return nil
	}
	return u
}

// acting is alive, and a breach of doer if the unit does not run.
func (v *Validator) acting(id int, verb string) *unit {
	u := v.alive(id, verb)
	if u != nil {
		v.must(u.state == running, "doer", "unit %d %s but is %s", id, verb, u.state)
	}
	return u
}

// causing checks the field by.
func (v *Validator) causing(id int, verb string) {
	if id == 0 {
		return
	}
	if u := v.known(id, verb); u != nil {
		v.must(u.state == running, "waker", "unit %d %s but is %s", id, verb, u.state)
	}
}

func (v *Validator) spawn(e *Event) {
	if !v.must(e.U > 0, "fields", "a spawn without a unit") {
		return
	}
	v.must(unitKinds[e.Noun], "fields", "a unit of kind %q", e.Noun)
	v.causing(e.By, "spawns")
	if v.must(v.units[e.U] == nil, "unit", "unit %d is spawned twice", e.U) {
		v.units[e.U] = &unit{id: e.U, noun: e.Noun}
	}
}

func (v *Validator) run(e *Event) {
	u := v.alive(e.U, "runs")
	if !v.must(e.W.OK, "fields", "a run without a worker") || u == nil {
		return
	}
	v.must(u.state == ready, "run", "unit %d runs but is %s", e.U, u.state)
	on, taken := v.workers[e.W.N]
	v.must(!taken, "worker", "unit %d runs on worker %d, where unit %d runs", e.U, e.W.N, on)
	if u.noun != "blocking" && u.noun != "thread" {
		v.must(e.W.N < v.header.Threads, "worker", "worker %d of %d", e.W.N, v.header.Threads)
	}
	if u.state == running {
		delete(v.workers, u.worker)
	}
	u.state, u.worker = running, e.W.N
	v.workers[e.W.N] = e.U
}

func (v *Validator) stop(e *Event) {
	u := v.known(e.U, "stops")
	if u == nil || !v.must(e.W.OK, "fields", "a stop without a worker") {
		return
	}
	v.must(stopWhys[e.Why], "fields", "a stop with why %q", e.Why)
	v.stack(e)
	if !v.must(u.state == running, "worker", "unit %d stops but is %s", e.U, u.state) {
		return
	}
	v.must(u.worker == e.W.N, "worker", "unit %d stops on worker %d but runs on %d", e.U, e.W.N, u.worker)
	delete(v.workers, u.worker)
	switch {
	case u.ended:
		v.must(e.Why == "end", "unit", "unit %d stops with why %q after its end", e.U, e.Why)
		u.state = gone
	case e.Why == "end":
		v.must(false, "unit", "unit %d stops at its end without an end", e.U)
	case e.Why == "wait":
		v.must(len(u.waits) > 0, "wait", "unit %d stops to wait but waits for nothing", e.U)
		u.state = waiting
		if u.wokenUp {
			u.state = ready
		}
	default:
		u.state = ready
	}
	u.wokenUp = false
}

// stack checks the field stack: where it stands, it says more than at.
func (v *Validator) stack(e *Event) {
	if e.Stack == nil {
		return
	}
	v.must(len(e.Stack) > 1, "fields", "a stack of %d frames", len(e.Stack))
	for i, frame := range e.Stack {
		function, place, ok := strings.Cut(frame, " ")
		v.must(ok && function != "" && place != "", "fields", "a stack with the frame %q", frame)
		v.must(i > 0 || place == e.At, "fields", "a stack that begins with %q, at %q", frame, e.At)
	}
}

func (v *Validator) end(e *Event) {
	u := v.alive(e.U, "ends")
	v.must(endHows[e.How], "fields", "an end with how %q", e.How)
	v.causing(e.By, "ends another")
	if u == nil {
		return
	}
	u.ended = true
	u.waits = nil
	if u.state != running {
		u.state = gone
	}
}

func (v *Validator) wait(e *Event) {
	u := v.acting(e.U, "waits")
	if !v.must(e.Op != "", "fields", "a wait without an operation") || u == nil {
		return
	}
	if e.R != 0 {
		v.used(e.R)
	}
	for _, c := range e.Cases {
		v.must(ops[c.Op], "fields", "a case with the operation %q", c.Op)
		if c.R != 0 {
			v.used(c.R)
		}
	}
	v.stack(e)
	u.waits = append(u.waits, openWait{e.Op, e.R, e.Cases})
}

func (v *Validator) wake(e *Event) {
	u := v.known(e.U, "is woken")
	v.causing(e.By, "wakes another")
	v.must(wakeWhys[e.Why], "fields", "a wake with why %q", e.Why)
	if u == nil {
		return
	}
	switch u.state {
	case waiting:
		u.state = ready
	case running:
		u.wokenUp = true
	}
}

func (v *Validator) unwait(e *Event) {
	u := v.alive(e.U, "stops waiting")
	if u != nil {
		v.must(u.settle(e.Op, e.R), "wait", "unit %d stops waiting to %s resource %d but did not wait for it", e.U, e.Op, e.R)
	}
}

// settle closes the unit's wait for op on r and reports whether there was one.
func (u *unit) settle(op string, r int) bool {
	for i, w := range u.waits {
		if w.op == op && w.r == r {
			u.waits = append(u.waits[:i], u.waits[i+1:]...)
			return true
		}
	}
	return false
}

// expects reports whether the unit waits for op on r, as such or as a case of a select.
func (u *unit) expects(op string, r int) bool {
	for _, w := range u.waits {
		if w.op == op && w.r == r {
			return true
		}
		for _, c := range w.cases {
			if c.Op == op && c.R == r {
				return true
			}
		}
	}
	return false
}

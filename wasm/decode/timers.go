package decode

import (
	"interleave/records"
)

// sleeps: `1000000`, how many ns.
func (m *message) sleeps() {
	if ns, ok := m.signed(""); ok && m.g != nil {
		m.d.waits(m.g, wait{op: "sleep", until: m.d.dueIn(ns)}, m.at, m.stack)
	}
}

func (m *message) slept() {
	if m.g != nil {
		m.d.emit(op(m.g, nil, "sleep", m.at))
		m.completes("sleep", nil)
	}
}

// timer: `c3 in 1000000 every 1000000`: the channel that was just made is a timer's.
func (m *message) timer() {
	r := m.timed()
	if r == nil {
		return
	}
	r.kind = "timer"
	e := m.d.amend(r.place)
	if e == nil {
		return
	}
	e.Noun, e.Cap, e.Type = "timer", records.Maybe{}, ""
	if name := m.madeName("timer"); name != "" {
		m.d.rename(r, name)
	}
}

// timerReset: the same, of a timer that is set anew.
func (m *message) timerReset() {
	m.timed()
}

func (m *message) timerStopped() {
	if id, ok := m.number("c"); ok {
		if r := m.d.channels[id]; r.id() != 0 {
			r.due, r.every = 0, 0
		}
	}
}

// timed reads which timer is due when, and keeps that.
func (m *message) timed() *resource {
	id, ok := m.number("c")
	in, ok1 := m.signed("in ")
	r := m.d.channels[id]
	if !ok || !ok1 || r.id() == 0 {
		return nil
	}
	r.due, r.every = m.d.dueIn(in), 0
	if every, ok := m.number("every "); ok && every <= records.MaxNumber {
		r.every = int64(every)
	}
	return r
}

// dueIn is the time in so many ns from now; 0 where a record cannot hold it: a sleep for ever is written as one of math.MaxInt64.
func (d *decoder) dueIn(ns int64) int64 {
	ns = max(0, ns)
	if ns > records.MaxNumber-d.now {
		return 0
	}
	return d.now + ns
}

// nextDue is when a timer is due next, 0 where that is not known: a ticker is due again and again.
func (d *decoder) nextDue(r *resource) int64 {
	if r.every > 0 && r.due > 0 && r.due <= d.now {
		r.due = d.dueIn(r.every - (d.now-r.due)%r.every)
	}
	return r.due
}

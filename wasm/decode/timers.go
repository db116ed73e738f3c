package decode

import (
	"interleave/records"
)

// sleeps: `1000000`, how many ns.
func (m *message) sleeps() {
	if ns, ok := m.signed(""); ok && m.g != nil {
		m.d.waits(m.g, wait{op: "sleep", until: m.d.now + max(0, ns)}, m.at, m.stack)
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
	r.due, r.every = m.d.now+max(0, in), 0
	if every, ok := m.number("every "); ok {
		r.every = int64(every)
	}
	return r
}

// nextDue is when a timer is due next, 0 where that is not known: a ticker is due again and again.
func (r *resource) nextDue(now int64) int64 {
	if r.every > 0 && r.due <= now {
		r.due += ((now-r.due)/r.every + 1) * r.every
	}
	return max(0, r.due) // a trace from anywhere may hold a period that no clock has
}

package decode

import (
	"interleave/records"
)

// sleeps: `1000000`, how many ns.
func (m *message) sleeps() {
	if ns, ok := m.signed(""); ok && m.g != nil {
		m.d.waits(m.g, wait{op: "sleep", until: m.d.now + max(0, ns)}, m.at)
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
	r, due := m.timed()
	if r == nil {
		return
	}
	r.kind, r.due = "timer", due
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
	if r, due := m.timed(); r != nil {
		r.due = due
	}
}

func (m *message) timerStopped() {
	if id, ok := m.number("c"); ok {
		if r := m.d.channels[id]; r.id() != 0 {
			r.due = 0
		}
	}
}

// timed reads which timer is due when.
func (m *message) timed() (*resource, int64) {
	id, ok := m.number("c")
	in, ok1 := m.signed("in ")
	r := m.d.channels[id]
	if !ok || !ok1 || r.id() == 0 {
		return nil, 0
	}
	return r, m.d.now + max(0, in)
}

package decode

import (
	"strconv"
	"strings"

	"interleave/records"
)

// object reads the address at the head of the message and returns the sync object there.
func (m *message) object(kind, method string) *resource {
	address, ok := m.address()
	if !ok {
		return nil
	}
	return m.d.used(m.g, address, kind, method, m.at)
}

// did: an operation on a sync object completed.
func (m *message) did(kind, name, method string) {
	r := m.object(kind, method)
	if r == nil {
		return
	}
	if name == "lock" || name == "rlock" {
		if name == "lock" && r.holders > 0 || name == "rlock" && r.written {
			return // contradicts the trace so far, which was broken; the wait for it ends as others do
		}
		r.holders++
		r.written = name == "lock"
	}
	m.d.emit(op(m.g, r, name, m.at))
	m.completes(name, r)
}

// gave: a lock was given back. One that nobody was seen to take is older than the trace, or the standard library's own.
func (m *message) gave(kind, name, method string) {
	address, ok := m.address()
	if r := m.d.objects[object{address, kind}]; ok && r != nil && r.holders > 0 {
		r.holders--
		r.written = false
		m.d.emit(op(m.g, r, name, m.at))
	}
}

// waitsFor: an operation on a sync object is about to block.
func (m *message) waitsFor(kind, name, method string) {
	if m.g == nil {
		return
	}
	if r := m.object(kind, method); r != nil {
		m.d.waits(m.g, wait{op: name, r: r}, m.at, m.stack)
	}
}

// tried: `0xc000012345 1`, 1 where the lock was taken.
func (m *message) tried(kind, name, method string) {
	r := m.object(kind, method)
	if r == nil {
		return
	}
	e := op(m.g, r, name, m.at)
	if e.OK = m.text == "1"; e.OK {
		if r.written || name == "lock" && r.holders > 0 {
			return
		}
		r.holders++
		r.written = name == "lock"
	}
	m.d.emit(e)
}

// counts: `0xc000012345 +2=5`, what a wait group's counter was moved by and what it is now.
func (m *message) counts() {
	method := "Add"
	r := m.object("wait group", method)
	if r == nil {
		return
	}
	m.text = strings.TrimPrefix(m.text, "+")
	delta, ok := m.signed("")
	now, ok1 := m.signed("=")
	if !ok || !ok1 || now < 0 || now > maxCount {
		return // a negative counter panics
	}
	// Messages of two threads may be swapped, so the counter is kept here; what is older than the trace is not in it.
	if !r.counted || int64(r.counter)+delta < 0 {
		m.d.recount(m.g, r, now-delta)
		r.counted = true
	}
	r.counter += int(delta)
	if r.counter < 0 {
		r.counter = 0
		return
	}
	e := op(m.g, r, "add", m.at)
	e.Len = records.Some(r.counter)
	if delta == -1 {
		e.Op = "done"
	} else {
		e.V = strconv.FormatInt(delta, 10)
	}
	for _, method := range []string{"Done", "Go"} {
		if name := m.d.options.Names.object(m.at, method, m.g.spawnedAt()); name != "" && r.name == "" {
			m.d.rename(r, name)
		}
	}
	m.d.emit(e)
}

// maxCount is the greatest counter of a wait group.
const maxCount = 1<<31 - 1

// recount brings a wait group that is older than the trace to the counter it has.
func (d *decoder) recount(g *goroutine, r *resource, to int64) {
	delta := to - int64(r.counter)
	if to < 0 || to > maxCount || delta == 0 {
		return
	}
	r.counter = int(to)
	e := op(g, r, "add", "")
	e.V, e.Len = strconv.FormatInt(delta, 10), records.Some(int(to))
	d.emit(e)
}

// runsOnce: the goroutine runs the function of a sync.Once; it is done when it returns, or panics.
func (m *message) runsOnce() { m.did("once", "do", "Do") }

// onceDone tells that the function has returned; the operation stands at its start, before what the function does.
func (m *message) onceDone() {
	r := m.object("once", "Do")
	if r != nil && m.g != nil && m.g.wait != nil && m.g.wait.r == r {
		m.d.emit(op(m.g, r, "do", m.at))
		m.completes("do", r)
	}
}

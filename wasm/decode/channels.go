package decode

import (
	"strings"

	"interleave/records"
)

// op is a record of a completed operation on a resource.
func op(g *goroutine, r *resource, name, at string) records.Event {
	return records.Event{Kind: records.Op, U: g.id(), R: r.id(), Op: name, OK: true, At: at}
}

// push puts a value into a channel by the operation e. A rendezvous holds nothing: its send says 0, and its receive comes next.
func (d *decoder) push(c *resource, e records.Event, v string) {
	e.V = v
	c.values = append(c.values, value{v, 0})
	n := len(c.values)
	if c.cap == 0 {
		n = 0
	}
	e.Len = records.Some(n)
	c.values[len(c.values)-1].place = d.emit(e)
}

// pop takes the head out by the operation e. A select's send does not tell its value: it is filled in when it comes out.
func (d *decoder) pop(c *resource, e records.Event, v string) {
	if len(c.values) == 0 {
		return // contradicts the trace so far, which was broken
	}
	head := c.values[0]
	c.values = c.values[1:]
	delete(d.unsaid, head.place)
	if head.v == "" && v != "" {
		if sent := d.amend(head.place); sent != nil {
			sent.V = v
		}
	}
	if v == "" {
		v = head.v
	}
	e.V, e.Len = v, records.Some(len(c.values))
	d.emit(e)
}

// `c2 cap=3 int`
func (m *message) makes() {
	id, ok := m.number("c")
	capacity, ok1 := m.number("cap=")
	if !ok || !ok1 {
		return
	}
	c := &resource{kind: "channel", cap: sayable(capacity)}
	m.d.channels[id] = c
	if m.g == nil {
		return // the harness's own
	}
	m.d.born(m.g, c, m.d.options.typeName(m.text), m.madeName("channel"), m.at)
}

// madeName is the source's name of what the line makes next.
func (m *message) madeName(kind string) string {
	key := kind + " " + m.at
	nth := m.d.made[key]
	m.d.made[key]++
	return m.d.options.Names.resource(m.at, kind, nth)
}

// typeName is a type's name as the program's own text has it: the package that holds the program may be called otherwise
// where it is compiled.
func (o *Options) typeName(name string) string {
	if o.Package != "" {
		name = strings.ReplaceAll(name, o.Package+".", "main.")
	}
	return name
}

// sends: a value went into the buffer, or to the receiver that waits.
func (m *message) sends() {
	o, c, ok := m.operation(1)
	if !ok || c == nil || c.context() {
		return
	}
	peer := m.d.goroutines[o.peer]
	if c.cap == 0 && peer == nil {
		return // nobody to take it: broken
	}
	m.d.push(c, op(m.g, c, "send", m.at), o.v)
	if peer != nil {
		m.d.pop(c, m.d.completed(peer, c, "receive", m.g), o.v)
	}
	m.completes("send", c)
}

// receives: a value came out of the buffer, or from the sender that waits. A full buffer's head comes out and the sender's value
// goes in.
func (m *message) receives() {
	o, c, ok := m.operation(-1)
	if !ok || c == nil || c.context() {
		return
	}
	if c.timer() {
		m.d.emit(op(m.g, c, "tick", m.at))
		m.completes("tick", c)
		return
	}
	peer := m.d.goroutines[o.peer]
	if c.cap == 0 {
		if peer == nil {
			return
		}
		m.d.push(c, m.d.completed(peer, c, "send", m.g), o.v)
	}
	m.d.pop(c, op(m.g, c, "receive", m.at), o.v)
	if c.cap > 0 && peer != nil {
		v := ""
		if peer.shown() && peer.wait != nil {
			v = peer.wait.v
		}
		m.d.push(c, m.d.completed(peer, c, "send", m.g), v)
		if v == "" && peer.shown() {
			m.d.unsaid[c.values[len(c.values)-1].place] = true
		}
	}
	m.completes("receive", c)
}

// completed is the record of an operation that by completes for a goroutine that waits for it. Its wait ends with it, unless it is a
// select's, which ends when the select itself does.
func (d *decoder) completed(g *goroutine, c *resource, name string, by *goroutine) records.Event {
	e := op(g, c, name, "")
	if !g.shown() || g.wait == nil || !c.awaits(g) || by == nil {
		e.U = 0 // it waits since before the trace, or the other one is not shown
		return e
	}
	e.By, e.At = by.unit, g.wait.at
	g.wait.done = true
	if g.wait.op != "select" {
		g.settled()
	}
	return e
}

// closes: receivers that wait find it closed, senders that wait will panic.
func (m *message) closes() {
	_, c, ok := m.operation(0)
	if !ok || c == nil {
		return
	}
	if c.context() {
		m.d.emit(m.cancelled(c))
	} else {
		m.d.emit(op(m.g, c, "close", m.at))
	}
	if m.g == nil {
		return
	}
	for _, g := range append([]*goroutine(nil), c.waiters...) {
		if g.wait == nil || g.wait.done {
			continue
		}
		name, v := g.wait.on(c), g.wait.v
		e := m.d.completed(g, c, name, m.g)
		if name == "send" {
			e.V = v
		}
		if !c.context() {
			e.OK, e.Why = false, "closed"
		}
		m.d.emit(e)
		g.closed = c
	}
}

// findsClosed: the goroutine finds the channel closed, by itself or because the closer has ended its wait.
func (m *message) findsClosed(name string) {
	o, c, ok := m.operation(0)
	if !ok || c == nil {
		return
	}
	if m.g != nil && m.g.closed == c {
		m.g.closed = nil
		m.d.decided(m.g)
		return
	}
	if c.context() {
		name = "cancelled"
	}
	e := op(m.g, c, name, m.at)
	if !c.context() {
		e.OK, e.Why = false, "closed"
	}
	if name == "send" {
		e.V = o.v
	}
	m.d.emit(e)
	m.completes(name, c)
}

// misses: a select of one case and a default found nothing to do.
func (m *message) misses(name, why string) {
	_, c, ok := m.operation(0)
	if !ok || c == nil {
		return
	}
	e := op(m.g, c, name, m.at)
	e.OK, e.Why = false, why
	if c.context() {
		e.Op, e.Why = "cancelled", ""
	}
	m.d.emit(e)
}

func (m *message) waitsToSend() {
	if o, c, ok := m.operation(0); ok && m.g != nil && !c.context() {
		m.d.waits(m.g, wait{op: "send", r: c, v: o.v}, m.at, m.stack)
	}
}

func (m *message) waitsToReceive() {
	_, c, ok := m.operation(0)
	if !ok || m.g == nil {
		return
	}
	w := wait{op: "receive", r: c}
	switch {
	case c.timer():
		w.op, w.until = "tick", m.d.nextDue(c)
	case c.context():
		w.op = "cancelled"
	}
	m.d.waits(m.g, w, m.at, m.stack)
}

// waitsForever: the channel is nil.
func (m *message) waitsForever(name string) {
	if m.g != nil {
		m.d.waits(m.g, wait{op: name}, m.at, m.stack)
	}
}

// completes ends what the goroutine waited for by its own operation, and tells a select its chosen case is done.
func (m *message) completes(name string, c *resource) {
	g := m.g
	if g == nil {
		return
	}
	if w := g.wait; w != nil && w.op == name && w.r == c {
		g.settled()
	}
	m.d.decided(g)
}

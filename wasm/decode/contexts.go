package decode

import (
	"strings"

	"interleave/records"
)

// A context's Done channel has the context's number, so that what happens to that channel is about the context. Its close is the
// cancellation, a receive from it learns of that.

// cancelling is what is told of a context's cancellation before it.
type cancelling struct {
	deadline bool // its time has come
	cause    string
}

func (r *resource) context() bool { return r != nil && r.kind == "context" }

// makesContext: `c5 of c3`. One that the standard library makes for itself is born when the program uses it, as it is handed one by net/http.
func (m *message) makesContext() {
	id, ok := m.number("c")
	if !ok {
		return
	}
	c := &resource{kind: "context", name: m.madeName("context"), at: m.at}
	if parent, ok := m.number("of c"); ok {
		c.parent = m.d.channels[parent]
	}
	m.d.channels[id] = c
	if m.g != nil && m.direct() {
		m.d.bornContext(m.g, c)
	}
}

// deadline: `c5 in 1000000`, of the context that was just made.
func (m *message) deadline() {
	id, ok := m.number("c")
	in, ok1 := m.signed("in ")
	c := m.d.channels[id]
	if !ok || !ok1 || !c.context() {
		return
	}
	c.due = m.d.dueIn(in)
	if e := m.d.amend(c.place); e != nil && c.number > 0 {
		e.Until = c.due
	}
}

func (d *decoder) bornContext(g *goroutine, c *resource) {
	d.born(g, c, "", c.name, c.at)
	if e := d.amend(c.place); e != nil {
		e.Until, e.Parent = c.due, c.parent.id()
	}
}

// usedContext is a context that the program uses: one that it did not make is born now. nil where it is still none of the program's.
func (m *message) usedContext(c *resource) *resource {
	if c.number == 0 {
		if m.g == nil || !m.direct() {
			return nil
		}
		m.d.bornContext(m.g, c)
	}
	return c
}

// cancelling: `c5 deadline`, `c5 v=*errors.errorString("too slow")`. The close of its channel follows.
func (m *message) cancelling() {
	id, ok := m.number("c")
	c := m.d.channels[id]
	if !ok || !c.context() {
		return
	}
	m.text, c.cancelling.deadline = strings.CutPrefix(m.text, "deadline")
	if cause, ok := strings.CutPrefix(strings.TrimPrefix(m.text, " "), "v="); ok {
		c.cancelling.cause = m.d.value(cause)
	}
}

// cancelled is the record of a context's cancellation.
func (m *message) cancelled(c *resource) records.Event {
	e := op(m.g, c, "cancel", m.at)
	e.V = c.cancelling.cause
	if c.cancelling.deadline {
		e.Why = "timer"
	}
	return e
}

// direct reports whether the program itself, or a module that it depends on, called what the message is about: the first frame outside of
// the runtime and context is not the standard library's.
func (m *message) direct() bool {
	for f := range m.stack.Frames() {
		if _, own := m.d.stacks.own(f); own {
			return true
		}
		if pkg := packageOf(f.Func); pkg != "runtime" && pkg != contextPackage {
			return !standard(f.Func)
		}
	}
	return false
}

// contextPackage: its goroutines wait for deadlines and for contexts of the program's own kinds, and are not the program's.
const contextPackage = "context"

// delegate reports whether the goroutine acts for package context: what it starts is the program's.
func (g *goroutine) delegate() bool { return packageOf(g.entry.start) == contextPackage }

// byTimer reports whether a deadline has cancelled it.
func (r *resource) byTimer() bool { return r.context() && r.cancelling.deadline }

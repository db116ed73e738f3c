package decode

import (
	"strings"

	"interleave/records"
)

// selectCase is one case of a select.
type selectCase struct {
	op    string
	r     *resource // nil for a nil channel
	ready bool
}

// choice is a select that was decided.
type choice struct {
	cases []selectCase
	order []int
	won   int // in the runtime's order, −1 for the default
	at    string
}

// on is the operation by which a goroutine waits on a channel: of a select, its case's.
func (w *wait) on(c *resource) string {
	for _, k := range w.cases {
		if k.r == c {
			return k.op
		}
	}
	return w.op
}

// cases reads `s3* r4 r- d =1`: the cases in the runtime's order (sends first), `*` those that could be taken, `d` that there is
// a default, and the one that won.
func (m *message) cases() choice {
	k := choice{won: -1, at: m.at}
	sends := 0
	for word := range strings.FieldsSeq(m.text) {
		direction, id := word[:1], word[1:]
		switch {
		case direction == "=":
			w := message{text: id}
			if n, ok := w.signed(""); ok && n >= -1 && n < int64(len(k.cases)) {
				k.won = int(n)
			}
		case direction == "s" || direction == "r":
			c := selectCase{op: "receive"}
			if direction == "s" {
				c.op = "send"
				sends++
			}
			id, c.ready = strings.CutSuffix(id, "*")
			w := message{text: id}
			if n, ok := w.number(""); ok {
				r := m.d.channels[n]
				if r.context() {
					r = m.usedContext(r)
				}
				if r.id() != 0 {
					c.r = r
				}
			}
			switch {
			case c.r.timer():
				c.op = "tick"
			case c.r.context():
				c.op = "cancelled"
			}
			k.cases = append(k.cases, c)
		}
	}
	k.order = m.d.options.Names.order(m.at, sends, len(k.cases)-sends)
	return k
}

// inOrder are the cases as they stand in a record: in the source's order where it is known.
func inOrder(cases []selectCase, order []int) []records.Case {
	if len(cases) == 0 {
		return nil
	}
	out := make([]records.Case, len(cases))
	for i := range out {
		c := cases[i]
		if order != nil {
			c = cases[order[i]]
		}
		out[i] = records.Case{Op: c.op, R: c.r.id(), Ready: c.ready}
	}
	return out
}

// index is the place of the chosen case among those of the record.
func (k *choice) index() int {
	for i, runtime := range k.order {
		if runtime == k.won {
			return i
		}
	}
	return k.won
}

// selects: a select that found a case to take, or took the default. The operation of the case is told next, and stands before it.
func (m *message) selects() {
	if m.g == nil {
		return
	}
	m.d.settleOpen(m.g)
	k := m.cases()
	m.g.chosen = &k
	if k.won < 0 {
		m.d.decided(m.g)
	}
}

func (m *message) waitsToSelect() {
	if m.g == nil {
		return
	}
	k := m.cases()
	m.d.waits(m.g, wait{op: "select", cases: k.cases, order: k.order}, m.at, m.stack)
}

// selected: a select that waited goes on. Who woke it did the operation of its case; of a timer it is told next.
func (m *message) selected() {
	g := m.g
	if g == nil || g.wait == nil || g.wait.op != "select" {
		return
	}
	k := m.cases()
	if len(k.cases) == 0 {
		k.cases, k.order = g.wait.cases, g.wait.order
	}
	g.chosen = &k
	if g.wait.done {
		m.d.decided(g)
	}
}

// decided records a select whose chosen case is done.
func (d *decoder) decided(g *goroutine) {
	k := g.chosen
	if k == nil {
		return
	}
	g.chosen = nil
	if g.wait != nil && g.wait.op == "select" {
		g.settled()
	}
	d.emit(records.Event{
		Kind: records.Op, U: g.unit, Op: "select", OK: true,
		Cases: inOrder(k.cases, k.order), Choice: records.Some(k.index()), At: k.at,
	})
}

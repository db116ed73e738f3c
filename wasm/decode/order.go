package decode

import (
	"strings"

	"golang.org/x/exp/trace"
)

// Events of several threads come in the order of their times, which are as fine as 64 ns. Two operations on one channel, or the
// release of a lock and its next acquisition, may have the same, and then come swapped. The weave's numbers tell the order of a channel's
// operations, the lock's state that of its.
//
// An event that another must precede is held, with all that come after it, until the other comes; that one is then
// taken first, together with what its thread did before it.

// maxAhead is for how many events one waits: what is swapped is a few apart.
const maxAhead = 256

// inOrder takes the next event of the trace.
func (d *decoder) inOrder(ev trace.Event) {
	if d.options.Threads == 1 {
		d.event(&ev)
		return
	}
	d.ahead = append(d.ahead, ev)
	d.advance(maxAhead)
}

// advance handles the events ahead, as long as they are in order or there are more than so many.
func (d *decoder) advance(most int) {
	for len(d.ahead) > 0 && !d.full {
		if before := d.precedes(&d.ahead[0]); before != nil {
			if i := d.find(before); i > 0 {
				d.bringForward(i)
			} else if len(d.ahead) <= most {
				return
			}
		}
		ev := d.ahead[0]
		d.ahead = d.ahead[1:]
		d.countOperation(&ev)
		d.event(&ev)
	}
}

// find returns the index of the first event ahead that holds, 0 if there is none.
func (d *decoder) find(holds func(*trace.Event) bool) int {
	for i := range d.ahead {
		if i > 0 && holds(&d.ahead[i]) {
			return i
		}
	}
	return 0
}

// bringForward puts event i first, after those of its own thread that come before it.
func (d *decoder) bringForward(i int) {
	thread := d.ahead[i].Thread()
	first, rest := make([]trace.Event, 0, len(d.ahead)), []trace.Event{}
	for _, ev := range d.ahead[:i] {
		if ev.Thread() == thread {
			first = append(first, ev)
		} else {
			rest = append(rest, ev)
		}
	}
	first = append(append(first, d.ahead[i]), rest...)
	d.ahead = append(first, d.ahead[i+1:]...)
}

// precedes says what must come before the event and has not yet; nil: nothing.
func (d *decoder) precedes(ev *trace.Event) func(*trace.Event) bool {
	if ev.Kind() != trace.EventLog {
		return nil
	}
	l := ev.Log()
	if channel, number, ok := operationNumber(l); ok {
		if last := d.operations[channel]; last != 0 && number > last+1 {
			return func(other *trace.Event) bool {
				if other.Kind() != trace.EventLog {
					return false
				}
				c, n, ok := operationNumber(other.Log())
				return ok && c == channel && n == last+1
			}
		}
		return nil
	}
	if kind, after := acquires[l.Category], releases[l.Category]; kind != "" {
		m := message{text: l.Message}
		address, ok := m.address()
		by := ev.Goroutine()
		if r := d.objects[object{address, kind}]; ok && r != nil && r.holders > 0 && (r.written || l.Category != "rlock") {
			return func(other *trace.Event) bool {
				if other.Kind() != trace.EventLog || other.Goroutine() == by || !strings.Contains(after, " "+other.Log().Category+" ") {
					return false
				}
				m := message{text: other.Log().Message}
				a, ok := m.address()
				return ok && a == address
			}
		}
	}
	return nil
}

// acquires are the operations that a lock must be free for, and releases those that free it.
var (
	acquires = map[string]string{"lock": "mutex", "wlock": "rwmutex", "rlock": "rwmutex"}
	releases = map[string]string{"lock": " unlock ", "wlock": " wunlock runlock ", "rlock": " wunlock "}
)

// countOperation notes the number of a channel's operation.
func (d *decoder) countOperation(ev *trace.Event) {
	if ev.Kind() != trace.EventLog {
		return
	}
	if channel, number, ok := operationNumber(ev.Log()); ok {
		d.operations[channel] = max(d.operations[channel], number)
	}
}

// operationNumber reads the channel and the number of an operation that has a place of its own in the channel's order.
func operationNumber(l trace.Log) (channel, number uint64, ok bool) {
	switch l.Category {
	case "send", "send?", "send!", "recv", "recv?", "recv0", "close":
		m := message{text: l.Message}
		channel, ok = m.number("c")
		_, ok1 := m.number("")
		_, ok2 := m.number("/")
		number, ok3 := m.number("#")
		return channel, number, ok && ok1 && ok2 && ok3
	}
	return 0, 0, false
}

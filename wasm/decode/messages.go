package decode

import (
	"strconv"
	"strings"

	"golang.org/x/exp/trace"

	"interleave/records"
)

// message takes one user log. The woven ones are known by their category and the form of their text, as
// build/weave/GRAMMAR.md has it; the program's own logs are none of ours.
func (d *decoder) message(ev *trace.Event, l trace.Log) {
	m := message{d: d, g: d.goroutines[ev.Goroutine()], stack: ev.Stack()}
	m.at = d.stacks.find(m.stack).at
	if !m.g.shown() {
		// The runtime's and the harness's goroutines may work on the program's channels, but have no unit.
		m.g = nil
	} else if !m.g.onProc {
		return // a broken trace: nothing can be done by a goroutine that does not run
	}
	if l.Category == "flush" && m.g != nil {
		m.g.paused = true
		return
	}
	if do := categories[l.Category]; do != nil {
		m.text = l.Message
		do(&m)
		return
	}
	if do := printing[l.Category]; do != nil && m.g != nil {
		do(d, m.g, l.Message)
	}
}

// A message is one woven event while it is read.
type message struct {
	d     *decoder
	g     *goroutine // who did it; nil: nobody who is shown
	stack trace.Stack
	at    string // the program's line
	text  string // what is still to be read
}

// categories are the woven operations. A message that does not have its category's form is ignored.
var categories = map[string]func(*message){
	"make":     (*message).makes,
	"send":     (*message).sends,
	"send?":    (*message).waitsToSend,
	"send-":    func(m *message) { m.misses("send", "full") },
	"send!":    func(m *message) { m.findsClosed("send") },
	"send?nil": func(m *message) { m.waitsForever("send") },
	"recv":     (*message).receives,
	"recv?":    (*message).waitsToReceive,
	"recv-":    func(m *message) { m.misses("receive", "empty") },
	"recv0":    func(m *message) { m.findsClosed("receive") },
	"recv?nil": func(m *message) { m.waitsForever("receive") },
	"close":    (*message).closes,

	"ctx":      (*message).makesContext,
	"deadline": (*message).deadline,
	"cancel":   (*message).cancelling,

	"select":   (*message).selects,
	"select?":  (*message).waitsToSelect,
	"selected": (*message).selected,

	"sleep":  (*message).sleeps,
	"slept":  (*message).slept,
	"timer":  (*message).timer,
	"timer+": (*message).timerReset,
	"timer-": (*message).timerStopped,

	"lock":      func(m *message) { m.did("mutex", "lock", "Lock") },
	"lock?":     func(m *message) { m.waitsFor("mutex", "lock", "Lock") },
	"trylock":   func(m *message) { m.tried("mutex", "lock", "TryLock") },
	"unlock":    func(m *message) { m.gave("mutex", "unlock", "Unlock") },
	"rlock":     func(m *message) { m.did("rwmutex", "rlock", "RLock") },
	"rlock?":    func(m *message) { m.waitsFor("rwmutex", "rlock", "RLock") },
	"tryrlock":  func(m *message) { m.tried("rwmutex", "rlock", "TryRLock") },
	"runlock":   func(m *message) { m.gave("rwmutex", "runlock", "RUnlock") },
	"wlock":     func(m *message) { m.did("rwmutex", "lock", "Lock") },
	"wlock?":    func(m *message) { m.waitsFor("rwmutex", "lock", "Lock") },
	"trywlock":  func(m *message) { m.tried("rwmutex", "lock", "TryLock") },
	"wunlock":   func(m *message) { m.gave("rwmutex", "unlock", "Unlock") },
	"wg":        (*message).counts,
	"wait":      func(m *message) { m.did("wait group", "wait", "Wait") },
	"wait?":     func(m *message) { m.waitsFor("wait group", "wait", "Wait") },
	"cwait?":    func(m *message) { m.waitsFor("cond", "wait", "Wait") },
	"cwait":     func(m *message) { m.did("cond", "wait", "Wait") },
	"signal":    func(m *message) { m.did("cond", "signal", "Signal") },
	"broadcast": func(m *message) { m.did("cond", "broadcast", "Broadcast") },
	"once":      func(m *message) { m.runsOnce() },
	"once?":     func(m *message) { m.waitsFor("once", "do", "Do") },
	"oncedone":  func(m *message) { m.onceDone() },
}

// operation is the text of a message about a channel: `c2 2/3 #4 g22 v=5`.
type operation struct {
	n, cap int        // values in it and its capacity, when the message was written
	peer   trace.GoID // who waits on the other side; 0: nobody
	v      string
}

// number reads a decimal after a prefix, and the space behind it.
func (m *message) number(prefix string) (n uint64, ok bool) {
	rest, ok := strings.CutPrefix(m.text, prefix)
	if !ok {
		return 0, false
	}
	end := 0
	for end < len(rest) && '0' <= rest[end] && rest[end] <= '9' {
		end++
	}
	n, err := strconv.ParseUint(rest[:end], 10, 63)
	if err != nil {
		return 0, false
	}
	m.text = strings.TrimPrefix(rest[end:], " ")
	return n, true
}

// signed reads a decimal that may be negative.
func (m *message) signed(prefix string) (int64, bool) {
	if rest, ok := strings.CutPrefix(m.text, prefix+"-"); ok {
		m.text = rest
		n, ok := m.number("")
		return -int64(n), ok
	}
	n, ok := m.number(prefix)
	return int64(n), ok
}

// address reads a hexadecimal address and the space behind it.
func (m *message) address() (uint64, bool) {
	word, rest, _ := strings.Cut(m.text, " ")
	digits, ok := strings.CutPrefix(word, "0x")
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseUint(digits, 16, 64)
	m.text = rest
	return n, err == nil
}

// operation reads the text of a message about a channel that had grown by so many values since before it. The channel is nil
// where it is not shown; ok is false where the text cannot be read.
func (m *message) operation(grown int) (o operation, c *resource, ok bool) {
	id, ok := m.number("c")
	n, ok1 := m.number("")
	capacity, ok2 := m.number("/")
	if !ok || !ok1 || !ok2 || n > capacity {
		return o, nil, false
	}
	m.number("#")
	if peer, ok := m.number("g"); ok {
		o.peer = trace.GoID(peer)
	}
	o.n, o.cap = sayable(n), sayable(capacity)
	if v, ok := strings.CutPrefix(m.text, "v="); ok {
		o.v = m.d.value(v)
	}
	if o.peer != 0 || o.cap == 0 {
		grown = 0
	}
	c = m.d.channel(id, m.g, o.n-grown, o.cap)
	if c.context() {
		c = m.usedContext(c)
		return o, c, true
	}
	if c.number == 0 {
		c = nil
	}
	return o, c, true
}

// sayable is a capacity or a length as a record can hold it: a channel of values without a size may have room for 2^63 − 1.
func sayable(n uint64) int { return int(min(n, records.MaxNumber)) }

// value is a value's text as it stands in records: channels in values are the weave's own numbers.
func (d *decoder) value(v string) string {
	if id, ok := strings.CutPrefix(v, "c"); ok {
		if n, err := strconv.ParseUint(id, 10, 63); err == nil {
			c := d.channels[n]
			switch {
			case c.id() == 0:
				return "channel"
			case c.name != "":
				return clip(c.name)
			}
			return "channel " + strconv.Itoa(c.number)
		}
	}
	return clip(d.options.typeName(v))
}

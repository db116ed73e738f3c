package decode

import (
	"strings"

	"golang.org/x/exp/trace"

	"interleave/records"
)

// wait is what a goroutine waits for: at most one thing at a time, of which a select is one.
type wait struct {
	op    string
	r     *resource // nil where the runtime does not say, or for a nil channel
	v     string
	cases []selectCase // of a select, in the runtime's order
	at    string
	order []int // the source's order of cases, nil where it is not known
	until int64 // when the timer is due, 0 where there is none
	// unwoven: only a stock event told of it, so that no woven one will tell of its end.
	unwoven bool
	// done: another goroutine has completed it, or the case of a select that will be chosen.
	done bool
}

// wokenBy is the `why` of a wake without a waker.
func (w *wait) wokenBy() string {
	switch {
	case w.op == "sleep" || w.op == "tick" || w.r.byTimer():
		return "timer"
	case w.op == "network" || w.op == "system call":
		return "io"
	}
	for _, c := range w.cases {
		if c.r.timer() || c.r.byTimer() {
			return "timer"
		}
	}
	return ""
}

// waits records that a goroutine is about to wait.
func (d *decoder) waits(g *goroutine, w wait, at string, stack trace.Stack) {
	d.settleOpen(g)
	w.at = at
	g.wait = &w
	if w.r != nil {
		w.r.waiters = append(w.r.waiters, g)
	}
	for _, c := range w.cases {
		if c.r != nil && !c.r.awaits(g) {
			c.r.waiters = append(c.r.waiters, g)
		}
	}
	d.emit(records.Event{
		Kind: records.Wait, U: g.unit, R: w.r.id(), Op: w.op, V: clip(w.v),
		Cases: inOrder(w.cases, w.order), Until: w.until, Stack: d.stackAt(stack, at), At: at,
	})
}

// settled ends the open wait; its op was just recorded.
func (g *goroutine) settled() {
	if g.wait == nil {
		return
	}
	g.wait.r.leave(g)
	for _, c := range g.wait.cases {
		c.r.leave(g)
	}
	g.wait = nil
}

// settleOpen ends a wait of which no event told the end: the goroutine evidently goes on.
func (d *decoder) settleOpen(g *goroutine) {
	d.decided(g)
	w := g.wait
	if w == nil {
		return
	}
	g.settled()
	if !w.done || w.op == "select" {
		d.emit(records.Event{Kind: records.Unwait, U: g.unit, R: w.r.id(), Op: w.op})
	}
}

// resumed is called when a goroutine runs. A wait that only a stock event told of ends here.
func (d *decoder) resumed(g *goroutine) {
	w := g.wait
	if w == nil || !w.unwoven {
		return
	}
	g.settled()
	switch w.op {
	case "send", "receive", "sleep":
		d.emit(records.Event{Kind: records.Op, U: g.unit, Op: w.op, OK: true})
	default:
		d.emit(records.Event{Kind: records.Unwait, U: g.unit, Op: w.op})
	}
}

// waitsUnwoven records a wait of which only the stock event tells: a reason, no resource.
func (d *decoder) waitsUnwoven(g *goroutine, st trace.StateTransition) {
	at := d.stacks.find(st.Stack).at
	if st.Reason == "" {
		at = g.line
	}
	d.waits(g, wait{op: reasonOp(st), unwoven: true}, at, st.Stack)
}

// stackAt is the program's frames where a record with the line at has more to say of them than that.
func (d *decoder) stackAt(stack trace.Stack, at string) []string {
	frames := d.stacks.frames(stack)
	if len(frames) == 0 || !strings.HasSuffix(frames[0], " "+at) {
		return nil
	}
	return frames
}

// reasonOp brings a stock trace's reason for blocking into the words of records; what has no word there stays the runtime's own.
func reasonOp(st trace.StateTransition) string {
	switch st.Reason {
	case "chan send":
		return "send"
	case "chan receive":
		return "receive"
	case "sync":
		for f := range st.Stack.Frames() {
			switch f.Func {
			case "sync.(*WaitGroup).Wait", "sync.(*Cond).Wait":
				return "wait"
			case "sync.(*Once).doSlow":
				return "do"
			case "sync.(*RWMutex).RLock":
				return "rlock"
			}
		}
		return "lock"
	case "sync.(*Cond).Wait":
		return "wait"
	case "forever":
		for f := range st.Stack.Frames() {
			switch {
			case strings.HasPrefix(f.Func, "runtime.chansend"):
				return "send"
			case strings.HasPrefix(f.Func, "runtime.chanrecv"):
				return "receive"
			}
		}
		return "select"
	case "":
		return "coroutine"
	}
	return st.Reason
}

func clip(v string) string { return records.Clip(v, records.MaxValue) }

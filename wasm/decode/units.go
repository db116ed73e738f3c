package decode

import (
	"strings"

	"golang.org/x/exp/trace"

	"interleave/records"
)

// goroutine is what is known of one goroutine.
type goroutine struct {
	trace trace.GoID
	unit  int // 0: not shown
	state trace.GoState
	proc  trace.ProcID // while it runs
	// onProc says that its run is recorded and its stop is not. A goroutine in a system call keeps its proc until it is taken away.
	onProc bool
	ended  bool
	// paused: it stopped for the recorder's sake and goes on before anybody else; nothing of that is recorded.
	paused bool
	at     string // the line that spawned it
	by     int    // who spawned it, for a spawn that waits to be recorded
	entry  place
	wait   *wait
	// chosen is a select that was decided: its record waits for the operation of the chosen case.
	chosen *choice
	// line is where it woke somebody last: a switch to a coroutine says so only there.
	line string
	// leaked: nothing can ever wake it, as the runtime's own detection has found.
	leaked bool
	// closed is a channel whose closer has ended this goroutine's wait. The goroutine says so itself when it runs again.
	closed *resource
}

// shown reports whether the goroutine is a unit of the recording.
func (g *goroutine) shown() bool { return g != nil && g.unit > 0 }

func (g *goroutine) spawnedAt() string {
	if g == nil {
		return ""
	}
	return g.at
}

// id is the unit's number where it is shown, else 0: the runtime.
func (g *goroutine) id() int {
	if g == nil {
		return 0
	}
	return g.unit
}

// running returns the unit number of a goroutine that may stand as `by`, else 0.
func (d *decoder) running(id trace.GoID) int {
	if g := d.goroutines[id]; g.shown() && g.onProc {
		return g.unit
	}
	return 0
}

func (d *decoder) know(id trace.GoID) *goroutine {
	g := d.goroutines[id]
	if g == nil {
		g = &goroutine{trace: id}
		d.goroutines[id] = g
	}
	return g
}

// goroutine follows one transition of a goroutine's state.
func (d *decoder) goroutine(ev *trace.Event, st trace.StateTransition) {
	id := st.Resource.Goroutine()
	from, to := st.Goroutine()
	g := d.know(id)
	g.state = to
	switch {
	case from == trace.GoNotExist:
		d.created(g, ev, st)
	case from == trace.GoUndetermined || !g.shown():
		d.discovered(g, ev, st)
	case from == to: // a generation begins with the state of everything
		return
	case g.paused:
		g.paused = to != trace.GoRunning
	case from == trace.GoRunning && d.stacks.find(st.Stack).tracer:
		g.paused = true
	case to == trace.GoNotExist:
		d.ends(g, "returned", "")
	case to == trace.GoRunning && from == trace.GoSyscall && g.onProc:
		return
	case to == trace.GoRunning:
		d.runs(g, ev.Proc())
	case from == trace.GoRunning && to == trace.GoWaiting:
		d.blocks(g, st)
	case from == trace.GoRunning && to == trace.GoRunnable:
		d.stops(g, givesWay(st), st.Stack)
	case to == trace.GoRunnable:
		d.wakes(g, ev)
	}
	if to == trace.GoNotExist && !g.shown() {
		delete(d.goroutines, id)
	}
}

// created meets a goroutine at its birth.
func (d *decoder) created(g *goroutine, ev *trace.Event, st trace.StateTransition) {
	g.entry = d.stacks.find(st.Stack)
	parent := d.goroutines[ev.Goroutine()]
	if machinery(g.entry.start) || parent != nil && !parent.shown() && !parent.delegate() {
		return
	}
	origin := d.stacks.find(ev.Stack())
	g.by = d.running(ev.Goroutine())
	d.spawn(g, origin.at)
}

// discovered meets a goroutine that is older than the trace. The main one is the program's; any other is when a stack shows a
// line of the program. A goroutine that waits is recorded only when it is ready: a unit begins as ready.
func (d *decoder) discovered(g *goroutine, ev *trace.Event, st trace.StateTransition) {
	if g.trace == 1 {
		g.entry.start = "main.main"
	} else if g.entry.start == "" {
		p := d.stacks.find(st.Stack)
		if !p.ours || machinery(p.start) {
			return
		}
		g.entry = p
	}
	if g.state == trace.GoWaiting || g.state == trace.GoNotExist || machinery(g.entry.start) {
		return
	}
	d.spawn(g, "")
	if g.state.Executing() {
		d.runs(g, ev.Proc())
	}
}

func (d *decoder) spawn(g *goroutine, at string) {
	d.units = append(d.units, g)
	g.unit = len(d.units)
	g.at = at
	d.emit(records.Event{Kind: records.Spawn, U: g.unit, By: g.by, Name: d.unitName(g, at), At: at})
}

// unitName is the last name of the function that the unit began with; of a literal, the name that the source suggests, else its place.
func (d *decoder) unitName(g *goroutine, at string) string {
	if g.entry.start == coroutine {
		return "coroutine"
	}
	nth := d.spawned[at]
	d.spawned[at]++
	name, literal := lastName(g.entry.start)
	group := strings.HasPrefix(g.entry.start, "sync.(*WaitGroup).Go.")
	if !literal && !group {
		return name
	}
	if at != "" {
		if name := d.options.Names.unit(at, nth); name != "" {
			return name
		}
		return "func at " + at
	}
	if g.entry.at != "" {
		return "func at " + g.entry.at
	}
	return name
}

func (d *decoder) runs(g *goroutine, p trace.ProcID) {
	if g.onProc || !isProc(p) {
		return
	}
	if other := d.onProc[p]; other != nil && other != g {
		d.stops(other, "preempt", trace.NoStack)
	}
	g.onProc, g.proc = true, p
	d.onProc[p] = g
	d.emit(records.Event{Kind: records.Run, U: g.unit, W: records.Some(int(p))})
	d.resumed(g)
}

func (d *decoder) stops(g *goroutine, why string, stack trace.Stack) {
	if !g.onProc {
		return
	}
	g.onProc = false
	delete(d.onProc, g.proc)
	at := d.stacks.find(stack).at
	d.emit(records.Event{Kind: records.Stop, U: g.unit, W: records.Some(int(g.proc)), Why: why, Stack: d.stackAt(stack, at), At: at})
}

func (d *decoder) blocks(g *goroutine, st trace.StateTransition) {
	if !g.onProc {
		return // it was seen to lose its proc before: a broken trace
	}
	if g.wait == nil {
		d.waitsUnwoven(g, st)
	}
	d.stops(g, "wait", trace.NoStack)
}

func (d *decoder) wakes(g *goroutine, ev *trace.Event) {
	if g.onProc { // a system call that kept its proc in the records
		d.taken(g)
	}
	by := d.running(ev.Goroutine())
	e := records.Event{Kind: records.Wake, U: g.unit, By: by}
	if by != 0 {
		e.At = d.stacks.find(ev.Stack()).at
		d.units[by-1].line = e.At
	} else if g.wait != nil {
		e.Why = g.wait.wokenBy()
	}
	d.emit(e)
}

// taken stops a goroutine whose proc was taken away during a system call.
func (d *decoder) taken(g *goroutine) {
	if g.wait == nil {
		d.waits(g, wait{op: "system call", unwoven: true}, "", trace.NoStack)
	}
	d.stops(g, "wait", trace.NoStack)
}

func (d *decoder) ends(g *goroutine, how, v string) {
	if g.ended {
		return
	}
	g.ended = true
	g.wait = nil
	d.emit(records.Event{Kind: records.End, U: g.unit, How: how, V: v})
	d.stops(g, "end", trace.NoStack)
}

// givesWay says why a goroutine that can go on stopped. A Mutex.Unlock that hands over to a starving waiter is recorded by the
// runtime as a preemption, but the goroutine does it by itself.
func givesWay(st trace.StateTransition) string {
	if st.Reason == "runtime.Gosched" {
		return "yield"
	}
	for f := range st.Stack.Frames() { // the innermost first
		if strings.HasPrefix(f.Func, "runtime.") {
			continue
		}
		if strings.HasPrefix(f.Func, "sync.") || strings.HasPrefix(f.Func, "internal/sync.") {
			return "yield"
		}
		break // whoever called this, sync.(*WaitGroup).Go of all, has no part in it
	}
	return "preempt"
}

// isProc reports whether a number can be a proc's; a broken trace may have any.
func isProc(p trace.ProcID) bool { return p >= 0 && p < 1<<16 }

// proc follows a worker: what the runtime says of it, and whom it takes it from.
func (d *decoder) proc(st trace.StateTransition) {
	from, to := st.Proc()
	p := st.Resource.Proc()
	if from == to || from == trace.ProcUndetermined || !isProc(p) {
		return
	}
	w := records.Some(int(p))
	switch {
	case to == trace.ProcIdle:
		if g := d.onProc[p]; g != nil {
			d.taken(g)
		}
		d.emit(records.Event{Kind: records.Idle, W: w})
	case to == trace.ProcRunning && from == trace.ProcIdle:
		d.emit(records.Event{Kind: records.Busy, W: w})
	}
}

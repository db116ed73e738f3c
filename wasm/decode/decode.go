// Package decode turns a Go execution trace into records.
//
// The trace holds two kinds of events. The stock ones say when each goroutine was created, ran, stopped and was
// woken. The woven ones (build/weave, GRAMMAR.md) are user logs that say which operation on which channel, lock or
// timer it was. Stock events drive the state of each unit here, woven ones explain it; a trace without woven
// events still decodes, its waits then bear only the runtime's own reason.
//
// What belongs to the machinery and not to the program (the runtime's goroutines, the tracer's, the harness's)
// is left out, and units and resources are numbered densely from 1 in order of appearance.
//
// The decoder never trusts its input: what breaks off or contradicts itself is decoded up to there.
package decode

import (
	"fmt"
	"io"

	"golang.org/x/exp/trace"

	"interleave/records"
	"interleave/wasm/decode/mark"
)

// Options say what the trace itself does not.
type Options struct {
	// Root is the directory of the program's files as the trace's frames name it, without a final slash.
	// Empty: everything outside the standard library is the program's.
	Root string
	// Package is the name of the program's package where it is not compiled as main, and so stands in the names of types.
	Package string
	// Names gives units and resources the names of the source.
	Names Names
	// Marked: the trace has the harness's marks (package mark), and what stands outside them is not the program's.
	Marked bool
	// Threads is how many threads wrote the trace; 0: unknown.
	Threads int
	// MaxEvents bounds the recording; 0: no bound. Beyond it the exit says "event limit".
	MaxEvents int
}

// An Error is where and why a trace could not be read any further. Everything before it was decoded.
type Error struct {
	Offset int64 // bytes of the trace read by then
	Err    error
}

func (e *Error) Error() string {
	return fmt.Sprintf("the trace cannot be read beyond byte %d: %v", e.Offset, e.Err)
}
func (e *Error) Unwrap() error { return e.Err }

// Decode reads a trace to its end and calls emit with each event, in order, the exit last. The trace may still be
// growing: a reader that blocks makes Decode wait. end is called once, after the last byte, and says how the program ended.
//
// The records are complete and valid even where an error is returned, as far as the trace could be read. An
// event is the decoder's again when emit returns.
func Decode(source io.Reader, o Options, emit func(*records.Event), end func() Outcome) error {
	d := newDecoder(o, emit)
	d.outside = o.Marked
	counted := &counter{r: source}
	err := d.read(counted)
	if err != nil {
		io.Copy(io.Discard, counted)
	}
	d.finish(end())
	if err != nil {
		return &Error{counted.n, err}
	}
	return nil
}

// read feeds every event of the trace to the decoder. The reader of x/exp/trace is careful with broken
// input but does not promise never to panic.
func (d *decoder) read(r *counter) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	reader, err := trace.NewReader(r)
	if err != nil {
		if r.n == 0 {
			return nil // nothing was ever written: no trace is not a broken trace
		}
		return err
	}
	for !d.full {
		ev, err := reader.ReadEvent()
		if err != nil {
			d.advance(0)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		d.inOrder(ev)
	}
	_, err = io.Copy(io.Discard, r)
	return err
}

// counter counts the bytes that were read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

type decoder struct {
	options Options
	emitted func(*records.Event)
	stacks  stacks

	start      trace.Time
	now        int64 // of the record being made, in ns since start
	started    bool
	full       bool // the event limit was reached
	outside    bool // of the program: it has not begun, or is over
	count      int
	pending    []records.Event   // not yet given away, so that they can still be amended
	given      int               // how many were
	ahead      []trace.Event     // held because another must come first
	operations map[uint64]uint64 // the number of each channel's last operation
	unsaid     map[int]bool      // places of sends whose value a later receive tells
	goroutines map[trace.GoID]*goroutine
	units      []*goroutine   // by unit − 1
	spawned    map[string]int // how many function literals a line has spawned so far
	made       map[string]int // how many resources of a kind a line has made so far
	onProc     map[trace.ProcID]*goroutine
	channels   map[uint64]*resource // by the weave's number
	objects    map[object]*resource
	resources  int
	lines      [3]printed // by file descriptor
	ender      *goroutine // who ended the program, where it is known
}

func newDecoder(o Options, emit func(*records.Event)) *decoder {
	return &decoder{
		options: o, emitted: emit,
		stacks:     stacks{root: o.Root},
		operations: map[uint64]uint64{},
		unsaid:     map[int]bool{},
		goroutines: map[trace.GoID]*goroutine{},
		spawned:    map[string]int{},
		made:       map[string]int{},
		onProc:     map[trace.ProcID]*goroutine{},
		channels:   map[uint64]*resource{},
		objects:    map[object]*resource{},
	}
}

// event takes one event of the trace.
func (d *decoder) event(ev *trace.Event) {
	if !d.started {
		d.start, d.started = ev.Time(), true
	}
	if d.outside {
		d.beside(ev)
		return
	}
	d.now = max(d.now, int64(ev.Time()-d.start))
	if d.options.MaxEvents > 0 && d.count >= d.options.MaxEvents {
		d.full = true
		return
	}
	switch ev.Kind() {
	case trace.EventSync:
		d.stacks.forget()
		d.flush()
	case trace.EventStateTransition:
		switch st := ev.StateTransition(); st.Resource.Kind {
		case trace.ResourceGoroutine:
			d.goroutine(ev, st)
		case trace.ResourceProc:
			d.proc(st)
		}
	case trace.EventLog:
		if l := ev.Log(); l.Task == trace.BackgroundTask && !d.mark(ev) {
			d.message(ev, l)
		}
	case trace.EventRangeBegin, trace.EventRangeEnd:
		d.span(ev)
	}
}

// beside takes an event from outside of the program, where only the harness and the runtime act.
func (d *decoder) beside(ev *trace.Event) {
	switch ev.Kind() {
	case trace.EventSync:
		d.stacks.forget()
		d.flush()
	case trace.EventLog:
		d.mark(ev)
	case trace.EventStateTransition:
		if st := ev.StateTransition(); st.Resource.Kind == trace.ResourceGoroutine {
			_, d.know(st.Resource.Goroutine()).state = st.Goroutine()
		}
	}
}

// mark takes one of the harness's marks, and reports whether it was one.
func (d *decoder) mark(ev *trace.Event) bool {
	switch ev.Log().Category {
	case mark.Begin:
		if g := d.know(ev.Goroutine()); d.count == 0 {
			d.start, d.now = ev.Time(), 0
			g.entry.start = "main.main"
			d.spawn(g, "")
			d.runs(g, ev.Proc())
		}
		d.outside = true
	case mark.Go:
		d.start, d.outside = ev.Time()-trace.Time(d.now), false
	case mark.Exit:
		d.outside, d.ender = true, d.goroutines[ev.Goroutine()]
	case mark.Leaked:
		d.leaks(ev.Log().Message)
	default:
		return false
	}
	return true
}

// emit appends a record at the present time and returns its place, for amend.
func (d *decoder) emit(e records.Event) int {
	e.T = d.now
	d.pending = append(d.pending, e)
	d.count++
	return d.given + len(d.pending) - 1
}

// amend returns the record at a place that emit gave, or nil when it is given away already.
func (d *decoder) amend(place int) *records.Event {
	if i := place - d.given; i >= 0 && i < len(d.pending) {
		return &d.pending[i]
	}
	return nil
}

// flush gives records away, but not those that may still be amended, nor what comes after them.
func (d *decoder) flush() {
	n := len(d.pending)
	for place := range d.unsaid {
		n = min(n, place-d.given)
	}
	if n < len(d.pending)-maxHeld {
		clear(d.unsaid)
		n = len(d.pending)
	}
	for i := range n {
		d.emitted(&d.pending[i])
	}
	d.given += n
	rest := copy(d.pending, d.pending[n:])
	clear(d.pending[rest:])
	d.pending = d.pending[:rest]
}

// maxHeld is for how many records one waits for what a later one tells of it.
const maxHeld = 1 << 14

package bench

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"

	"interleave/records"
)

// A Load is a recording of any length that no program made: pairs of units that send and receive over bounded channels, and units that
// only compute and give way, on a few workers, as a seed says. It holds the rules of records/FORMAT.md. It is a head, a period
// and a tail: at both ends of the period every unit is ready and every channel empty, so that the period can stand any number of times.
type Load struct {
	Header             records.Header
	Head, Period, Tail []records.Event
	// PeriodNs is how long the period takes: one that is repeated stands so much later.
	PeriodNs int64
	// Spans are the stretches of one state that begin in the period.
	Spans int

	bursts [][]burst // of each unit, in order
}

// A burst is one stretch of one state of a unit; it lasts until the next.
type burst struct {
	fromNs int64
	state  int // index into states
}

var states = []string{"running", "ready", "waiting"}

const (
	stateRunning = iota
	stateReady
	stateWaiting
)

const (
	loadWorkers = 4
	loadPairs   = 4
	loadHogs    = 3
	loadCap     = 3
)

// units of the load: 1 is main, then come producers, consumers, hogs.
const (
	firstProducer = 2
	firstConsumer = firstProducer + loadPairs
	firstHog      = firstConsumer + loadPairs
	lastUnit      = firstHog + loadHogs - 1
)

// Generate makes a load whose period has at least so many spans.
func Generate(seed uint64, spans int) *Load {
	m := &machine{
		Load: &Load{
			Header: records.Header{Version: records.Version, Model: "go", Runtime: "go1.26.8 linux/amd64", Flavor: "native", Threads: loadWorkers, Clock: "real", Seed: int64(seed)},
			bursts: make([][]burst, lastUnit+1),
		},
		chance: rand.New(rand.NewPCG(seed, 1)),
		out:    new([]records.Event),
	}
	m.head()
	m.out, m.nowNs = &m.Period, m.headNs()
	for !m.drained() {
		m.draining = m.Spans >= spans
		m.act()
	}
	m.PeriodNs = m.nowNs - m.headNs()
	exit := records.Event{Kind: records.Exit, T: m.nowNs, How: "stopped"}
	for u := 1; u <= lastUnit; u++ {
		exit.Blocked = append(exit.Blocked, u)
	}
	m.Tail = []records.Event{exit}
	return m.Load
}

// headNs is when the head is over.
func (l *Load) headNs() int64 { return l.Head[len(l.Head)-1].T }

// WriteRecords writes the load as a recording with its period so many times.
func (l *Load) WriteRecords(to io.Writer, periods int) error {
	w := records.NewWriter(to)
	w.Header(&l.Header)
	later := func(events []records.Event, ns int64) {
		for _, e := range events {
			e.T += ns
			w.Event(&e)
		}
	}
	later(l.Head, 0)
	for k := range periods {
		later(l.Period, int64(k)*l.PeriodNs)
	}
	later(l.Tail, int64(periods-1)*l.PeriodNs)
	return w.Flush()
}

// WriteSpeedscope writes the spans of one period in the format of speedscope: a profile for each unit, a frame for each state.
func (l *Load) WriteSpeedscope(to io.Writer) error {
	w := bufio.NewWriterSize(to, 1<<20)
	fmt.Fprint(w, `{"$schema":"https://www.speedscope.app/file-format-schema.json","shared":{"frames":[`)
	for i, state := range states {
		fmt.Fprintf(w, `%s{"name":%q}`, comma(i), state)
	}
	fmt.Fprint(w, `]},"profiles":[`)
	end := l.Tail[0].T
	for u := 1; u <= lastUnit; u++ {
		fmt.Fprintf(w, `%s{"type":"evented","name":"unit %d","unit":"nanoseconds","startValue":0,"endValue":%d,"events":[`, comma(u-1), u, end)
		line := make([]byte, 0, 64)
		for i, b := range l.bursts[u] {
			until := end
			if i+1 < len(l.bursts[u]) {
				until = l.bursts[u][i+1].fromNs
			}
			line = append(line[:0], comma(i)...)
			for _, edge := range []struct {
				kind string
				ns   int64
			}{{`{"type":"O","frame":`, b.fromNs}, {`,{"type":"C","frame":`, until}} {
				line = append(line, edge.kind...)
				line = strconv.AppendInt(line, int64(b.state), 10)
				line = append(line, `,"at":`...)
				line = strconv.AppendInt(line, edge.ns, 10)
				line = append(line, '}')
			}
			w.Write(line)
		}
		fmt.Fprint(w, `]}`)
	}
	fmt.Fprint(w, `]}`)
	return w.Flush()
}

func comma(i int) string {
	if i == 0 {
		return ""
	}
	return ","
}

// A machine runs the units of a load. A unit completes its own operations, when it runs, as tasks do.
type machine struct {
	*Load
	chance   *rand.Rand
	out      *[]records.Event
	nowNs    int64
	draining bool

	ready   []int // queue of units
	done    []int // units that rest until the period is over
	running [loadWorkers]int
	len     [loadPairs]int
	sent    [loadPairs]int // values of each channel
	taken   [loadPairs]int
	waits   [lastUnit + 1]bool // has an open wait
	parked  [lastUnit + 1]bool // and was not woken since
}

func (m *machine) head() {
	main := 1
	m.write(records.Event{Kind: records.Spawn, U: main, Name: "main", At: "main.go:9"})
	m.state(main, stateReady)
	m.write(records.Event{Kind: records.Run, U: main, W: records.Some(0)})
	m.state(main, stateRunning)
	for c := range loadPairs {
		m.write(records.Event{Kind: records.New, U: main, R: c + 1, Noun: "channel", Name: "queue", Cap: records.Some(loadCap), At: "main.go:11"})
	}
	for u := firstProducer; u <= lastUnit; u++ {
		m.write(records.Event{Kind: records.Spawn, U: u, By: main, Name: nameOf(u), At: "main.go:13"})
		m.state(u, stateReady)
		m.done = append(m.done, u)
	}
	m.write(records.Event{Kind: records.Wait, U: main, Op: "park", At: "main.go:20"})
	m.write(records.Event{Kind: records.Stop, U: main, W: records.Some(0), Why: "wait", At: "main.go:20"})
	m.state(main, stateWaiting)
	m.Head = *m.out
	m.Spans = 0
	m.ready, m.done = m.done, nil
}

func nameOf(u int) string {
	switch {
	case u < firstConsumer:
		return "producer"
	case u < firstHog:
		return "consumer"
	}
	return "hog"
}

// drained says whether all is as it was when the period began.
func (m *machine) drained() bool { return len(m.done) == lastUnit-1 }

// act lets one worker go on.
func (m *machine) act() {
	w := m.chance.IntN(loadWorkers)
	u := m.running[w]
	switch {
	case u == 0:
		if len(m.ready) > 0 {
			u = m.ready[0]
			m.ready = m.ready[1:]
			m.running[w] = u
			m.write(records.Event{Kind: records.Run, U: u, W: records.Some(w)})
			m.state(u, stateRunning)
		}
	case u >= firstHog:
		m.yield(w, m.draining)
	case u < firstConsumer:
		m.produce(w, u-firstProducer)
	default:
		m.consume(w, u-firstConsumer)
	}
}

func (m *machine) produce(w, c int) {
	u, consumer := firstProducer+c, firstConsumer+c
	value := strconv.Itoa(m.sent[c])
	switch {
	case m.draining && !m.waits[u] && !(m.parked[consumer] && m.len[c] == 0):
		m.yield(w, true)
	case m.len[c] == loadCap:
		m.block(w, u, c, "send", value, "main.go:27")
	default:
		m.len[c]++
		m.sent[c]++
		m.write(records.Event{Kind: records.Op, U: u, R: c + 1, Op: "send", OK: true, V: value, Len: records.Some(m.len[c]), At: "main.go:27"})
		m.waits[u] = false
		m.wake(consumer, u, "main.go:27")
	}
}

func (m *machine) consume(w, c int) {
	u, producer := firstConsumer+c, firstProducer+c
	switch {
	case m.len[c] > 0:
		value := strconv.Itoa(m.taken[c])
		m.len[c]--
		m.taken[c]++
		m.write(records.Event{Kind: records.Op, U: u, R: c + 1, Op: "receive", OK: true, V: value, Len: records.Some(m.len[c]), At: "main.go:34"})
		m.waits[u] = false
		m.wake(producer, u, "main.go:34")
	case m.draining:
		m.yield(w, slices.Contains(m.done, producer))
	default:
		m.block(w, u, c, "receive", "", "main.go:34")
	}
}

func (m *machine) block(w, u, c int, op, value, at string) {
	m.waits[u], m.parked[u] = true, true
	m.write(records.Event{Kind: records.Wait, U: u, R: c + 1, Op: op, V: value, At: at})
	m.stop(w, "wait", at)
	m.state(u, stateWaiting)
}

// yield gives the worker away; a unit that rests does not get one any more.
func (m *machine) yield(w int, rests bool) {
	u := m.running[w]
	m.stop(w, "yield", "main.go:41")
	m.state(u, stateReady)
	if rests {
		m.done = append(m.done, u)
	} else {
		m.ready = append(m.ready, u)
	}
}

func (m *machine) stop(w int, why, at string) {
	m.write(records.Event{Kind: records.Stop, U: m.running[w], W: records.Some(w), Why: why, At: at})
	m.running[w] = 0
}

func (m *machine) wake(u, by int, at string) {
	if !m.parked[u] {
		return
	}
	m.parked[u] = false
	m.write(records.Event{Kind: records.Wake, U: u, By: by, At: at})
	m.state(u, stateReady)
	m.ready = append(m.ready, u)
}

func (m *machine) write(e records.Event) {
	m.nowNs += 20 + int64(m.chance.ExpFloat64()*300)
	e.T = m.nowNs
	*m.out = append(*m.out, e)
}

func (m *machine) state(u, state int) {
	m.bursts[u] = append(m.bursts[u], burst{m.nowNs, state})
	m.Spans++
}

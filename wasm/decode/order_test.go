package decode

import (
	"testing"

	"golang.org/x/exp/trace"

	"interleave/records"
)

// script makes events one after the other, 64 ns apart unless a test says otherwise.
type script struct {
	t    *testing.T
	time trace.Time
	d    *decoder
}

func (s *script) add(ev trace.Event, err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
	s.d.inOrder(ev)
}

func (s *script) state(g trace.GoID, p trace.ProcID, from, to trace.GoState) {
	s.t.Helper()
	s.time += 64
	context := g
	if from == trace.GoRunnable {
		context = trace.NoGoroutine
	}
	ev, err := trace.MakeEvent(trace.EventConfig[trace.StateTransition]{
		Time: s.time, Kind: trace.EventStateTransition, Goroutine: context, Proc: p, Thread: trace.ThreadID(p),
		Details: trace.MakeGoStateTransition(g, from, to),
	})
	s.add(ev, err)
}

func (s *script) log(g trace.GoID, p trace.ProcID, category, message string) {
	s.t.Helper()
	s.time += 64
	ev, err := trace.MakeEvent(trace.EventConfig[trace.Log]{
		Time: s.time, Kind: trace.EventLog, Goroutine: g, Proc: p, Thread: trace.ThreadID(p),
		Details: trace.Log{Task: trace.BackgroundTask, Category: category, Message: message},
	})
	s.add(ev, err)
}

// TestSwapped: what two threads did at once is put into the order that it had.
func TestSwapped(t *testing.T) {
	v := records.NewValidator(&records.Header{Version: records.Version, Model: "go", Runtime: "go", Threads: 2, Clock: "real"})
	var ops string
	s := &script{t: t, d: newDecoder(Options{}, func(e *records.Event) {
		v.Event(e)
		if e.Kind == records.Op {
			ops += e.Op + e.V + " "
		}
	})}
	// Two goroutines that began with the program's own functions.
	for g := range trace.GoID(2) {
		s.d.know(g + 1).entry.start = "main.main"
		s.state(g+1, trace.ProcID(g), trace.GoUndetermined, trace.GoRunning)
	}
	s.log(1, 0, "make", "c1 cap=2 int")
	s.log(1, 0, "lock", "0x10 0")
	s.log(1, 0, "send", "c1 1/2 #1 v=1")
	s.log(2, 1, "lock", "0x10 0") // after the unlock
	s.log(2, 1, "recv", "c1 0/2 #4 v=2")
	s.log(2, 1, "unlock", "0x10 0")
	s.log(1, 0, "unlock", "0x10 0")
	s.log(1, 0, "recv", "c1 0/2 #2 v=1")
	s.log(1, 0, "send", "c1 1/2 #3 v=2")
	s.log(2, 1, "recv", "c1 0/2 #6 v=3")
	s.log(1, 0, "send", "c1 1/2 #5 v=3")
	s.d.advance(0)
	s.d.finish(Outcome{})
	for _, b := range v.Finish() {
		t.Error(b)
	}
	if want := "lock send1 unlock lock receive1 send2 receive2 unlock send3 receive3 "; ops != want {
		t.Errorf("got  %s\nwant %s", ops, want)
	}
}

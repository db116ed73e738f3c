package weave

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/exp/trace"
)

// A park and a ready are of the line of the operation that makes them, whether they have its stack or their own.
func TestStopsAndReadiesHaveTheOperationsLine(t *testing.T) {
	recorded, _ := build(t, "every", true).trace(t)
	parks := map[string]bool{"send?": true, "recv?": true, "select?": true, "lock?": true, "rlock?": true, "sleep": true}
	readies := map[string]bool{"send": true, "recv": true, "unlock": true}
	type operation struct{ category, line string }
	last := map[trace.GoID]operation{} // by goroutine
	kept, whole := 0, 0
	err := events(bytes.NewReader(recorded), func(e trace.Event) bool {
		switch e.Kind() {
		case trace.EventLog:
			last[e.Goroutine()] = operation{e.Log().Category, line(e.Stack())}
		case trace.EventStateTransition:
			s := e.StateTransition()
			if s.Resource.Kind != trace.ResourceGoroutine || e.Goroutine() == trace.NoGoroutine {
				return true
			}
			from, to := s.Goroutine()
			op := last[e.Goroutine()]
			parked := from == trace.GoRunning && to == trace.GoWaiting && parks[op.category]
			readied := from == trace.GoWaiting && to == trace.GoRunnable && readies[op.category]
			if !parked && !readied || op.line == "" {
				return true
			}
			if got := line(e.Stack()); got != op.line {
				t.Errorf("after %q at %s, %v to %v is at %q", op.category, op.line, from, to, got)
			}
			var frames []string // functions, innermost first
			for f := range e.Stack().Frames() {
				frames = append(frames, f.Func)
			}
			if parked && e.Goroutine() == 1 && !slices.Contains(frames, "main.main") {
				t.Errorf("who called is not in the stack of %q at %s: %v", op.category, op.line, frames)
			}
			if strings.HasPrefix(frames[0], "main.") {
				kept++
			} else {
				whole++
			}
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	if kept == 0 || whole > kept {
		t.Errorf("%d events have the operation's stack, %d their own", kept, whole)
	}
}

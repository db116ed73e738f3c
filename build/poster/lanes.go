// Package poster draws a run as a still picture: for the pages before any script runs, and for the cards that other sites show of a link.
//
// It draws what the records say, one column for each change of a unit's state, in order of occurrence.
package poster

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"interleave/records"
)

// A State is what a unit does. What is not drawn (not born yet, ended) has none.
type State int

// The states of a Span.
const (
	Running State = iota
	Ready
	Waiting
)

// A Span is a state from one column to another.
type Span struct {
	From, To int
	State    State
}

// A Lane is a unit over the whole run.
type Lane struct {
	Name string
	// Role counts the different names in order of birth: units of one role share a colour.
	Role  int
	Spans []Span

	state State
	since int // -1: none of the states
	woken bool
}

// A Run is what a recording says, for drawing.
type Run struct {
	Lanes   []*Lane
	Columns int
}

// Read derives the lanes of a recording.
func Read(recording []byte) (*Run, error) {
	r := records.NewReader(bytes.NewReader(recording))
	if _, err := r.Header(); err != nil {
		return nil, err
	}
	run := &Run{}
	lanes, roles := map[int]*Lane{}, map[string]int{}
	for {
		e, err := r.Event()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		lane := lanes[e.U]
		switch {
		case e.Kind == records.Spawn && lane == nil:
			role, known := roles[e.Name]
			if !known {
				role = len(roles)
				roles[e.Name] = role
			}
			lane = &Lane{Name: e.Name, Role: role, since: -1}
			lanes[e.U] = lane
			run.Lanes = append(run.Lanes, lane)
			run.turn(lane, Ready)
		case lane == nil:
		case e.Kind == records.Run:
			lane.woken = false
			run.turn(lane, Running)
		case e.Kind == records.Wake && lane.state == Running:
			lane.woken = true
		case e.Kind == records.Wake:
			run.turn(lane, Ready)
		case e.Kind == records.Stop && e.Why == "end":
		case e.Kind == records.Stop && (e.Why != "wait" || lane.woken):
			run.turn(lane, Ready)
		case e.Kind == records.Stop:
			run.turn(lane, Waiting)
		case e.Kind == records.End:
			run.close(lane)
			lane.since = -1
			run.Columns++
		}
	}
	for _, lane := range run.Lanes {
		run.close(lane)
	}
	run.number()
	return run, nil
}

// turn ends what a lane did and begins a state, in the next column.
func (r *Run) turn(lane *Lane, state State) {
	if lane.since >= 0 && lane.state == state {
		return
	}
	r.close(lane)
	lane.state, lane.since = state, r.Columns
	r.Columns++
}

func (r *Run) close(lane *Lane) {
	if lane.since >= 0 && r.Columns > lane.since {
		lane.Spans = append(lane.Spans, Span{lane.since, r.Columns, lane.state})
	}
}

// number tells units apart that share a name.
func (r *Run) number() {
	count := map[string]int{}
	for _, lane := range r.Lanes {
		count[lane.Name]++
	}
	seen := map[string]int{}
	for _, lane := range r.Lanes {
		if name := lane.Name; count[name] > 1 {
			seen[name]++
			lane.Name = fmt.Sprintf("%s %d", name, seen[name])
		}
	}
}

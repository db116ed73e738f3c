package bench

import (
	"fmt"
	"strings"
)

// stageAims are what is aimed at, each with what it is met by.
const (
	aimStreamedMs   = 50
	aimFrameMs      = 16 // of a million spans
	aimManyFrameMs  = 20 // of ten millions
	aimHitMs        = 0.5
	aimBytesPerSpan = 16
)

func (t Times) String() string { return fmt.Sprintf("%.1f … %.1f ms", t.P50, t.P95) }

func (p *Picture) cells() []string {
	cells := []string{
		p.Viewer, grouped(p.Spans), fmt.Sprintf("%.1f s", p.FirstFrameMs/1000), p.Work.String(), p.Frames.String(),
		fmt.Sprintf("%.0f MB", p.HeapBytes/1e6),
	}
	if p.Events == 0 {
		return append(cells, "", "", "")
	}
	return append(cells, fmt.Sprintf("%.1f s", p.DeriveMs/1000), fmt.Sprintf("%.1f", p.BytesPerSpan), fmt.Sprintf("%.3f ms", p.Hits.P95))
}

const stageText = `# What the picture costs

Recordings by a seed (` + "[`generate.go`](generate.go)" + `: pairs of units over bounded channels, others that compute and give way, 12 units on 4 workers) are shown in
%s, headless, %s without a GPU, its frames not held to the screen's rate. The longest one has no file of its own: the page
reads the period of the one before so often, with its times moved on, through the same derivation. In every frame a wheel turns (` + "[`input.js`](input.js)" + `), which
moves both viewers alike: from the whole recording inward, panning at five depths, and out again. "Work" is how long the page's thread is busy for a frame, from the
input until the picture is handed on: that is what a reader's screen has to wait for. Interleave draws in that time; speedscope draws by WebGL, so without a GPU what it has drawn is
painted by another process, which shows in the time from frame to frame alone. That has a floor of its own: an empty page has
%s there. "First frame" counts from the beginning of the navigation and
includes fetching and reading the file; memory is that of JavaScript with its columns, after a collection. speedscope %s gets the same spans as a
profile for each unit and a frame for each state, and draws one unit at a time where Interleave draws all. Of two times the first is the median, the second the
95th of a hundred. The host of a virtual machine may take its time away in any frame, so each line is measured up to %d times, and the try is kept from
which it took least: of one line still %.1f %% of the time.

| viewer | spans | first frame | a frame's work | frame to frame | memory | records to schedule | bytes a span | hit test, 95th |
|---|---|---|---|---|---|---|---|---|
%s
%s
| what | measured | aim | |
|---|---|---|---|
%s
`

// table is the section of README.md.
func (s *Stage) table(speedscope, machine string) string {
	var rows, ratios strings.Builder
	var ours, theirs, many *Picture
	for i := range s.Pictures {
		p := &s.Pictures[i]
		fmt.Fprintf(&rows, "| %s |\n", strings.Join(p.cells(), " | "))
		switch {
		case p.Events == 0:
			theirs = p
		case ours == nil:
			ours = p
		default:
			many = p
		}
	}
	if ours != nil && theirs != nil {
		fmt.Fprintf(&ratios, "At %s spans speedscope takes %.1f times as long as Interleave to its first frame, %.1f times the work for the 95th frame of a hundred, %.1f times the time from frame to frame, and %.1f times the memory.\n",
			grouped(ours.Spans), theirs.FirstFrameMs/ours.FirstFrameMs, theirs.Work.P95/ours.Work.P95, theirs.Frames.P95/ours.Frames.P95, theirs.HeapBytes/ours.HeapBytes)
	}
	var aims strings.Builder
	aim := func(what, unit string, is, most float64) {
		met := "met"
		if is > most {
			met = "**not met**"
		}
		fmt.Fprintf(&aims, "| %s | %.4g%s | ≤ %.4g%s | %s |\n", what, is, unit, most, unit, met)
	}
	aim(fmt.Sprintf("schedule, markers and score after the last of %s streamed events, 95th of a hundred (median %.1f ms)", grouped(s.Events), s.Streamed.P50),
		" ms", s.Streamed.P95, aimStreamedMs)
	if ours != nil && many != nil {
		aim("the work for a frame of "+grouped(ours.Spans)+" spans, 95th of a hundred", " ms", ours.Work.P95, aimFrameMs)
		aim("the work for a frame of "+grouped(many.Spans)+" spans, 95th of a hundred", " ms", many.Work.P95, aimManyFrameMs)
		aim("what lies at a point, among "+grouped(many.Spans)+" spans, 95th of a hundred", " ms", many.Hits.P95, aimHitMs)
		aim("memory of a span in its columns", " B", many.BytesPerSpan, aimBytesPerSpan)
	}
	return fmt.Sprintf(stageText, s.Browser, machine, s.Floor.Apart, speedscope, s.Tries, s.Stolen*100, rows.String(), ratios.String(), aims.String())
}

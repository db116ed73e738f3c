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

func (p *Picture) cells() []string {
	cells := []string{
		p.Viewer, grouped(p.Spans), fmt.Sprintf("%.1f s", p.FirstFrameMs/1000), fmt.Sprintf("%.1f ms", p.Frames.P50), fmt.Sprintf("%.1f ms", p.Frames.P95),
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
reads the period of the one before so often, with its times moved on, through the same derivation. "A frame" is the time from one animation
frame to the next while the same wheel input (` + "[`input.js`](input.js)" + `: zooming and panning over the whole depth) comes in every one of them; an empty page has
%.1f ms there (95th of a hundred: %.1f ms). "First frame" counts from the beginning of the navigation and
includes fetching and reading the file; memory is that of JavaScript with its columns, after a collection. speedscope %s gets the same spans as a
profile for each unit and a frame for each state, and draws one unit at a time where Interleave draws all.

| viewer | spans | first frame | a frame | 95th of a hundred | memory | records to schedule | bytes a span | hit test, 95th |
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
		fmt.Fprintf(&ratios, "At %s spans speedscope takes %.1f times as long as Interleave to its first frame, %.1f times as long for the 95th frame of a hundred, and %.1f times the memory.\n",
			grouped(ours.Spans), theirs.FirstFrameMs/ours.FirstFrameMs, theirs.Frames.P95/ours.Frames.P95, theirs.HeapBytes/ours.HeapBytes)
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
		aim("a frame of "+grouped(ours.Spans)+" spans, 95th of a hundred", " ms", ours.Frames.P95, aimFrameMs)
		aim("a frame of "+grouped(many.Spans)+" spans, 95th of a hundred", " ms", many.Frames.P95, aimManyFrameMs)
		aim("what lies at a point, among "+grouped(many.Spans)+" spans, 95th of a hundred", " ms", many.Hits.P95, aimHitMs)
		aim("memory of a span in its columns", " B", many.BytesPerSpan, aimBytesPerSpan)
	}
	return fmt.Sprintf(stageText, s.Browser, machine, s.Floor.P50, s.Floor.P95, speedscope, rows.String(), ratios.String(), aims.String())
}

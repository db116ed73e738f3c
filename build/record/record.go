// Package record runs Go programs and writes what they did as records (records/FORMAT.md): any main package on this machine,
// untouched, under the woven runtime (build/weave).
//
//   - [BuildNative]: as this machine runs it, on as many processors as are asked for, by the real clock.
//   - [BuildWasm]: as the page runs it, in Node: one thread, a virtual clock, a seed. [Wasm.Explore] tries many seeds with the
//     scheduler's choices made by them, too.
//
// However the program ends (a panic, a deadlock, os.Exit, a kill when its time is up) what it did until then is recorded, and
// the recording is valid.
package record

import (
	"io"
	"os"
	"runtime/debug"
	"time"

	"interleave/build/provenance"
	"interleave/records"
	"interleave/wasm/decode"
)

// Options are for one run. The zero value of each field stands for its default.
type Options struct {
	Args []string
	// Stdin is the program's; nothing.
	Stdin io.Reader
	// Printed takes what the program prints on both descriptors; it is thrown away.
	Printed io.Writer
	// Limit is how long the program may run: 10 s.
	Limit time.Duration
	// Events bounds the recording: 1,000,000.
	Events int
	// Procs is GOMAXPROCS, natively: 1.
	Procs int
	// Seed makes the choices, in wasm: 1.
	Seed int64
	// Picks say in wasm who runs next where more than one goroutine can, as the page's run({ picks }) does.
	Picks []int
	// RealClock, in wasm: time is the machine's, not virtual.
	RealClock bool
	// Demo and Params go into the header.
	Demo   string
	Params []records.Param
}

func (o *Options) setDefaults() {
	if o.Printed == nil {
		o.Printed = io.Discard
	}
	if o.Limit == 0 {
		o.Limit = 10 * time.Second
	}
	if o.Events == 0 {
		o.Events = 1_000_000
	}
	if o.Procs == 0 {
		o.Procs = 1
	}
	if o.Seed == 0 {
		o.Seed = 1
	}
}

// traceBytes is when a run is ended because its trace holds more events than are asked for: an event takes 5 to 60 bytes, and each
// generation some thousand.
func (o *Options) traceBytes() int64 { return 16<<20 + 64*int64(o.Events) }

// maxWords is how much of standard error's end is kept, of which the exit bears the runtime's last words.
const maxWords = 64 << 10

// newHeader has what is the same for both runtimes.
func newHeader(p *program, version string, o Options) (*records.Header, error) {
	sums, err := p.sums()
	if err != nil {
		return nil, err
	}
	return &records.Header{
		Version: records.Version, Model: "go", Runtime: version, Demo: o.Demo, Params: o.Params, Files: sums,
		Tools:   tools(),
		Machine: provenance.Machine(),
		Date:    time.Now().Format(time.DateOnly),
	}, nil
}

// tools are the modules that the trace is read with, as far as this binary knows.
func tools() map[string]string {
	const reader = "golang.org/x/exp"
	all := map[string]string{}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == reader {
				all[reader] = m.Version
			}
		}
	}
	return all
}

// write decodes a trace into records. A trace that cannot be read to its end is an error; what could be read is written nevertheless.
//
// The header comes last, because only the trace knows how many processors the program gave itself.
func write(w io.Writer, h *records.Header, trace io.Reader, o decode.Options, outcome decode.Outcome) (*Ending, error) {
	events, err := os.CreateTemp("", "interleave-records-")
	if err != nil {
		return nil, err
	}
	defer events.Close()
	os.Remove(events.Name()) // it lives as long as it is open
	out := records.NewWriter(events)
	var end observer
	broken := decode.Decode(trace, o, func(e *records.Event) {
		end.observe(e)
		out.Event(e)
	}, func() decode.Outcome { return outcome })
	if err := out.Flush(); err != nil {
		return nil, err
	}
	if _, err := events.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	h.Threads = max(h.Threads, end.workers)
	if _, err := w.Write(records.AppendHeader(nil, h)); err != nil {
		return nil, err
	}
	if _, err := io.Copy(w, events); err != nil {
		return nil, err
	}
	return end.ending(), broken
}

// A tail keeps the end of what is written to it.
type tail struct {
	max  int
	text []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.text = append(t.text, p...)
	if over := len(t.text) - t.max; over > t.max {
		t.text = append(t.text[:0], t.text[over:]...)
	}
	return len(p), nil
}

func (t *tail) String() string { return string(t.text[max(0, len(t.text)-t.max):]) }

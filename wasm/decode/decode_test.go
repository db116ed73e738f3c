package decode

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"interleave/records"
)

// The traces of testdata are real ones, made by running the programs of the same name in build/compile/testdata. What
// every operation decodes to is held there; here, that the decoder bears whatever it is given.

func traces(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("testdata/*.trace")
	if err != nil || len(files) == 0 {
		t.Fatal("no traces", err)
	}
	all := map[string][]byte{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimSuffix(filepath.Base(f), ".trace")] = b
	}
	return all
}

// check decodes a trace and holds the records against every rule of the format. It returns the events.
func check(t testing.TB, trace []byte, o Options, end Outcome) ([]records.Event, error) {
	t.Helper()
	v := records.NewValidator(&records.Header{Version: records.Version, Model: "go", Runtime: "go", Threads: 1 << 20, Clock: "virtual"})
	var events []records.Event
	err := Decode(bytes.NewReader(trace), o, func(e *records.Event) {
		v.Event(e)
		events = append(events, *e)
	}, func() Outcome { return end })
	for _, b := range v.Finish() {
		t.Error(b)
	}
	return events, err
}

func TestCutOff(t *testing.T) {
	for name, trace := range traces(t) {
		o := Options{Root: "program/" + name, Marked: true}
		whole, err := check(t, trace, o, Outcome{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		longest := 0
		for cut := 0; cut < len(trace); cut += max(7, len(trace)/2000|1) {
			events, err := check(t, trace[:cut], o, Outcome{How: "lost"})
			if t.Failed() {
				t.Fatalf("%s cut off after %d of %d bytes", name, cut, len(trace))
			}
			if last := events[len(events)-1]; last.How != "lost" {
				t.Fatalf("%s cut off after %d bytes exits as %q", name, cut, last.How)
			}
			var e *Error
			if err != nil && (!errors.As(err, &e) || e.Offset > int64(cut)) {
				t.Fatalf("%s cut off after %d bytes: %v", name, cut, err)
			}
			longest = max(longest, len(events))
		}
		if name == "rendezvous" && longest < len(whole)/2 {
			t.Errorf("of %d events at most %d survive a cut: the trace is not read as it grows", len(whole), longest)
		}
	}
}

func TestEmpty(t *testing.T) {
	events, err := check(t, nil, Options{Marked: true}, Outcome{How: "lost", Words: "The runtime went away."})
	if err != nil || len(events) != 1 || events[0].V != "The runtime went away." {
		t.Errorf("a trace that was never begun: %v, %v", events, err)
	}
}

func TestEventLimit(t *testing.T) {
	trace := traces(t)["rendezvous"]
	o := Options{Root: "program/rendezvous", Marked: true, MaxEvents: 10}
	events, err := check(t, trace, o, Outcome{})
	if last := events[len(events)-1]; err != nil || last.How != "event limit" || len(events) > 30 {
		t.Errorf("%d events, exit %q, %v", len(events), last.How, err)
	}
}

// TestStock decodes a trace without looking at what was woven into it: as one of a stock runtime.
func TestStock(t *testing.T) {
	trace := traces(t)["rendezvous"]
	for category := range categories {
		trace = bytes.ReplaceAll(trace, lengthAnd(category), lengthAnd(strings.Repeat("x", len(category))))
	}
	events, err := check(t, trace, Options{Root: "program/rendezvous", Marked: true}, Outcome{})
	if err != nil {
		t.Fatal(err)
	}
	var receives, resources int
	for _, e := range events {
		if e.Kind == records.Wait && e.Op == "receive" && e.At != "" {
			receives++
		}
		if e.R != 0 {
			resources++
		}
	}
	if receives == 0 || resources != 0 {
		t.Errorf("%d waits to receive, %d records with a resource", receives, resources)
	}
}

// lengthAnd is a string as it stands in a trace's table.
func lengthAnd(s string) []byte { return append([]byte{byte(len(s))}, s...) }

// FuzzDecode: whatever the bytes, decoding ends, and what it gives is a valid recording.
func FuzzDecode(f *testing.F) {
	for _, trace := range traces(f) {
		f.Add(trace)
		f.Add(trace[:len(trace)/2])
		f.Add(trace[:len(trace)-7])
	}
	f.Fuzz(func(t *testing.T, trace []byte) {
		check(t, trace, Options{Root: "program/rendezvous", MaxEvents: 100_000}, Outcome{Code: 2, Words: "panic: x\n\ngoroutine 1 [running]:\nmain.main()\n"})
		check(t, trace, Options{Marked: true, MaxEvents: 100_000}, Outcome{How: "stopped"})
	})
}

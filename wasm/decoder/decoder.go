//go:build js && wasm

// Package decoder serves decode.Decode to the page: an instance of the wasm that decodes traces while the programs that write them
// still run in instances of their own.
//
// It calls `interleave.ready(decode, version)` once, with the version of Go that it is compiled by; `decode(root, package, names, maxEvents, records)` begins a trace:
//
//	root, package  string                 as decode.Options has them
//	names          string                 as decode.ParseNames reads them
//	maxEvents      number                 0: no bound
//	records        (Uint8Array) => void   takes whole lines of NDJSON: the events, without a header
//
// It returns {write, end}:
//
//	write  (Uint8Array) => void                   the next bytes of the trace
//	end    (how, code, words, done) => void       the outcome, as decode.Outcome has it; then done(error) is called, with a sentence or ""
package decoder

import (
	"io"
	"runtime"
	"runtime/debug"

	"github.com/hack-pad/safejs"

	"interleave/records"
	"interleave/wasm/decode"
)

// Serve never returns.
func Serve() {
	// There is one thread: collecting less often is worth the memory, which is bounded by the binary itself.
	debug.SetGCPercent(400)
	begin := must(safejs.FuncOf(func(_ safejs.Value, args []safejs.Value) any {
		return start(decode.Options{
			Root: text(args[0]), Package: text(args[1]), Names: decode.ParseNames(text(args[2])), MaxEvents: number(args[3]), Marked: true, Threads: 1,
		}, args[4])
	}))
	host := must(safejs.Global().Get("interleave"))
	must(host.Call("ready", begin.Value(), runtime.Version()))
	select {}
}

// start decodes one trace on a goroutine of its own.
func start(o decode.Options, take safejs.Value) any {
	bytes, chunks := io.Pipe()
	outcome := make(chan decode.Outcome, 1)
	finished := make(chan string, 1)
	go func() {
		out := &lines{take: take}
		w := records.NewWriter(out)
		err := decode.Decode(bytes, o, w.Event, func() decode.Outcome { return <-outcome })
		w.Flush()
		if err != nil {
			finished <- err.Error()
		} else {
			finished <- ""
		}
	}()
	// Each call from the page hands its work to the decoding goroutine, which takes it before the call returns.
	write := must(safejs.FuncOf(func(_ safejs.Value, args []safejs.Value) any {
		chunk := make([]byte, must(args[0].Length()))
		must(safejs.CopyBytesToGo(chunk, args[0]))
		chunks.Write(chunk)
		return nil
	}))
	var end safejs.Func
	end = must(safejs.FuncOf(func(_ safejs.Value, args []safejs.Value) any {
		outcome <- decode.Outcome{How: text(args[0]), Code: number(args[1]), Words: text(args[2])}
		chunks.Close()
		must(args[3].Invoke(<-finished))
		write.Release()
		end.Release()
		return nil
	}))
	return map[string]any{"write": safejs.Unsafe(write.Value()), "end": safejs.Unsafe(end.Value())}
}

// lines gives NDJSON to the page.
type lines struct{ take safejs.Value }

func (l *lines) Write(p []byte) (int, error) {
	chunk := must(must(safejs.Global().Get("Uint8Array")).New(len(p)))
	must(safejs.CopyBytesToJS(chunk, p))
	_, err := l.take.Invoke(chunk)
	return len(p), err
}

func text(v safejs.Value) string {
	s, _ := v.String()
	return s
}

func number(v safejs.Value) int {
	n, _ := v.Int()
	return n
}

func must[T any](v T, err error) T {
	if err != nil {
		panic("the page's decoder: " + err.Error())
	}
	return v
}

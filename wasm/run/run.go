//go:build js && wasm

// Package run is the harness around a program in the page. It starts the execution trace before the program's main, hands each piece of it
// to the host at once, and ends it where the program ends: at the return of main, at os.Exit, and where the host says that
// nothing can run any more. A panic needs nothing: the runtime itself flushes the trace then.
//
// The host is the global object `interleave`:
//
//	program  string              which program this instance is; absent for the decoder
//	ship     (Uint8Array) => void takes the next bytes of the trace; they are the callee's
//	explore  {seed, yieldEvery}  has the seed choose which goroutine runs next, and one operation in so many yield first; absent: the
//	                             runtime's own order
//	picks    bool                the import gojs weave.pick is asked which goroutine runs next, until it answers that it has no more to say
//	flush    () => void          set here: asks for all of the trace; `flushed` is called when it has been shipped
//	exiting  (number) => void    is told that the program is over and which goroutine has ended it, before the rest of the trace
//	                             is shipped; then weave.pick is asked who runs and names that goroutine or nobody
//
// The harness makes no channel and takes no lock on the program's goroutine, because the runtime is woven.
package run

import (
	"context"
	"runtime"
	"runtime/trace"
	_ "unsafe" // for go:linkname

	"github.com/hack-pad/safejs"

	"interleave/wasm/decode/mark"
)

// Program is the name that the host gave this instance, "" for the decoder.
func Program() string {
	host, err := safejs.Global().Get("interleave")
	if err != nil {
		return ""
	}
	name, err := host.Get("program")
	if err != nil || name.IsUndefined() {
		return ""
	}
	s, _ := name.String()
	return s
}

// Begin starts the trace. What the caller does next is the program's.
func Begin() {
	host := must(safejs.Global().Get("interleave"))
	out := &shipper{host: host, array: must(safejs.Global().Get("Uint8Array"))}
	ended := false
	end := func() {
		if !ended {
			ended, keep = true, false
			trace.Stop()
		}
	}
	atExit(func() {
		if ended {
			return
		}
		// Until the trace is out nobody but the tracer may run, and no more of the program than its end may be seen.
		must(host.Call("exiting", goroutine()))
		log(mark.Exit)
		control(hostChooses, 0, 0)
		logLeaks()
		end()
	})
	atDeadlock(end)
	flush := must(safejs.FuncOf(func(safejs.Value, []safejs.Value) any {
		// On a goroutine of its own: the host is inside the event that calls this.
		go func() {
			end()
			must(host.Call("flushed"))
		}()
		return nil
	}))
	check(host.Set("flush", flush.Value()))
	go shipLoop(64, 32)
	runtime.Gosched() // the shipper is at its post when the program begins
	check(trace.Start(out))
	keep = true
	log(mark.Begin)
	advance() // a program that takes the thread and never gives it back is seen to have begun
	log(mark.Go)
	explore(host)
}

func log(mark string) { trace.Log(context.Background(), mark, "") }

// goroutine is the id of the calling goroutine.
func goroutine() int {
	text := make([]byte, 32)
	text = text[len("goroutine "):runtime.Stack(text, false)]
	id := 0
	for _, c := range text {
		if c < '0' || c > '9' {
			break
		}
		id = id*10 + int(c-'0')
	}
	return id
}

// shipper hands each chunk to the host. It must be a pointer: the tracer compares its writer, and panics over one
// that cannot be compared.
type shipper struct{ host, array safejs.Value }

func (s *shipper) Write(p []byte) (int, error) {
	chunk := must(s.array.New(len(p)))
	must(safejs.CopyBytesToJS(chunk, p))
	_, err := s.host.Call("ship", chunk)
	return len(p), err
}

// The woven runtime's hooks: build/weave/GRAMMAR.md has them.
//
//go:linkname atExit runtime.weaveAtExit
func atExit(func())

//go:linkname atDeadlock runtime.weaveAtDeadlock
func atDeadlock(func())

//go:linkname advance runtime.weaveAdvance
func advance()

//go:linkname shipLoop runtime.weaveShipLoop
func shipLoop(first, share uint32)

//go:linkname control runtime.weaveControl
func control(mode uint32, seed uint64, yieldEvery uint32)

// keep has a program's own trace.Stop do nothing.
//
//go:linkname keep runtime/trace.weaveKeep
var keep bool

func must[T any](v T, err error) T {
	check(err)
	return v
}

// check ends the program where host and harness do not fit, which is a fault of the build.
func check(err error) {
	if err != nil {
		panic("the page's harness: " + err.Error())
	}
}

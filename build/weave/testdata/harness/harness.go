// Package harness traces the program that imports it, into the place that the
// environment's TRACE names; FIRST and SHARE say when it ships on js,
// SEED or PICK how goroutines are chosen there.
package harness

import (
	"os"
	"runtime/trace"
	_ "unsafe"
)

//go:linkname weaveVersion runtime.weaveVersion
var weaveVersion uint32

//go:linkname weaveAtExit runtime.weaveAtExit
func weaveAtExit(f func())

//go:linkname weaveAtDeadlock runtime.weaveAtDeadlock
func weaveAtDeadlock(f func())

//go:linkname weaveShipLoop runtime.weaveShipLoop
func weaveShipLoop(first, share uint32)

//go:linkname weaveControl runtime.weaveControl
func weaveControl(mode uint32, seed uint64, yieldEvery uint32)

func init() {
	if weaveVersion != 1 {
		panic("this runtime is not woven")
	}
	sink := open(os.Getenv("TRACE"))
	end := func() {
		trace.Stop()
		sink.Close()
	}
	weaveAtExit(end)
	weaveAtDeadlock(end)
	if err := trace.Start(sink); err != nil {
		panic(err)
	}
	// Always there, so that shipping changes no turn of the scheduler.
	first, share := number("FIRST"), number("SHARE")
	go weaveShipLoop(uint32(first), uint32(share))
	if seed := number("SEED"); seed != 0 {
		weaveControl(1, seed, 8)
	}
	if os.Getenv("PICK") != "" {
		weaveControl(2, 0, 0)
	}
}

// number reads a variable of the environment; 0 where it is not set.
func number(name string) (n uint64) {
	for _, digit := range os.Getenv(name) {
		n = n*10 + uint64(digit-'0')
	}
	return n
}

//go:build js && wasm

// Package auto does what wasm.Main does when it is initialised: for a program that is compiled as its own main package, because it
// could tell the difference. build/compile imports it there.
package auto

import (
	"interleave/wasm/decoder"
	"interleave/wasm/run"
)

func init() {
	if run.Program() == "" {
		decoder.Serve()
	}
	run.Begin()
}

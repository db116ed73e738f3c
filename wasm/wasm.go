//go:build js && wasm

// Package wasm is what the page runs: the scenarios' programs and the decoder of their traces in one binary, so that the runtime
// and the standard library are loaded once. The host says by `interleave.program` which program an instance is; without one it is
// the decoder. build/compile writes the main package that brings the programs.
package wasm

import (
	"os"

	"interleave/wasm/decoder"
	"interleave/wasm/run"
)

// Main is the binary's main. It returns when the program does.
func Main(programs map[string]func()) {
	name := run.Program()
	if name == "" {
		decoder.Serve()
		return
	}
	program := programs[name]
	if program == nil {
		println("there is no program " + name + " in this binary")
		os.Exit(2)
	}
	run.Begin()
	program()
}

//go:build js && wasm

package run

import "github.com/hack-pad/safejs"

const seedChooses = 1 // a mode of control

// explore has the goroutines be chosen by a seed from here on, where the host wants that.
func explore(host safejs.Value) {
	wish, err := host.Get("explore")
	if err != nil || wish.IsUndefined() {
		return
	}
	seed := must(must(wish.Get("seed")).Int())
	yieldEvery := must(must(wish.Get("yieldEvery")).Int())
	control(seedChooses, uint64(seed), uint32(yieldEvery))
}

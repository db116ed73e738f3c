//go:build js && wasm

package run

import "github.com/hack-pad/safejs"

// Modes of control.
const (
	seedChooses = 1
	hostChooses = 2 // the import weave.pick says who runs next
)

// explore has the goroutines be chosen by the host, or by a seed, from here on, where the host wants that.
func explore(host safejs.Value) {
	var mode, seed, yieldEvery int
	if wish := must(host.Get("explore")); !wish.IsUndefined() {
		mode = seedChooses
		seed = must(must(wish.Get("seed")).Int())
		yieldEvery = must(must(wish.Get("yieldEvery")).Int())
	}
	if wish := must(host.Get("picks")); !wish.IsUndefined() && must(wish.Bool()) {
		mode = hostChooses
	}
	if mode != 0 {
		control(uint32(mode), uint64(seed), uint32(yieldEvery))
	}
}

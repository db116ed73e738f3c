//go:build js && wasm

package run

import (
	"context"
	"runtime/trace"
	"strconv"
	_ "unsafe" // for go:linkname

	"interleave/wasm/decode/mark"
)

//go:linkname leaked runtime.weaveLeaked
func leaked(func(id uint64))

// logLeaks names the goroutines that nothing can ever wake.
func logLeaks() {
	const most = 900 // bytes: a log may have 1,024
	var ids []byte
	leaked(func(id uint64) {
		ids = append(strconv.AppendUint(ids, id, 10), ' ')
		if len(ids) > most {
			trace.Log(context.Background(), mark.Leaked, string(ids))
			ids = ids[:0]
		}
	})
	if len(ids) > 0 {
		trace.Log(context.Background(), mark.Leaked, string(ids))
	}
}

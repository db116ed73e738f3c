package harness

import (
	"io"
	"syscall/js"
)

// open gives each chunk to the host's ship function at once.
func open(string) io.WriteCloser { return &host{js.Global().Get("ship")} }

type host struct{ ship js.Value }

func (h *host) Write(p []byte) (int, error) {
	chunk := js.Global().Get("Uint8Array").New(len(p))
	js.CopyBytesToJS(chunk, p)
	h.ship.Invoke(chunk)
	return len(p), nil
}

func (h *host) Close() error { return nil }

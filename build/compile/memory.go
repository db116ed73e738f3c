package compile

import (
	"encoding/binary"
	"errors"
	"slices"
)

// maxPages is the most memory a program may have, in pages of 64 KiB: 256 MiB. Go's own wasm has no ceiling; with one, a program
// that needs more ends in the runtime's own "out of memory" instead of taking the reader's machine along.
const maxPages = 4096

// LimitMemory gives a wasm binary the most memory that programs of the page may have.
func LimitMemory(wasm []byte) ([]byte, error) { return limitMemory(wasm, maxPages) }

// limitMemory rewrites the memory section (id 5) of a wasm binary so that its one memory has a maximum.
func limitMemory(wasm []byte, pages uint64) ([]byte, error) {
	const header = 8
	for at := header; at < len(wasm); {
		id := wasm[at]
		size, n := binary.Uvarint(wasm[at+1:])
		body := at + 1 + n
		end := body + int(size)
		if n <= 0 || end > len(wasm) || end < body {
			break
		}
		if id != 5 {
			at = end
			continue
		}
		section := wasm[body:end]
		if len(section) < 3 || section[0] != 1 {
			return nil, errors.New("the wasm has not exactly one memory")
		}
		minimum, n := binary.Uvarint(section[2:])
		if n <= 0 || minimum > pages {
			return nil, errors.New("the wasm starts with more memory than it may have")
		}
		limited := append([]byte{1, 1}, binary.AppendUvarint(nil, minimum)...)
		limited = binary.AppendUvarint(limited, pages)
		head := append([]byte{5}, binary.AppendUvarint(nil, uint64(len(limited)))...)
		return slices.Concat(wasm[:at], head, limited, wasm[end:]), nil
	}
	return nil, errors.New("the wasm has no memory section")
}

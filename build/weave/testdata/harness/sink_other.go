//go:build !js

package harness

import (
	"io"
	"os"
)

func open(name string) io.WriteCloser {
	file, err := os.Create(name)
	if err != nil {
		panic(err)
	}
	return file
}

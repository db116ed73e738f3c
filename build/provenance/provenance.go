// Package provenance says on what something was measured or recorded.
package provenance

import (
	"fmt"
	"os"
	"runtime"
	"strings"
)

// Machine is this one as recordings and results name it: linux/amd64, 2 cpus.
func Machine() string {
	return fmt.Sprintf("%s/%s, %d cpus", runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
}

// Load says how busy the machine is, where the system tells: load 0.12, the average of the last minute. It is to be asked for before a
// measurement, which would be counted otherwise.
func Load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "load unknown"
	}
	one, _, _ := strings.Cut(string(text), " ")
	return "load " + one
}

// Goroutines wait for a signal; the system says how much memory that takes.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
)

func main() {
	units := flag.Int("units", 10_000, "goroutines that wait")
	flag.Parse()

	before := resident()
	signal := make(chan struct{})
	var waiting, done sync.WaitGroup
	waiting.Add(*units)
	for range *units {
		done.Go(func() {
			waiting.Done()
			<-signal
		})
	}
	waiting.Wait()
	fmt.Printf("one that waits\t%.0f\tbytes\n", float64(resident()-before)/float64(*units))
	close(signal)
	done.Wait()
}

// resident is the memory that the system has given to this process, in bytes.
func resident() int {
	text, err := os.ReadFile("/proc/self/smaps_rollup")
	if err != nil {
		fmt.Fprintln(os.Stderr, "memory is measured on Linux only")
		os.Exit(1)
	}
	_, rest, _ := strings.Cut(string(text), "Rss:")
	var kib int
	fmt.Sscan(rest, &kib)
	return kib * 1024
}

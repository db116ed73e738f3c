// Goroutines that do nothing are started, and waited for.
package main

import (
	"flag"
	"fmt"
	"runtime"
	"sync"
	"time"
)

func main() {
	threads := flag.Int("threads", 1, "threads that run goroutines")
	units := flag.Int("units", 200_000, "goroutines")
	flag.Parse()
	runtime.GOMAXPROCS(*threads)

	var done sync.WaitGroup
	start := time.Now()
	for range *units {
		done.Go(func() {})
	}
	done.Wait()
	fmt.Printf("start and end\t%.1f\tns\n", float64(time.Since(start).Nanoseconds())/float64(*units))
}

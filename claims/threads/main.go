// What one thread can do at once, and what it cannot: sleeping, computing, and keeping time while it computes.
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
	steps := flag.Int("steps", 100_000_000, "steps of one computation")
	flag.Parse()
	runtime.GOMAXPROCS(*threads)

	var done sync.WaitGroup
	start := time.Now()
	for range 1000 {
		done.Go(func() { time.Sleep(100 * time.Millisecond) })
	}
	done.Wait()
	say("1000 sleeps of 100 ms", time.Since(start))

	start = time.Now()
	for range 4 {
		done.Go(func() { runtime.KeepAlive(compute(*steps)) })
	}
	done.Wait()
	say("4 computations", time.Since(start))

	tick := time.NewTicker(time.Millisecond)
	late := make(chan time.Duration)
	stop := make(chan struct{})
	go func() {
		var worst time.Duration
		for last := time.Now(); ; {
			select {
			case <-tick.C:
				worst = max(worst, time.Since(last)-time.Millisecond)
				last = time.Now()
			case <-stop:
				late <- max(worst, time.Since(last)-time.Millisecond)
				return
			}
		}
	}()
	time.Sleep(5 * time.Millisecond)
	done.Go(func() { runtime.KeepAlive(compute(*steps)) })
	done.Wait()
	close(stop)
	say("latest tick of 1 ms beside a computation", <-late)
}

// compute keeps a processor busy: each step needs the one before it.
func compute(steps int) uint64 {
	x := uint64(1)
	for range steps {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	return x
}

func say(what string, took time.Duration) {
	fmt.Printf("%s\t%.2f\tms\n", what, float64(took.Nanoseconds())/1e6)
}

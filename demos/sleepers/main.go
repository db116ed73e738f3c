// Many of them sleep for 100 ms, all at the same time.
package main

import (
	"flag"
	"fmt"
	"sync"
	"time"
)

func main() {
	sleepers := flag.Int("sleepers", 4, "goroutines that sleep")
	flag.Parse()

	var asleep sync.WaitGroup
	for range *sleepers {
		asleep.Go(sleeper)
	}
	asleep.Wait() // @mark main waits [wait]
	fmt.Println("all awake")
}

func sleeper() {
	time.Sleep(100 * time.Millisecond) // @mark falls asleep [wait], wakes up [sleep]
}

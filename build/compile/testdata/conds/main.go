// A condition that one is told of, then all.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	ready := sync.NewCond(&mu)
	turn := 0
	var all sync.WaitGroup
	for id := range 3 {
		all.Go(func() {
			mu.Lock()
			for turn <= id {
				ready.Wait()
			}
			fmt.Println("went", id)
			mu.Unlock()
		})
	}
	time.Sleep(time.Millisecond)
	mu.Lock()
	turn = 1
	ready.Signal()
	mu.Unlock()
	time.Sleep(time.Millisecond)
	mu.Lock()
	turn = 3
	ready.Broadcast()
	mu.Unlock()
	all.Wait()
}

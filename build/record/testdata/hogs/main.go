// A goroutine that computes until another one has run: on one processor only when it is preempted.
package main

import (
	"sync"
	"sync/atomic"
)

func main() {
	var both sync.WaitGroup
	var ran atomic.Bool
	both.Go(func() { ran.Store(true) })
	both.Go(func() { // spawned last, it runs first
		for !ran.Load() {
		}
	})
	both.Wait()
}

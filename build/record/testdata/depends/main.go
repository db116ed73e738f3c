// Whether it ends depends on the order: two goroutines take two locks, each another one first.
package main

import "sync"

func main() {
	var left, right sync.Mutex
	var both sync.WaitGroup
	take := func(first, second *sync.Mutex) {
		first.Lock()
		second.Lock()
		second.Unlock()
		first.Unlock()
	}
	both.Go(func() { take(&left, &right) })
	both.Go(func() { take(&right, &left) })
	both.Wait()
}

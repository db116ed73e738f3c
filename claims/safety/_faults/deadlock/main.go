// Two goroutines take two locks, each the other's first.
package main

import (
	"sync"
	"time"
)

func main() {
	var a, b sync.Mutex
	var done sync.WaitGroup
	done.Go(func() { both(&a, &b) })
	done.Go(func() { both(&b, &a) })
	done.Wait()
}

func both(first, second *sync.Mutex) {
	first.Lock()
	defer first.Unlock()
	time.Sleep(10 * time.Millisecond)
	second.Lock()
	defer second.Unlock()
}

// A mutex that is fought for, one that is tried, and a deferred unlock.
package main

import (
	"fmt"
	"sync"
	"time"
)

type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) add(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	time.Sleep(time.Millisecond)
	c.n += n
}

func main() {
	var c counter
	var workers sync.WaitGroup
	for i := range 3 {
		workers.Add(1)
		go func() {
			defer workers.Done()
			c.add(i)
		}()
	}
	time.Sleep(100 * time.Microsecond)
	fmt.Println("free:", c.mu.TryLock())
	workers.Wait()
	fmt.Println("free:", c.mu.TryLock(), c.n)
	c.mu.Unlock()
}

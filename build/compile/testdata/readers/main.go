// Readers together, a writer alone.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var config sync.RWMutex
	var all sync.WaitGroup
	value := 0
	for range 2 {
		all.Go(func() {
			config.RLock()
			time.Sleep(time.Millisecond)
			fmt.Println("read", value)
			config.RUnlock()
		})
	}
	all.Go(func() {
		time.Sleep(500 * time.Microsecond)
		config.Lock()
		value = 1
		time.Sleep(time.Millisecond)
		config.Unlock()
	})
	all.Go(func() {
		time.Sleep(700 * time.Microsecond)
		fmt.Println("tried", config.TryRLock())
		config.RLock()
		fmt.Println("read", value)
		config.RUnlock()
	})
	all.Wait()
	fmt.Println(config.TryLock(), config.TryRLock())
}

// A thousand goroutines over one channel, and collections in between.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	results := make(chan int, 16)
	var workers sync.WaitGroup
	for i := range 1000 {
		workers.Go(func() { results <- i })
	}
	go func() {
		workers.Wait()
		close(results)
	}()
	sum := 0
	for v := range results {
		sum += v
		if v%250 == 0 {
			runtime.GC()
		}
	}
	fmt.Println(sum)
}

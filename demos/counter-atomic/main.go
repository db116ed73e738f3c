// Two of them add to one variable, in one step.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

func main() {
	var count atomic.Int64
	var adders sync.WaitGroup
	adders.Go(func() { adder(&count) })
	adders.Go(func() { adder(&count) })
	adders.Wait()
	fmt.Println("6 added, the count is", count.Load())
}

func adder(count *atomic.Int64) {
	for range 3 {
		count.Add(1)
		runtime.Gosched()
	}
}

// Two of them add to one variable, without a lock.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	count := 0
	var adders sync.WaitGroup
	adders.Go(func() { adder(&count) })
	adders.Go(func() { adder(&count) })
	adders.Wait()
	fmt.Println("6 added, the count is", count)
}

func adder(count *int) {
	for range 3 {
		seen := *count
		runtime.Gosched() // @mark between read and write [yield]
		*count = seen + 1
	}
}

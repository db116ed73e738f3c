// Two of them add to one variable, one at a time.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	count := 0
	var lock sync.Mutex
	var adders sync.WaitGroup
	adders.Go(func() { adder(&lock, &count) })
	adders.Go(func() { adder(&lock, &count) })
	adders.Wait()
	fmt.Println("6 added, the count is", count)
}

func adder(lock *sync.Mutex, count *int) {
	for range 3 {
		lock.Lock() // @mark the other one holds the lock [wait]
		seen := *count
		runtime.Gosched()
		*count = seen + 1
		lock.Unlock() // @mark the lock is given back [unlock]
	}
}

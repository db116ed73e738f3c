// Two goroutines write to one map.
package main

import (
	"fmt"
	"sync"
)

func main() {
	seen := map[int]bool{}
	var done sync.WaitGroup
	done.Go(func() {
		for n := range 1_000_000 {
			seen[2*n] = true
		}
	})
	done.Go(func() {
		for n := range 1_000_000 {
			seen[2*n+1] = true
		}
	})
	done.Wait()
	if len(seen) != 2_000_000 {
		fmt.Println("wrong:", len(seen), "instead of 2000000")
	}
}

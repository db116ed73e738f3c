// Two goroutines count with one variable.
package main

import (
	"fmt"
	"sync"
)

func main() {
	n := 0
	var done sync.WaitGroup
	for range 2 {
		done.Go(func() {
			for range 20_000_000 {
				n++
			}
		})
	}
	done.Wait()
	if n != 40_000_000 {
		fmt.Println("wrong:", n, "instead of 40000000")
	}
}

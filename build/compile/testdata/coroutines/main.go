// iter.Pull runs a coroutine: it has the thread handed over, past the scheduler.
package main

import (
	"fmt"
	"iter"
)

func main() {
	next, stop := iter.Pull(numbers)
	defer stop()
	for range 2 {
		fmt.Println(next())
	}
}

func numbers(yield func(int) bool) {
	for n := 1; yield(n); n++ {
	}
}

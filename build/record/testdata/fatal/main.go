// An error that no program recovers from.
package main

import "sync"

func main() {
	results := make(chan int, 1)
	results <- 42
	var mu sync.Mutex
	mu.Unlock()
}

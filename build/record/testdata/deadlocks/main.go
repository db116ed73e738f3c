// Two goroutines that each wait for what the other holds.
package main

import "sync"

func main() {
	var left, right sync.Mutex
	held, done := make(chan bool), make(chan bool)
	go func() {
		left.Lock()
		held <- true
		right.Lock()
		done <- true
	}()
	right.Lock()
	<-held
	left.Lock()
	<-done
}

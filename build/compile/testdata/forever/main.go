// What never ends: nil channels and an empty select, left behind when main returns.
package main

import "time"

func main() {
	var never chan int
	go func() { never <- 1 }()
	go func() { <-never }()
	go func() { select {} }()
	go func() {
		select {
		case <-never:
		case never <- 2:
		}
	}()
	time.Sleep(time.Microsecond)
}

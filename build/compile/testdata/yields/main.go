// Goroutines that give way by themselves, and one that is left running.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	for name := range 2 {
		go func() {
			for i := range 2 {
				fmt.Println(name, i)
				runtime.Gosched()
			}
		}()
	}
	go func() {
		for {
			runtime.Gosched()
		}
	}()
	for range 3 {
		runtime.Gosched()
	}
	println("println writes to standard error")
}

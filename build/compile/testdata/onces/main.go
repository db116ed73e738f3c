// A function that runs once, while others wait for it, and one that panics.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var setup sync.Once
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			setup.Do(func() {
				time.Sleep(time.Millisecond)
				fmt.Println("set up")
			})
		})
	}
	all.Wait()

	value := sync.OnceValue(func() int { return 42 })
	fmt.Println(value(), value())

	var fails sync.Once
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		fails.Do(func() { panic("no") })
	}()
	fails.Do(func() { fmt.Println("never") })
}

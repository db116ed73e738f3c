// Who asked has gone; who answers waits for ever.
package main

import (
	"fmt"
	"runtime"
	"time"
)

func main() {
	ask()
	time.Sleep(10 * time.Millisecond)
	if n := runtime.NumGoroutine(); n > 1 {
		fmt.Println("wrong:", n-1, "goroutine still waits to send")
	}
}

func ask() {
	answer := make(chan int)
	go func() { answer <- 42 }()
}

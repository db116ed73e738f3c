// One goroutine hands over and then never gives the thread back.
package main

import (
	"fmt"
	"os"
	"runtime"

	_ "interleave/harness"
)

func main() {
	c := make(chan int)
	go func() {
		fmt.Println("received", <-c)
		busy := make(chan int, 1)
		for {
			if len(os.Args) > 1 && os.Args[1] == "operating" {
				select {
				case busy <- 1:
				case <-busy:
				}
			}
		}
	}()
	runtime.Gosched()
	c <- 1
	fmt.Println("sent")
	runtime.Gosched()
}

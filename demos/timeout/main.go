// Main asks a slow server, and gives up.
package main

import (
	"flag"
	"fmt"
	"time"
)

func main() {
	patience := flag.Int("patience", 20, "ms to wait for it")
	flag.Parse()
	limit := time.Duration(*patience) * time.Millisecond

	answer := make(chan int)
	go ask(answer)
	select { // @mark main waits [wait], time is up [select]
	case n := <-answer:
		fmt.Println("the answer is", n)
	case <-time.After(limit):
		fmt.Println("no answer in time")
	}

	time.Sleep(50 * time.Millisecond) // something else
	fmt.Println("main is done")
}

func ask(answer chan<- int) {
	time.Sleep(40 * time.Millisecond)
	fmt.Println("the server has answered")
	answer <- 42 // @mark nobody listens [wait]
}

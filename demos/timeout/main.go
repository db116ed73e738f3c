// Main asks a slow server and gives up before the answer is there.
package main

import (
	"flag"
	"fmt"
	"time"
)

func main() {
	patience := flag.Int("patience", 2, "ms that main waits for the answer")
	flag.Parse()

	answer := make(chan int)
	go ask(answer)
	select { // @mark main waits [wait], time is up [select]
	case n := <-answer:
		fmt.Println("the answer is", n)
	case <-time.After(time.Duration(*patience) * time.Millisecond):
		fmt.Println("no answer in time")
	}

	time.Sleep(5 * time.Millisecond) // main has other things to do
	fmt.Println("main is done")
}

func ask(answer chan<- int) {
	time.Sleep(4 * time.Millisecond)
	fmt.Println("the server has answered")
	answer <- 42 // @mark nobody listens [wait]
}

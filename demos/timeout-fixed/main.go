// Main asks a slow server and gives up before the answer is there, and says so to the one who asks.
package main

import (
	"context"
	"flag"
	"fmt"
	"time"
)

func main() {
	patience := flag.Int("patience", 2, "ms that main waits for the answer")
	flag.Parse()

	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(*patience)*time.Millisecond)
	defer cancel()
	answer := make(chan int, 1)
	go ask(ctx, answer)
	select { // @mark main waits [wait], time is up [select]
	case n := <-answer:
		fmt.Println("the answer is", n)
	case <-ctx.Done():
		fmt.Println("no answer in time")
	}

	time.Sleep(5 * time.Millisecond) // main has other things to do
	fmt.Println("main is done")
}

func ask(ctx context.Context, answer chan<- int) {
	select { // @mark ask gives up [select]
	case <-time.After(4 * time.Millisecond):
		fmt.Println("the server has answered")
		answer <- 42
	case <-ctx.Done():
	}
}

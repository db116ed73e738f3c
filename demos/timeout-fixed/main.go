// Main asks a slow server, gives up, and says so.
package main

import (
	"context"
	"flag"
	"fmt"
	"time"
)

func main() {
	patience := flag.Int("patience", 20, "ms to wait for it")
	flag.Parse()
	limit := time.Duration(*patience) * time.Millisecond

	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	answer := make(chan int, 1)
	go ask(ctx, answer)
	select { // @mark main waits [wait], time is up [select]
	case n := <-answer:
		fmt.Println("the answer is", n)
	case <-ctx.Done():
		fmt.Println("no answer in time")
	}

	time.Sleep(50 * time.Millisecond) // something else
	fmt.Println("main is done")
}

func ask(ctx context.Context, answer chan<- int) {
	select { // @mark ask gives up [select]
	case <-time.After(40 * time.Millisecond):
		fmt.Println("the server has answered")
		answer <- 42
	case <-ctx.Done():
	}
}

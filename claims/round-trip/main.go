// Two goroutines hand a number back and forth.
package main

import (
	"flag"
	"fmt"
	"runtime"
	"time"
)

func main() {
	threads := flag.Int("threads", 1, "threads that run goroutines")
	trips := flag.Int("trips", 200_000, "round trips")
	flag.Parse()
	runtime.GOMAXPROCS(*threads)

	there, back := make(chan int, 1), make(chan int, 1)
	go func() {
		for v := range there {
			back <- v
		}
	}()
	start := time.Now()
	for i := range *trips {
		there <- i
		<-back
	}
	fmt.Printf("round trip\t%.1f\tns\n", float64(time.Since(start).Nanoseconds())/float64(*trips))
}

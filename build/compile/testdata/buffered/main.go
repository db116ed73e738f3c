// A buffer that fills, senders that block on it in order, a receiver that frees them, and values of many types.
package main

import (
	"errors"
	"fmt"
)

type point struct {
	X, Y int
	Name string
}

func main() {
	queue := make(chan int, 2)
	for i := range 4 {
		go func() { queue <- 10 * i }()
	}
	sum := 0
	for range 4 {
		sum += <-queue
	}
	fmt.Println(sum, len(queue), cap(queue))

	anything := make(chan any, 8)
	anything <- point{1, 2, "p"}
	anything <- errors.New("broken")
	anything <- []int{1, 2, 3}
	anything <- 2.5
	anything <- nil
	for range 5 {
		<-anything
	}
	channels := make(chan chan int, 1)
	channels <- queue
	<-channels
	texts := make(chan string, 1)
	texts <- "a \"quoted\" text that is much longer than what fits into a label"
	<-texts
}

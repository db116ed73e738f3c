// Panics that are recovered end nothing; a send on a closed channel is one.
package main

import "fmt"

func main() {
	queue := make(chan int)
	go func() {
		defer close(queue)
		defer func() { fmt.Println(recover()) }()
		closed := make(chan int)
		close(closed)
		closed <- 1
	}()
	<-queue

	waiting := make(chan int)
	go func() {
		defer close(queue2)
		defer func() { fmt.Println(recover()) }()
		waiting <- 1
	}()
	yield()
	close(waiting)
	<-queue2
}

var queue2 = make(chan int)

func yield() {
	turn := make(chan bool)
	go func() { turn <- true }()
	<-turn
}

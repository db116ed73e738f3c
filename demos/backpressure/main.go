// A fast producer, a queue with room for a few jobs, consumers that take their time.
package main

import (
	"flag"
	"fmt"
	"sync"
	"time"
)

func main() {
	buffer := flag.Int("buffer", 3, "jobs the queue holds")
	consumers := flag.Int("consumers", 1, "goroutines that handle jobs")
	flag.Parse()

	queue := make(chan int, *buffer)
	go producer(queue)

	var handled sync.WaitGroup
	for range *consumers {
		handled.Go(func() { consumer(queue) })
	}
	handled.Wait()
}

func producer(queue chan<- int) {
	for job := 1; job <= 8; job++ {
		queue <- job // @mark producer waits [wait]
	}
	close(queue) // @mark all sent
}

func consumer(queue <-chan int) {
	for job := range queue { // @mark drained [closed]
		time.Sleep(time.Millisecond)
		fmt.Println("handled", job)
	}
}

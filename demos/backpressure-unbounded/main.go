// A fast producer and a queue that takes every job.
package main

import (
	"flag"
	"fmt"
	"sync"
	"time"
)

func main() {
	consumers := flag.Int("consumers", 1, "goroutines that handle jobs")
	flag.Parse()

	jobs, queue := make(chan int), make(chan int)
	go producer(jobs)
	go keeper(jobs, queue)

	var handled sync.WaitGroup
	for range *consumers {
		handled.Go(func() { consumer(queue) })
	}
	handled.Wait()
}

func producer(jobs chan<- int) {
	for job := 1; job <= 8; job++ {
		jobs <- job
	}
	close(jobs) // @mark all sent
}

// keeper takes every job, and keeps it until it is wanted.
func keeper(jobs <-chan int, queue chan<- int) {
	var kept []int
	for jobs != nil || len(kept) > 0 {
		var next chan<- int // nil is never ready
		var first int
		if len(kept) > 0 {
			next, first = queue, kept[0]
		}
		select {
		case job, open := <-jobs:
			if open {
				kept = append(kept, job)
			} else {
				jobs = nil
			}
		case next <- first:
			kept = kept[1:]
		}
	}
	close(queue)
}

func consumer(queue <-chan int) {
	for job := range queue { // @mark drained [closed]
		time.Sleep(time.Millisecond)
		fmt.Println("handled", job)
	}
}

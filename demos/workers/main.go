// Workers take jobs from one channel, as they come.
package main

import (
	"flag"
	"fmt"
	"sync"
	"time"
)

func main() {
	workers := flag.Int("workers", 3, "goroutines in the pool")
	flag.Parse()

	jobs, results := make(chan int), make(chan int)
	go boss(jobs)

	var pool sync.WaitGroup
	for range *workers {
		pool.Go(func() { worker(jobs, results) })
	}
	go closer(&pool, results)

	sum := 0
	for result := range results { // @mark no more results [closed]
		sum += result
	}
	fmt.Println("sum", sum)
}

func boss(jobs chan<- int) {
	for job := 1; job <= 6; job++ {
		jobs <- job // @mark boss waits [wait]
	}
	close(jobs) // @mark the last job is given out
}

// closer ends main's loop: no worker knows that it is the last.
func closer(pool *sync.WaitGroup, results chan<- int) {
	pool.Wait()
	close(results)
}

// worker needs 1 ms for job 1, 2 ms for job 2, and so on.
func worker(jobs <-chan int, results chan<- int) {
	for job := range jobs {
		time.Sleep(time.Duration(job) * time.Millisecond)
		results <- job * job
	}
}

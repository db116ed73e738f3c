// A worker whose queue is never closed, and one that could still go on.
package main

import "time"

func main() {
	forget()
	go time.Sleep(time.Hour)
	time.Sleep(time.Millisecond)
}

func forget() {
	jobs := make(chan int)
	go worker(jobs)
	jobs <- 1
}

func worker(jobs <-chan int) {
	for range jobs {
	}
}

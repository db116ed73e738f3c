// A send on a closed channel, while another goroutine waits.
package main

func main() {
	jobs, never := make(chan int, 1), make(chan int)
	go func() { <-never }()
	jobs <- 1
	close(jobs)
	jobs <- 2
}

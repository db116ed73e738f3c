// Somebody sends after the other side has gone.
package main

func main() {
	numbers := make(chan int, 1)
	close(numbers)
	numbers <- 1
}

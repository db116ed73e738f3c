// Everyone waits: on each other's channels.
package main

func main() {
	a, b := make(chan int), make(chan int)
	go relay(a, b)
	relay(b, a)
}

func relay(from <-chan int, to chan<- int) {
	to <- <-from
}

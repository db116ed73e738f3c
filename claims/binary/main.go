// A small program of the kind that is written: it starts a worker, sends it numbers, prints what comes back.
package main

import "fmt"

func main() {
	numbers, squares := make(chan int), make(chan int)
	go square(numbers, squares)
	for n := range 3 {
		numbers <- n
		fmt.Println(<-squares)
	}
}

func square(numbers <-chan int, squares chan<- int) {
	for n := range numbers {
		squares <- n * n
	}
}

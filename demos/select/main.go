// Both queues are filled before anyone looks.
package main

import "fmt"

func main() {
	left, right := make(chan int, 4), make(chan int, 4)
	for n := 1; n <= 4; n++ {
		left <- n
		right <- n
	}
	taker(left, right)
}

func taker(left, right <-chan int) {
	for range 8 {
		select { // @mark both are ready [select]
		case n := <-left:
			fmt.Println("left", n)
		case n := <-right:
			fmt.Println("right", n)
		}
	}
}

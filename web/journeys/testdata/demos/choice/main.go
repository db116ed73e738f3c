package main

import "fmt"

func main() {
	a, b := make(chan int, 20), make(chan int, 20)
	for n := range 20 {
		a <- n
		b <- n
	}
	for range 20 {
		select {
		case <-a:
			fmt.Print("a")
		case <-b:
			fmt.Print("b")
		}
	}
	fmt.Println()
}

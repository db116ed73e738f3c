package main

import "fmt"

func main() {
	fmt.Println(down(1_000_000))
	last := make(chan int, 1)
	last <- 42
	fmt.Println(forever(1))
}

func down(n int) int {
	if n == 0 {
		return 0
	}
	return down(n-1) + 1
}

func forever(n int) int { return forever(n+1) + 1 }

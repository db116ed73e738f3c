package main

import "fmt"

var queue = make(chan int, 3)

func init() {
	for n := range 3 {
		queue <- n
	}
}

func main() { fmt.Println("init ran:", len(queue)) }

// Two downloads of 3 ms, and something else to do first.
package main

import (
	"fmt"
	"time"
)

func main() {
	first, second := make(chan int, 1), make(chan int, 1)
	go download("first", first)
	go download("second", second)

	time.Sleep(2 * time.Millisecond)
	fmt.Println("main needs the results")
	fmt.Println(<-first, <-second) // @mark main asks for the results
}

func download(name string, result chan<- int) {
	fmt.Println(name, "download begins")
	time.Sleep(3 * time.Millisecond) // @mark the first download is under way [wait]
	result <- len(name)
}

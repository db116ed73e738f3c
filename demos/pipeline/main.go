// Three stages work at the same time, each on another item.
package main

import (
	"flag"
	"fmt"
	"time"
)

func main() {
	buffer := flag.Int("buffer", 1, "items that fit between two stages")
	slow := flag.Int("slow", 3, "ms that the middle stage needs")
	flag.Parse()

	read := make(chan int, *buffer)
	resized := make(chan int, *buffer)
	go reader(read)
	go resizer(read, resized, time.Duration(*slow)*time.Millisecond)

	for item := range resized { // @mark all written [closed]
		time.Sleep(time.Millisecond)
		fmt.Println("written", item)
	}
}

func reader(read chan<- int) {
	defer close(read)
	for item := 1; item <= 6; item++ {
		time.Sleep(time.Millisecond)
		read <- item // @mark the reader has to wait [wait]
	}
}

func resizer(read <-chan int, resized chan<- int, pace time.Duration) {
	defer close(resized)
	for item := range read {
		time.Sleep(pace)
		resized <- item // @mark the first item is resized
	}
}

// Three stages work at the same time.
package main

import (
	"flag"
	"fmt"
	"time"
)

func main() {
	buffer := flag.Int("buffer", 1, "room between two stages")
	slow := flag.Int("slow", 3, "ms to resize")
	flag.Parse()
	pace := time.Duration(*slow) * time.Millisecond

	read := make(chan int, *buffer)
	resized := make(chan int, *buffer)
	go reader(read)
	go resizer(read, resized, pace)

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

package main

import "fmt"

func main() {
	last := make(chan bool)
	go link(3000, last)
	fmt.Println(<-last)
}

func link(left int, last chan<- bool) {
	if left == 0 {
		last <- true
		return
	}
	go link(left-1, last)
}

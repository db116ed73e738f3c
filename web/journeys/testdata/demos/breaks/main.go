package main

import "fmt"

func main() {
	fmt.Println("before")
	done := make(chan bool)
	go breaks(done)
	<-done
	fmt.Println("never printed")
}

func breaks(done chan<- bool) {
	var ages map[string]int
	ages["ada"] = 36
	done <- true
}

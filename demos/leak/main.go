// Main asks two servers and takes the first answer.
package main

import (
	"fmt"
	"time"
)

func main() {
	fmt.Println("the fastest is", search())
	time.Sleep(5 * time.Millisecond) // main has other things to do
	fmt.Println("main is done")
}

func search() string {
	answers := make(chan string)
	go ask("east", 2*time.Millisecond, answers)
	go ask("west", 4*time.Millisecond, answers)
	return <-answers // @mark the first answer [receive]
}

func ask(server string, delay time.Duration, answers chan<- string) {
	time.Sleep(delay)
	answers <- server // @mark the second answer [wait]
	fmt.Println(server, "has answered")
}

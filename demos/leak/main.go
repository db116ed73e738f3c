// Main asks two servers and takes the first answer.
package main

import (
	"fmt"
	"time"
)

func main() {
	fmt.Println("the fastest is", search())
	time.Sleep(50 * time.Millisecond) // something else
	fmt.Println("main is done")
}

func search() string {
	answers := make(chan string)
	go ask("east", 20*time.Millisecond, answers)
	go ask("west", 40*time.Millisecond, answers)
	return <-answers // @mark the first answer [receive]
}

func ask(server string, delay time.Duration, answers chan<- string) {
	time.Sleep(delay)
	answers <- server // @mark the second answer [wait]
	fmt.Println(server, "has answered")
}

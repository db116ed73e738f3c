// Sends and receives on a channel without a buffer, either side first.
package main

import "fmt"

func main() {
	first, second := make(chan string), make(chan string)
	done := make(chan struct{})
	go func() {
		first <- "waits for a receiver"
		second <- "finds one waiting"
		close(done)
	}()
	go receiver(second, done)
	fmt.Println(<-first)
	<-done
}

func receiver(second <-chan string, done <-chan struct{}) {
	fmt.Println(<-second)
	<-done
}

// What a close does to those who wait, who come later, and who have values left to take.
package main

import "fmt"

func main() {
	values := make(chan int, 3)
	values <- 1
	values <- 2
	close(values)
	for v := range values {
		fmt.Println(v)
	}
	v, ok := <-values
	fmt.Println(v, ok)

	stop := make(chan struct{})
	finished := make(chan int)
	for id := range 3 {
		go waiter(id, stop, finished)
	}
	go func() {
		select {
		case <-stop:
			finished <- 3
		case finished <- 4:
		}
	}()
	fmt.Println("first", <-finished)
	close(stop)
	for range 3 {
		<-finished
	}
}

func waiter(id int, stop <-chan struct{}, finished chan<- int) {
	<-stop
	finished <- id
}

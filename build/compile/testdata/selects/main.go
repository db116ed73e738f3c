// Every form of select: ready, waiting, default, one case, nil channels, send and receive mixed.
package main

import "fmt"

func main() {
	in, out := make(chan int), make(chan int, 1)
	var never chan int
	pulse := make(chan bool)

	go func() {
		in <- 1
		in <- 2
		fmt.Println("sent")
	}()
	for range 2 {
		select {
		case v := <-in:
			fmt.Println("in", v)
		case out <- 7:
			fmt.Println("out")
		case <-never:
		}
	}
	select {
	case v := <-out:
		fmt.Println("drained", v)
	default:
	}
	select {
	case v := <-out:
		fmt.Println("impossible", v)
	default:
		fmt.Println("empty")
	}
	full := make(chan int)
	select {
	case full <- 1:
	default:
		fmt.Println("nobody")
	}
	select {
	case <-never:
	case v := <-full:
		fmt.Println("impossible", v)
	default:
		fmt.Println("nothing ready")
	}
	select {
	case v := <-in:
		fmt.Println("single", v)
	}

	// A sender that waits in a select is freed by a plain receive, of a full buffer and without one.
	small := make(chan string, 1)
	small <- "head"
	go func() {
		select {
		case small <- "tail":
		case full <- 9:
		}
		pulse <- true
	}()
	<-holdUp(pulse)
	fmt.Println(<-small, <-small)
	<-pulse
}

// holdUp lets the others run until they wait.
func holdUp(pulse chan bool) <-chan bool {
	ready := make(chan bool)
	go func() { ready <- true }()
	return ready
}

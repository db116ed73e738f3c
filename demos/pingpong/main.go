// Two goroutines pass a ball over channels without a buffer: a send is a meeting.
package main

import (
	"fmt"
	"sync"
)

func main() {
	ping, pong := make(chan int), make(chan int)

	var game sync.WaitGroup
	game.Go(func() { pinger(ping, pong) })
	game.Go(func() { ponger(ping, pong) })
	game.Wait()
}

func pinger(ping chan<- int, pong <-chan int) {
	for ball := 1; ball <= 3; ball++ {
		ping <- ball                // @mark serve [send]
		fmt.Println("pong", <-pong) // @mark back again [receive]
	}
	close(ping)
}

func ponger(ping <-chan int, pong chan<- int) {
	for ball := range ping { // @mark game over [closed]
		fmt.Println("ping", ball)
		pong <- ball // @mark return [send]
	}
}

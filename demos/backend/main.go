// Requests share a few connections to a database.
package main

import (
	"flag"
	"fmt"
	"sync"
	"time"
)

func main() {
	gap := flag.Int("gap", 2, "ms between two requests")
	connections := flag.Int("connections", 2, "connections in the pool")
	patience := flag.Int("patience", 50, "ms to wait for one")
	flag.Parse()
	limit := time.Duration(*patience) * time.Millisecond

	pool := make(chan int, *connections)
	for connection := range *connections {
		pool <- connection
	}

	var requests sync.WaitGroup
	for request := 1; request <= 12; request++ {
		requests.Go(func() { handle(request, pool, limit) })
		time.Sleep(time.Duration(*gap) * time.Millisecond)
	}
	requests.Wait() // @mark all have come [wait]
}

func handle(request int, pool chan int, limit time.Duration) {
	select { // @mark no connection is free [wait]
	case connection := <-pool:
		query(request)
		pool <- connection // @mark a connection is free again
		fmt.Println("request", request, "is answered")
	case <-time.After(limit):
		fmt.Println("request", request, "gave up")
	}
}

// query takes 3 ms, but every fourth one 12 ms.
func query(request int) {
	if request%4 == 0 {
		time.Sleep(12 * time.Millisecond) // @mark a slow query [wait]
		return
	}
	time.Sleep(3 * time.Millisecond)
}

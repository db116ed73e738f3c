// A small service: each request needs one of a few connections to a database that is sometimes slow.
package main

import (
	"flag"
	"fmt"
	"sync"
	"time"
)

func main() {
	gap := flag.Int("gap", 2, "ms between two requests")
	connections := flag.Int("connections", 2, "connections to the database")
	patience := flag.Int("patience", 50, "ms after which a request gives up")
	flag.Parse()

	pool := make(chan int, *connections)
	for connection := 1; connection <= *connections; connection++ {
		pool <- connection
	}

	var requests sync.WaitGroup
	for request := 1; request <= 12; request++ {
		requests.Go(func() {
			handle(request, pool, time.Duration(*patience)*time.Millisecond)
		})
		time.Sleep(time.Duration(*gap) * time.Millisecond)
	}
	requests.Wait() // @mark all have come [wait]
}

func handle(request int, pool chan int, patience time.Duration) {
	select { // @mark no connection is free [wait]
	case connection := <-pool:
		query(request)
		pool <- connection // @mark a connection is free again
		fmt.Println("request", request, "is answered")
	case <-time.After(patience):
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

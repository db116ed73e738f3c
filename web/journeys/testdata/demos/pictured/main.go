package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var table sync.RWMutex
	var forks [3]sync.Mutex
	var group sync.WaitGroup
	orders, bell := make(chan int, 2), make(chan bool)
	group.Go(func() { waiter(orders, bell) })
	for i := range 3 {
		group.Go(func() { guest(i, orders, &table, &forks[i], &forks[(i+1)%3]) })
	}
	table.Lock()
	table.Unlock()
	group.Wait()
}

func guest(i int, orders chan<- int, table *sync.RWMutex, left, right *sync.Mutex) {
	table.RLock()
	time.Sleep(time.Millisecond) // @mark reading
	table.RUnlock()
	orders <- i
	left.Lock()
	time.Sleep(time.Millisecond)
	right.Lock()
}

func waiter(orders <-chan int, bell <-chan bool) {
	for {
		select { // @mark ordered [select]
		case n := <-orders:
			fmt.Println("order", n)
		case <-bell:
			return
		}
	}
}

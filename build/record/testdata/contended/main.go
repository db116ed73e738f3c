// Producers and consumers on all processors: a buffer, a rendezvous, selects, locks, conditions, a wait group that is in use all the time.
// The argument is how many values pass.
package main

import (
	"os"
	"strconv"
	"sync"
)

type counter struct {
	sync.RWMutex
	n int
}

func main() {
	values, _ := strconv.Atoi(os.Args[1])
	buffered, direct := make(chan int, 3), make(chan int)
	var producers, consumers, underWay sync.WaitGroup
	const many = 4
	for p := range many {
		producers.Go(func() {
			for i := range values / many {
				v := p*values + i
				underWay.Add(1)
				switch i % 4 {
				case 0:
					buffered <- v
				case 1:
					direct <- v
				case 2:
					select {
					case buffered <- v:
					case direct <- v:
					}
				default:
					select {
					case buffered <- v:
					default:
						direct <- v
					}
				}
			}
		})
	}
	var mu sync.Mutex
	turn := sync.NewCond(&mu)
	var seen counter
	waiting := 0
	for range many {
		consumers.Go(func() {
			from, then := buffered, direct
			for from != nil || then != nil {
				var ok bool
				select {
				case _, ok = <-from:
					if !ok {
						from = nil
					}
				case _, ok = <-then:
					if !ok {
						then = nil
					}
				}
				if !ok {
					continue
				}
				seen.Lock()
				seen.n++
				odd := seen.n%64 == 1
				seen.Unlock()
				mu.Lock()
				if odd && waiting == 0 {
					waiting++
					turn.Wait()
					waiting--
				} else {
					turn.Signal()
				}
				mu.Unlock()
				seen.RLock()
				_ = seen.n
				seen.RUnlock()
				underWay.Done()
			}
			turn.Broadcast()
		})
	}
	producers.Wait()
	close(buffered)
	close(direct)
	mu.Lock()
	turn.Broadcast()
	mu.Unlock()
	consumers.Wait()
	underWay.Wait()
	if seen.n != values/many*many {
		panic("values were lost")
	}
}

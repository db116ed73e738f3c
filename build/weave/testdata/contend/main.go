// Producers and consumers on several threads, over a buffer, a rendezvous and
// selects, until all that was sent has been counted under a lock. A wait group
// counts what is under way.
package main

import (
	"sync"

	_ "interleave/harness"
)

const perProducer = 2000

func main() {
	buffered, direct := make(chan int, 3), make(chan int)
	var producers, consumers sync.WaitGroup
	for p := range 4 {
		producers.Add(1)
		go func() {
			defer producers.Done()
			for i := range perProducer {
				v := p*perProducer + i
				producers.Add(1)
				switch i % 3 {
				case 0:
					buffered <- v
				case 1:
					direct <- v
				default:
					select {
					case buffered <- v:
					case direct <- v:
					}
				}
				producers.Done()
			}
		}()
	}
	var mu sync.Mutex
	got := map[int]int{}
	for range 3 {
		consumers.Go(func() {
			from, then := buffered, direct
			for from != nil || then != nil {
				select {
				case v, ok := <-from:
					if !ok {
						from = nil
						continue
					}
					mu.Lock()
					got[v]++
					mu.Unlock()
				case v, ok := <-then:
					if !ok {
						then = nil
						continue
					}
					mu.Lock()
					got[v]++
					mu.Unlock()
				}
			}
		})
	}
	producers.Wait()
	close(buffered)
	close(direct)
	consumers.Wait()
	if len(got) != 4*perProducer {
		panic("values were lost")
	}
}

// Wait groups: Add of many, Done, Go, a Wait that need not, several that wait, and one that is used again.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var group sync.WaitGroup
	group.Wait()
	group.Add(2)
	waiting := make(chan int)
	for id := range 2 {
		go func() {
			group.Wait()
			waiting <- id
		}()
	}
	go func() { group.Add(-1) }()
	go finish(&group)
	fmt.Println(<-waiting + <-waiting)
	group.Go(func() {})
	group.Wait()
}

func finish(group *sync.WaitGroup) { group.Done() }

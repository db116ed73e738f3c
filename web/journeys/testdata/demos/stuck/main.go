package main

import (
	"sync"
	"time"
)

func main() {
	var left, right sync.Mutex
	var done sync.WaitGroup
	done.Go(func() { grab(&left, &right) })
	done.Go(func() { grab(&right, &left) })
	done.Wait()
}

func grab(first, second *sync.Mutex) {
	first.Lock()
	time.Sleep(time.Millisecond)
	second.Lock()
	second.Unlock()
	first.Unlock()
}

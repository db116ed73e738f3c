// One ticks every 10 ms, one computes without a pause.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var both sync.WaitGroup
	both.Go(ticker)
	both.Go(hog)
	both.Wait()
}

func ticker() {
	for tick := 1; tick <= 5; tick++ {
		time.Sleep(10 * time.Millisecond) // @mark the ticker waits [wait], the first tick [sleep]
		fmt.Println("tick", tick)
	}
}

// hog counts the primes below 400,000.
func hog() {
	primes := 0
	for n := 2; n < 400_000; n++ {
		divisor := 2
		for divisor*divisor <= n && n%divisor != 0 {
			divisor++
		}
		if divisor*divisor > n {
			primes++
		}
	}
	fmt.Println("primes:", primes)
}

// Each filter drops the multiples of its prime.
package main

import (
	"flag"
	"fmt"
)

func main() {
	primes := flag.Int("primes", 5, "primes to find")
	flag.Parse()

	numbers := make(chan int)
	go generator(numbers)

	for range *primes {
		prime := <-numbers // @mark the first prime [receive]
		fmt.Println(prime)
		passed := make(chan int)
		go filter(prime, numbers, passed)
		numbers = passed
	}
}

func generator(numbers chan<- int) {
	for n := 2; ; n++ {
		numbers <- n
	}
}

func filter(prime int, numbers <-chan int, passed chan<- int) {
	for {
		if n := <-numbers; n%prime != 0 {
			passed <- n // @mark a number gets past 2 [send]
		}
	}
}

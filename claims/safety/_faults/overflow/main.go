// A sum does not fit its type.
package main

import "fmt"

func main() {
	var sum int32
	for range 3 {
		sum += 1_000_000_000
	}
	if sum < 0 {
		fmt.Println("wrong:", sum)
	}
}

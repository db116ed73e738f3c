// An index is one too far.
package main

import "fmt"

func main() {
	numbers := []int{1, 2, 3}
	sum := 0
	for i := 0; i <= len(numbers); i++ {
		sum += numbers[i]
	}
	fmt.Println("wrong:", sum)
}

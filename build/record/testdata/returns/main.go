// Two files of one package.
package main

import "fmt"

func main() {
	numbers := make(chan int, 2)
	go count(numbers)
	for n := range numbers {
		fmt.Println(n)
	}
}

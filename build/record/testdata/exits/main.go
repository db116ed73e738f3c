// It leaves with a code and an open channel.
package main

import (
	"fmt"
	"os"
)

func main() {
	results := make(chan int, 1)
	results <- 42
	fmt.Println("leaving")
	os.Exit(3)
}

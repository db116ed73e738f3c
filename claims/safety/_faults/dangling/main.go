// A pointer outlives the function whose variable it points to.
package main

import "fmt"

func main() {
	if n := local(); *n != 1 {
		fmt.Println("wrong:", *n, "instead of 1")
	}
}

func local() *int {
	n := 1
	return &n
}

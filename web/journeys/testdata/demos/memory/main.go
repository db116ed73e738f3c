package main

import "fmt"

func main() {
	fmt.Println("growing")
	var all [][]byte
	for {
		all = append(all, make([]byte, 8<<20))
		all[len(all)-1][0] = 1
	}
}

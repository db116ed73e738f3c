package main

import "fmt"

func main() {
	for n := 0; ; n++ {
		fmt.Println("line", n, "of a flood that would fill any page and any memory, if nobody stopped it")
	}
}

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "a complaint of the program's own")
	for i := 0; ; i++ {
		fmt.Println("line", i, "of a flood that would fill any page and any memory, if nobody stopped it")
	}
}

// os.Exit in a goroutine, with output that has no end of line, and arguments.
package main

import (
	"fmt"
	"os"
)

func main() {
	go func() {
		fmt.Print("arguments: ", len(os.Args)-1)
		defer fmt.Println("never")
		os.Exit(7)
	}()
	select {}
}

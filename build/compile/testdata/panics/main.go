// A goroutine that panics, with a value that is an error, while others wait.
package main

import (
	"fmt"
	"os"
	"time"
)

func main() {
	go func() { select {} }()
	go breaks()
	fmt.Fprintln(os.Stderr, "said before")
	time.Sleep(time.Second)
}

func breaks() {
	defer fmt.Println("deferred")
	panic(fmt.Errorf("cannot go on: %w", os.ErrNotExist))
}

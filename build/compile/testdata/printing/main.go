// Output in pieces, of two goroutines, long, and not all of it text.
package main

import (
	"fmt"
	"os"
	"strings"
	"sync"
)

func main() {
	fmt.Print("one ")
	fmt.Print("line\ntwo\n\n")
	var both sync.WaitGroup
	both.Go(func() { fmt.Print("half ") })
	both.Go(func() { fmt.Print("and half\n") })
	both.Wait()
	fmt.Println(strings.Repeat("long ", 500))
	fmt.Println(strings.Repeat("longer ", 1000))
	fmt.Println("größer — 漢字")
	os.Stdout.Write([]byte{0xff, 'x', '\n'})
	fmt.Fprint(os.Stderr, "an error without an end")
}

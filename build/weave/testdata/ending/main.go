// A receive, and then the end that its argument names.
package main

import (
	"os"
	"runtime"

	_ "interleave/harness"
)

func main() {
	c := make(chan int, 1)
	c <- 1
	<-c
	switch os.Args[1] {
	case "return":
	case "exit":
		os.Exit(3)
	case "panic":
		panic("on purpose")
	case "goexit":
		runtime.Goexit()
	case "deadlock":
		<-c
	case "locked":
		runtime.LockOSThread() // it waits for ever on a thread of its own
		<-c
	}
}

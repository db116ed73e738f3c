// main ends by Goexit; the others go on, and when they are done there is nobody left.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	go fmt.Println("goes on")
	runtime.Goexit()
}

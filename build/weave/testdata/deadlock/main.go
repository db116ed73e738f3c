// Nobody will ever send.
package main

import _ "interleave/harness"

func main() {
	<-make(chan int)
}

// A channel of values that have no size may have room for more of them than a double can count.
package main

import "flag"

func main() {
	flag.Int("n", 1, "")
	flag.Parse()
	signals := make(chan struct{}, 1<<60)
	signals <- struct{}{}
	signals <- struct{}{}
	<-signals
	close(signals)
}

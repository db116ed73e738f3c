// It does little and then sleeps for longer than anybody waits.
package main

import "time"

func main() {
	results := make(chan int, 1)
	results <- 42
	time.Sleep(24 * time.Hour)
}

// What never ends: nil channels, an empty select and the longest sleep, left behind when main returns.
package main

import (
	"context"
	"math"
	"time"
)

func main() {
	var never chan int
	go func() { never <- 1 }()
	go func() { <-never }()
	go func() { select {} }()
	go func() {
		select {
		case <-never:
		case never <- 2:
		}
	}()
	go func() { time.Sleep(math.MaxInt64) }()
	go func() { <-time.NewTicker(math.MaxInt64).C }()
	ctx, cancel := context.WithTimeout(context.Background(), math.MaxInt64)
	defer cancel()
	go func() { <-ctx.Done() }()
	time.Sleep(time.Microsecond)
}

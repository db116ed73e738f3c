// Sleeps shorter than a millisecond, timers, tickers, timeouts, functions called later, contexts.
package main

import (
	"context"
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	time.Sleep(300 * time.Microsecond)
	time.Sleep(0)
	timer := time.NewTimer(2 * time.Millisecond)
	<-timer.C
	timer.Reset(time.Millisecond)
	fmt.Println("stopped", timer.Stop())

	ticker := time.NewTicker(500 * time.Microsecond)
	for range 3 {
		<-ticker.C
	}
	ticker.Stop()

	results := make(chan int)
	select {
	case <-results:
	case <-time.After(time.Millisecond):
		fmt.Println("timeout")
	}
	called := make(chan bool)
	time.AfterFunc(time.Millisecond, func() { called <- true })
	<-called

	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Millisecond)
	defer cancel()
	<-ctx.Done()
	fmt.Println(ctx.Err())

	again, stop := context.WithCancel(context.Background())
	go func() {
		time.Sleep(time.Millisecond)
		stop()
	}()
	select {
	case <-again.Done():
		fmt.Println(again.Err())
	case <-results:
	}
	fmt.Println(time.Since(start).Round(100 * time.Microsecond))
}

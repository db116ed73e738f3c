// Contexts: cancelled by a goroutine, with another, by a deadline; waited for, asked, and what is called after them.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

func worker(ctx context.Context, jobs <-chan int, workers *sync.WaitGroup) {
	defer workers.Done()
	for {
		select {
		case <-ctx.Done():
			fmt.Println("stopped:", ctx.Err(), "because", context.Cause(ctx))
			return
		case job := <-jobs:
			fmt.Println("job", job)
		}
	}
}

func main() {
	jobs := make(chan int)
	ctx, cancel := context.WithCancelCause(context.Background())
	child, stop := context.WithTimeout(context.WithValue(ctx, own{}, "any"), time.Second)
	defer stop()
	var workers sync.WaitGroup
	workers.Add(2)
	go worker(ctx, jobs, &workers)
	go worker(child, jobs, &workers)
	jobs <- 1
	select {
	case <-ctx.Done():
	default:
		fmt.Println("asked:", ctx.Err())
	}
	cancel(errors.New("enough"))
	cancel(errors.New("too late"))
	workers.Wait()

	late, stop := context.WithTimeout(context.Background(), 50*time.Millisecond)
	of, stop := context.WithCancel(late)
	called := make(chan bool)
	context.AfterFunc(late, func() { called <- true })
	context.AfterFunc(late, func() { called <- false })()
	go func() {
		<-of.Done()
		fmt.Println("of:", of.Err())
	}()
	<-late.Done()
	<-called

	// Nobody has asked for its channel when it is cancelled.
	early, stop := context.WithDeadline(context.Background(), time.Now())
	<-early.Done()
	after, stop := context.WithCancel(early)
	fmt.Println("after:", after.Err())
	alone, stop := context.WithCancel(context.WithoutCancel(early))
	stop()
	<-alone.Done()

	// Contexts that are not of package context.
	mine := own{alone, make(chan struct{})}
	with, stop := context.WithCancel(mine)
	close(mine.done)
	<-with.Done()
	fmt.Println("with:", with.Err())
}

type own struct {
	context.Context
	done chan struct{}
}

func (o own) Done() <-chan struct{} { return o.done }

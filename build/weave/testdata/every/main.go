// Every operation that the weave reports, each on a line of its own.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
	"time"

	_ "interleave/harness"
)

func main() {
	channels()
	selects()
	locks()
	groups()
	onces()
	conds()
	timers()
	contexts()
	values()
	fmt.Println("done")
	fmt.Fprintln(os.Stderr, "to stderr")
	println("built in", 1)
}

func channels() {
	c := make(chan int, 2)
	c <- 1
	c <- 2
	go func() { c <- 3 }()
	runtime.Gosched()
	<-c
	<-c
	<-c
	u := make(chan pair)
	go func() { u <- pair{1, "a"} }()
	fmt.Println(<-u)
	go func() { fmt.Println(<-u) }()
	runtime.Gosched()
	u <- pair{2, "bb"}
	go func() { _, ok := <-u; fmt.Println(ok) }()
	runtime.Gosched()
	close(u)
	runtime.Gosched()
	<-u
	select {
	case <-c:
	default:
	}
	e := make(chan error, 1)
	e <- errors.New("bad luck")
	select {
	case e <- nil:
	default:
	}
	<-e
	d := make(chan int)
	go func() { defer func() { fmt.Println(recover()) }(); d <- 1 }()
	runtime.Gosched()
	close(d)
	runtime.Gosched()
	func() { defer func() { fmt.Println(recover()) }(); d <- 1 }()
	fl := make(chan float64, 3)
	fl <- 1.5
	fl <- -0.0625
	fl <- 3e20
	ar := make(chan [3]any, 1)
	ar <- [3]any{1, "x", nil}
}

func selects() {
	a, b := make(chan int), make(chan string, 1)
	go func() { a <- 7 }()
	select {
	case v := <-a:
		_ = v
	case s := <-b:
		_ = s
	}
	b <- "full"
	select {
	case v := <-a:
		_ = v
	case s := <-b:
		_ = s
	case b <- "x":
	}
	select {
	case <-a:
	case s := <-b:
		_ = s
	default:
	}
	go func() { close(a) }()
	select {
	case <-a:
	case s := <-b:
		_ = s
	}
	select {
	case <-a:
	case s := <-b:
		_ = s
	}
	go func() {
		defer func() { fmt.Println(recover()) }()
		x, y := make(chan int), make(chan int)
		go func() { close(x) }()
		select {
		case x <- 1:
		case y <- 2:
		}
	}()
	time.Sleep(time.Millisecond)
}

func locks() {
	var mu sync.Mutex
	mu.Lock()
	go func() { mu.Lock(); defer mu.Unlock() }()
	runtime.Gosched()
	mu.TryLock()
	mu.Unlock()
	runtime.Gosched()
	var rw sync.RWMutex
	rw.RLock()
	go func() { rw.Lock(); rw.Unlock() }()
	runtime.Gosched()
	go func() { rw.RLocker().Lock(); rw.RLocker().Unlock() }()
	runtime.Gosched()
	rw.TryLock()
	rw.TryRLock()
	rw.RUnlock()
	time.Sleep(time.Millisecond)
	rw.TryLock()
	rw.Unlock()
}

func groups() {
	var wg sync.WaitGroup
	wg.Go(func() { runtime.Gosched() })
	wg.Add(1)
	go func() { defer wg.Done() }()
	wg.Wait()
	wg.Wait()
}

func onces() {
	var o sync.Once
	go o.Do(func() { runtime.Gosched() })
	runtime.Gosched()
	o.Do(func() {})
	f := sync.OnceValue(func() int { return 1 })
	f()
}

func conds() {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	go func() { mu.Lock(); c.Wait(); mu.Unlock() }()
	runtime.Gosched()
	mu.Lock()
	c.Signal()
	runtime.Gosched()
	mu.Unlock()
	c.Broadcast()
	runtime.Gosched()
}

func timers() {
	<-time.After(time.Millisecond)
	t := time.NewTimer(time.Hour)
	t.Reset(time.Millisecond)
	select {
	case <-t.C:
	case <-time.After(time.Hour):
	}
	t.Stop()
	k := time.NewTicker(time.Millisecond)
	<-k.C
	<-k.C
	k.Stop()
	done := make(chan bool)
	time.AfterFunc(time.Millisecond, func() { done <- true })
	<-done
}

func contexts() {
	ctx, cancel := context.WithCancel(context.Background())
	go func() { <-ctx.Done(); fmt.Println(ctx.Err()) }()
	runtime.Gosched()
	cancel()
	cancel()
	runtime.Gosched()
	ctx, cancel = context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	<-ctx.Done()

	parent, stop := context.WithCancelCause(ctx)
	stop(nil)
	parent, stop = context.WithCancelCause(context.WithValue(context.Background(), pair{}, 1))
	child, end := context.WithDeadline(context.WithValue(parent, pair{}, 2), time.Now().Add(time.Hour))
	defer end()
	select {
	case <-child.Done():
	default:
	}
	called := make(chan bool)
	context.AfterFunc(child, func() { called <- true })
	context.AfterFunc(child, func() { called <- false })()
	other, leave := context.WithCancel(own{child, make(chan struct{})})
	go func() {
		select {
		case <-child.Done():
		case <-called:
		}
		leave()
	}()
	runtime.Gosched()
	stop(errors.New("too slow"))
	fmt.Println(child.Err(), context.Cause(child))
	<-called
	<-child.Done()
	<-other.Done()
	early, over := context.WithTimeout(context.Background(), -1)
	over()
	<-early.Done()
}

// own is a context with a Done channel of its own, so that context watches it with a goroutine.
type own struct {
	context.Context
	done chan struct{}
}

func (o own) Done() <-chan struct{} { return o.done }

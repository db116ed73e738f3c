package main

import (
	"errors"
	"fmt"
	"math"
	"time"
)

type pair struct {
	n int
	s string
}

// values sends one value of each kind through a channel of its own.
func values() {
	send(true)
	send(int8(-128))
	send(uint64(math.MaxUint64))
	send(uintptr(255))
	send(1e-7 * 2.5)
	send(float32(0.1))
	send(math.Inf(-1))
	send(math.NaN())
	send(complex(1, 2))
	send("a \"quoted\"\tüüüüüüüüüüüüüü and long")
	send([]int{1, 2, 3})
	send([6]byte{1, 2, 3, 4, 5, 6})
	send(pair{1, "one"})
	send(&pair{})
	send((*pair)(nil))
	send(map[string]int{})
	send(func() {})
	send(make(chan int))
	send[error](nil)
	send[error](errors.New("bad luck"))
	send(fmt.Errorf("worse: %w", errors.New("luck")))
	send[any](pair{2, "two"})
	send[any](&pair{})
	send(struct{}{})
	send(time.Now())
	send(struct {
		a, b, c struct{ d struct{ e [9]any } }
	}{})
}

func send[T any](v T) {
	c := make(chan T, 1)
	c <- v
}

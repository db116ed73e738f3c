// Two goroutines pass a ball to and fro, so many times: `pingpong 200000 traced`. It prints how many nanoseconds of processor time that
// took, the tracer's end included.
package main

import (
	"os"
	"runtime/trace"
	"strconv"
)

func main() {
	trips, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	play(trips / 10) // what is needed once is not measured
	begin := cpuNs()
	if os.Args[2] == "traced" {
		if err := trace.Start(&sink{}); err != nil {
			panic(err)
		}
	}
	play(trips)
	trace.Stop()
	os.Stdout.WriteString(strconv.FormatInt(cpuNs()-begin, 10) + "\n")
}

func play(trips int) {
	ping, pong := make(chan int), make(chan int)
	go func() {
		for ball := range ping {
			pong <- ball
		}
		close(pong)
	}()
	for ball := range trips {
		ping <- ball
		<-pong
	}
	close(ping)
	<-pong
}

// sink throws the trace away. It is a pointer's type: the tracer compares its writer.
type sink struct{ bytes int }

func (s *sink) Write(p []byte) (int, error) {
	s.bytes += len(p)
	return len(p), nil
}

// A server on this machine answers requests, one line each; its clients are in the same process.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"slices"
	"time"
)

func main() {
	threads := flag.Int("threads", 1, "threads that run goroutines")
	clients := flag.Int("clients", 64, "clients at once")
	requests := flag.Int("requests", 500, "requests of each client")
	flag.Parse()
	runtime.GOMAXPROCS(*threads)

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	go serve(listener)

	latencies := make(chan []time.Duration)
	start := time.Now()
	for range *clients {
		go func() { latencies <- client(listener.Addr().String(), *requests) }()
	}
	var all []time.Duration
	for range *clients {
		all = append(all, <-latencies...)
	}
	took := time.Since(start)
	slices.Sort(all)
	fmt.Printf("requests a second\t%.0f\t/s\n", float64(len(all))/took.Seconds())
	fmt.Printf("99 of 100 take less than\t%.0f\tµs\n", float64(all[len(all)*99/100].Nanoseconds())/1000)
}

func serve(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go answer(conn)
	}
}

func answer(conn net.Conn) {
	defer conn.Close()
	for lines := bufio.NewReader(conn); ; {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		if _, err := conn.Write(line); err != nil {
			return
		}
	}
}

func client(addr string, requests int) []time.Duration {
	conn, err := net.Dial("tcp", addr)
	must(err)
	defer conn.Close()
	must(conn.(*net.TCPConn).SetNoDelay(true))
	line := fmt.Appendf(nil, "%063d\n", 0)
	var took []time.Duration
	for range requests {
		start := time.Now()
		_, err := conn.Write(line)
		must(err)
		_, err = io.ReadFull(conn, line)
		must(err)
		took = append(took, time.Since(start))
	}
	return took
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

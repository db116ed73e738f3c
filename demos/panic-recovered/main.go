// Three jobs run at the same time, and one fails.
package main

import (
	"fmt"
	"time"
)

func main() {
	done := make(chan string)
	for number := 1; number <= 3; number++ {
		go job(number, done)
	}
	for range 3 {
		fmt.Println(<-done) // @mark main waits [wait]
	}
	fmt.Println("main goes on")
}

func job(number int, done chan<- string) {
	defer func() {
		if failure := recover(); failure != nil {
			done <- fmt.Sprint("failed: ", failure) // @mark the failure is sent [send]
		}
	}()
	time.Sleep(time.Duration(number) * 10 * time.Millisecond) // @mark a job wakes up [sleep]
	if number == 2 {
		panic("job 2 is broken")
	}
	done <- fmt.Sprint("job ", number, " is done")
}

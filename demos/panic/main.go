// Three jobs run at the same time, and one fails.
package main

import (
	"fmt"
	"time"
)

func main() {
	done := make(chan int)
	for number := 1; number <= 3; number++ {
		go job(number, done)
	}
	for range 3 {
		fmt.Println("job", <-done, "is done") // @mark main waits [wait]
	}
	fmt.Println("main goes on")
}

func job(number int, done chan<- int) {
	time.Sleep(time.Duration(number) * 10 * time.Millisecond) // @mark a job wakes up [sleep]
	if number == 2 {
		panic("job 2 is broken")
	}
	done <- number
}

package main

import (
	"fmt"
	"time"
)

func main() {
	for start := time.Now(); time.Since(start) < 4*time.Second; {
	}
	fmt.Println("back again")
	time.Sleep(time.Hour)
}

package main

import "fmt"

func main() {
	ball := make(chan int)
	go func() { ball <- 1 }()
	<-ball
	fmt.Println("handed over")
	for n := 0; ; n++ {
		if n < 0 {
			n = 0
		}
	}
}

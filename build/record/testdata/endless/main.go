// A goroutine that never gives its thread back, after some that do; one waits for what nobody will send.
package main

func main() {
	lost := make(chan int)
	go func() { <-lost }()
	ready := make(chan bool)
	go func() { ready <- true }()
	<-ready
	lost = nil
	println("looping")
	for {
	}
}

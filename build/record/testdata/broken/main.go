package main

func main() {
	undeclared <- 1
}

package main

func count(numbers chan<- int) {
	for n := range 3 {
		numbers <- n
	}
	close(numbers)
}

// Nobody asks whether something was found.
package main

import "fmt"

type user struct{ name string }

func main() {
	users := map[int]*user{1: {"Ada"}}
	fmt.Println(users[2].name)
}

// Nobody looks at what went wrong.
package main

import (
	"fmt"
	"os"
)

func main() {
	os.Remove("no such file")
	fmt.Println("wrong: nothing was removed, and nobody knows")
}

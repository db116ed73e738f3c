// Who cancels a branch ends what grows on it.
package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

func main() {
	root, cancel := context.WithCancel(context.Background())
	branch, cancelBranch := context.WithCancel(root)

	var tree sync.WaitGroup
	tree.Go(func() { leaf(branch, "branch, first leaf") })
	tree.Go(func() { leaf(branch, "branch, second leaf") })
	tree.Go(func() { leaf(root, "leaf of the root") })

	time.Sleep(3 * time.Millisecond)
	fmt.Println("main cancels the branch")
	cancelBranch() // @mark the branch is cancelled
	time.Sleep(2 * time.Millisecond)
	fmt.Println("main cancels the root")
	cancel() // @mark the root is cancelled
	tree.Wait()
}

func leaf(ctx context.Context, name string) {
	for {
		select { // @mark a leaf waits for two things [wait]
		case <-time.After(2 * time.Millisecond):
		case <-ctx.Done():
			fmt.Println(name, "stops")
			return
		}
	}
}

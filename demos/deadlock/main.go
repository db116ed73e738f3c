// Two transfers between the same accounts, at the same time, in opposite directions.
package main

import (
	"fmt"
	"sync"
	"time"
)

type account struct {
	sync.Mutex
	balance int
}

func main() {
	checking, savings := &account{balance: 100}, &account{balance: 100}

	var transfers sync.WaitGroup
	transfers.Go(func() { transfer(checking, savings, 10) })
	transfers.Go(func() { transfer(savings, checking, 20) })
	transfers.Wait()
	fmt.Println("checking", checking.balance, "savings", savings.balance)
}

func transfer(from, to *account, amount int) {
	from.Lock() // @mark one lock each [lock]
	defer from.Unlock()
	time.Sleep(time.Millisecond) // ask whether the money is there

	to.Lock() // @mark the other has it [wait]
	defer to.Unlock()
	from.balance -= amount
	to.balance += amount
}

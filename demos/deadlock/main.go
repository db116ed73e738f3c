// Two transfers at the same time, in opposite directions.
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
	checking := &account{balance: 100}
	savings := &account{balance: 100}

	var transfers sync.WaitGroup
	transfers.Go(func() { transfer(checking, savings, 10) })
	transfers.Go(func() { transfer(savings, checking, 20) })
	transfers.Wait()
	fmt.Println(checking.balance, savings.balance)
}

func transfer(from, to *account, amount int) {
	from.Lock() // @mark one lock each [lock]
	defer from.Unlock()
	time.Sleep(time.Millisecond) // ask for the balance

	to.Lock() // @mark the other has it [wait]
	defer to.Unlock()
	from.balance -= amount
	to.balance += amount
}

package names

import (
	"strings"
	"testing"
)

func TestSource(t *testing.T) {
	for _, c := range []struct{ what, body, want string }{
		{"channels by the variable", `a, b := make(chan int), make(chan<- string, 3)`, `
			made main.go:3 channel a
			made main.go:3 channel b`},
		{"fields, elements, appended ones", `s := server{jobs: make(chan int)}; l := []chan int{make(chan int), make(chan int)}; l = append(l, make(chan int)); l[i] = make(chan int)`, `
			made main.go:3 channel jobs
			made main.go:3 channel l[0]
			made main.go:3 channel l[1]
			made main.go:3 channel l
			made main.go:3 channel l[i]`},
		{"no other make", `m, s := make(map[int]chan int), make([]chan int, 3)`, ``},
		{"timers", `t := time.NewTimer(1); x := time.After(1)`, `
			made main.go:3 timer t
			made main.go:3 timer x`},
		{"contexts by what is assigned first, errgroup's by the second", `ctx, cancel := context.WithCancel(parent); s.ctx, _ = context.WithTimeout(ctx, 1); g, ctx := errgroup.WithContext(ctx); x := context.WithValue(ctx, 1, 2)`, `
			made main.go:3 context ctx
			made main.go:3 context s.ctx
			made main.go:3 context ctx`},
		{"a goroutine of a function", `go work(1); go s.serve()`, `
			unit main.go:3 work
			unit main.go:3 serve`},
		{"a literal that only calls", `go func() { defer wg.Done(); results <- compute(1) }()`, `
			unit main.go:3 compute
			used main.go:3 Done wg`},
		{"a literal that does more keeps its place", `go func() { work(1); work(2) }()`, `
			unit main.go:3 ?`},
		{"what says nothing of a role", `go func() { fmt.Println(1) }()`, `
			unit main.go:3 ?`},
		{"WaitGroup.Go and AfterFunc", `wg.Go(func() { work(2) }); wg.Go(run); time.AfterFunc(1, s.expire)`, `
			unit main.go:3 work
			used main.go:3 Go wg
			unit main.go:3 run
			used main.go:3 Go wg
			unit main.go:3 expire`},
		{"locks by the expression", `s.mu.Lock(); (&mu).RLock(); locks[i].Unlock(); f().Lock()`, `
			used main.go:3 Lock s.mu
			used main.go:3 RLock mu
			used main.go:3 Unlock locks[i]`},
		{"select's cases, in order", "select {\ncase <-a:\ncase b <- 1:\ncase v, ok := <-c:\ndefault:\n}", `
			select main.go:3 rsr`},
		{"a select of one case is none", "select { case <-a: default: }", ``},
	} {
		got, err := Source("main.go", []byte("package main\nfunc main() {\n"+c.body+"\n}\n"))
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		want := strings.ReplaceAll(strings.TrimPrefix(c.want, "\n"), "\t", "")
		if strings.TrimSpace(got) != want {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", c.what, got, want)
		}
	}
}

func TestArguments(t *testing.T) {
	got, err := Source("main.go", []byte(`package main
func main() {
	go grab(&left, forks[i+1], 3)
	wg.Go(func() { grab(right, &left, n) })
}
func grab(first, second *sync.Mutex, n int) {
	first.Lock()
	other.Lock()
}
`))
	want := `unit main.go:3 grab
arg main.go:3 grab first left
arg main.go:3 grab second forks
arg main.go:4 grab first right
arg main.go:4 grab second left
arg main.go:4 grab n n
unit main.go:4 grab
used main.go:4 Go wg
used main.go:7 Lock first grab
used main.go:8 Lock other
`
	if err != nil || got != want {
		t.Errorf("%v, got\n%s\nwant\n%s", err, got, want)
	}
}

func TestBrokenSource(t *testing.T) {
	if _, err := Source("main.go", []byte("package main\nfunc {")); err == nil || !strings.Contains(err.Error(), "main.go:2:") {
		t.Errorf("the error has no place: %v", err)
	}
}

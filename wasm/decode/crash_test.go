package decode

import "testing"

// What is said of a program's end follows from its exit code and from what it wrote to standard error at last.
func TestHowItEnded(t *testing.T) {
	const main = "\n\ngoroutine 1 [running]:\nmain.main()\n\tmain.go:3 +0x1\n"
	for _, c := range []struct {
		words string
		code  int
		want  string
	}{
		{"", 0, "returned"},
		{"panic: mentioned, and nothing more\n", 0, "returned"},
		{"", 1, "exited"},
		{"panic: written by the program itself\n", 2, "exited"},
		{"panic: x" + main, 1, "exited"},
		{"panic: x" + main, 2, "panicked"},
		{"said before\npanic: a\n\tpanic: b [recovered]" + main, 2, "panicked"},
		{"fatal error: all goroutines are asleep - deadlock!" + main, 2, "deadlock"},
		{"fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n", 2, "deadlock"},
		{"runtime: out of memory: cannot allocate 8-byte block\nfatal error: out of memory" + main, 2, "out of memory"},
		{"fatal error: concurrent map writes" + main, 2, "fatal"},
	} {
		crash := readCrash(c.words)
		if got := crash.how(c.code); got != c.want {
			t.Errorf("code %d after %q: %s, want %s", c.code, c.words, got, c.want)
		}
	}
}

// The page's harness and the weave are not in the runtime's words, nor where the program lies while it is compiled.
func TestTidy(t *testing.T) {
	d := newDecoder(Options{Root: "program/queue", Package: "main_"}, nil)
	for unit, id := range []int64{1, 9} {
		g := d.know(parseGoroutine(string(rune('0' + id))))
		g.unit = unit + 1
		d.units = append(d.units, g)
	}
	d.know(7) // the harness's
	crash := readCrash(`panic: main_.wrong{n:1} in program/queue/main.go

goroutine 9 gp=0x2380 m=0 mp=0x1234 [running]:
sync.weaveLock(0x1)
	sync/zweave_sync.go:16 +0x9
program/queue.producer(...)
	program/queue/main.go:12 fp=0x331 sp=0x330 pc=0x15
created by program/queue.main in goroutine 1
	program/queue/main.go:5 +0x3

goroutine 7 [waiting]:
interleave/wasm/run.Begin.gowrap1()
	interleave/wasm/run/run.go:73 +0x2

goroutine 1 [chan send]:
program/queue.main()
	program/queue/main.go:7 +0xa
program/queue.InterleaveMain(...)
	program/queue/interleave.go:4
main.main()
	program/all/main.go:15 +0x34
exit status 2
`)
	const want = `panic: main.wrong{n:1} in main.go

goroutine 2 [running]:
main.producer(...)
	main.go:12
created by main.main in goroutine 1
	main.go:5 +0x3

goroutine 1 [chan send]:
main.main()
	main.go:7 +0xa`
	if got := d.tidy(crash); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLastName(t *testing.T) {
	for _, c := range []struct {
		function, name string
		literal        bool
	}{
		{"main.produce", "produce", false},
		{"main.(*pool).work", "work", false},
		{"program/queue.main.func1", "main", true},
		{"main.main.func1.2", "main", true},
		{"main.main.gowrap1", "main", true},
		{"main.(*pool).work-fm", "work", false},
		{"main.each[go.shape.int]", "each", false},
		{"main.each[net/http.Client]", "each", false},
		{"context.WithDeadlineCause.func2", "WithDeadlineCause", true},
		{"sync.(*WaitGroup).Go.func1", "Go", true},
		{"gopkg.in/yaml.v3.parse", "parse", false},
		{"", "", false},
	} {
		if name, literal := lastName(c.function); name != c.name || literal != c.literal {
			t.Errorf("%s: %q, literal %v", c.function, name, literal)
		}
	}
}

package compile

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// folder writes a program's files and returns it.
func folder(t *testing.T, name string, files map[string]string) Program {
	t.Helper()
	dir := t.TempDir()
	for file, text := range files {
		write(t, filepath.Join(dir, file), []byte(text))
	}
	return Program{Name: name, Dir: dir}
}

func TestOwnBinary(t *testing.T) {
	for _, c := range []struct {
		declarations string
		own          bool
	}{
		{`var limit, names = 3, []string{"a"}`, false},
		{`var mu sync.Mutex`, false},
		{`type job struct{ n int }; var first = job{1}; var p = &first`, false},
		{`const size = len("four")`, false},
		{`func (j job) init() {}; type job int`, false},
		{`func init() {}`, true},
		{`var queue = make(chan int)`, true},
		{`var f = func() {}`, true},
		{`var v = <-c; var c chan int`, true},
		{`func show() { fmt.Printf("%T", 1) }`, true},
		{`func show() { fmt.Printf("%#v", 1) }`, true},
	} {
		src, err := read(folder(t, "p", map[string]string{"main.go": "package main\n" + c.declarations + "\nfunc main() {}\n"}))
		if err != nil {
			t.Errorf("%s: %v", c.declarations, err)
		} else if got := src.ownBinary(); got != c.own {
			t.Errorf("%s: a binary of its own: %v, want %v", c.declarations, got, c.own)
		}
	}
	for _, c := range []struct {
		runtime, use string
		own          bool
	}{
		{`"runtime"`, `runtime.Gosched(); runtime.GC()`, false},
		{`"runtime"`, `runtime.Gosched(); runtime.Caller(0)`, true},
		{`r "runtime"`, `r.Gosched()`, true},
	} {
		text := "package main\nimport " + c.runtime + "\nfunc main() { " + c.use + " }\n"
		src, err := read(folder(t, "p", map[string]string{"main.go": text}))
		if err != nil || src.ownBinary() != c.own {
			t.Errorf("%s: a binary of its own is wanted: %v, %v", c.use, c.own, err)
		}
	}
}

func TestSourcesThatAreNone(t *testing.T) {
	for _, c := range []struct {
		what string
		p    Program
		want []string
	}{
		{"no Go file", folder(t, "p", map[string]string{"main.rs": ""}), []string{"there is no Go file"}},
		{"a syntax error", folder(t, "p", map[string]string{"main.go": "package main\nfunc main( {}\n"}), []string{"main.go:2:12: "}},
		{"another package", folder(t, "p", map[string]string{"main.go": "package queue\n"}), []string{"main.go: the program's package is queue, not main"}},
		{"a name that is no path", folder(t, "../p", map[string]string{"main.go": "package main\n"}), []string{`"../p"`}},
		{"a folder that is not there", Program{"p", filepath.Join(t.TempDir(), "none")}, []string{"none"}},
	} {
		_, err := Programs(context.Background(), []Program{c.p}, t.TempDir())
		for _, want := range c.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, which does not say %q", c.what, err, want)
			}
		}
	}
}

// What does not compile is said with the program's own places.
func TestCompileError(t *testing.T) {
	p := folder(t, "wrong", map[string]string{"main.go": "package main\n\nfunc main() {\n\tx := 1\n}\n", "more.go": "package main\n\nvar y int = \"text\"\n"})
	_, err := Programs(context.Background(), []Program{p}, t.TempDir())
	if err == nil {
		t.Fatal("it compiled")
	}
	for _, want := range []string{"main.go:4:2: declared and not used: x", "more.go:3:13: cannot use \"text\""} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%v\ndoes not say %s", err, want)
		}
	}
	if strings.Contains(err.Error(), os.TempDir()) || strings.Contains(err.Error(), "main_") {
		t.Errorf("the error shows what is under the program: %v", err)
	}
}

// Tests of the folder and files of other packages do not belong to the program; the same sources make the same bytes.
func TestSameBytes(t *testing.T) {
	p := folder(t, "tiny", map[string]string{
		"main.go": "package main\n\nfunc main() { println(size) }\n", "size.go": "package main\n\nconst size = 3\n", "main_test.go": "package nonsense\n",
	})
	var first []byte
	for range 2 {
		out := t.TempDir()
		binaries, err := Programs(context.Background(), []Program{p}, out)
		if err != nil {
			t.Fatal(err)
		}
		if len(binaries) != 1 || !binaries[0].Shared || len(binaries[0].Programs) != 1 {
			t.Fatalf("%+v", binaries)
		}
		b := content(t, binaries[0].File)
		if first == nil {
			first = b
		} else if !bytes.Equal(first, b) {
			t.Error("the same sources made other bytes")
		}
		if bytes.Contains(b, []byte(out)) || bytes.Contains(b, []byte(p.Dir)) {
			t.Error("the binary holds paths of this machine")
		}
	}
}

func TestLimitMemory(t *testing.T) {
	header := "\x00asm\x01\x00\x00\x00"
	code := "\x0a\x02\x01\x00"
	got, err := limitMemory([]byte(header+"\x05\x03\x01\x00\x20"+code), 4096)
	if want := header + "\x05\x05\x01\x01\x20\x80\x20" + code; err != nil || string(got) != want {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
	if again, err := limitMemory(got, 4096); err != nil || !bytes.Equal(again, got) {
		t.Errorf("a second time: %q, %v", again, err)
	}
	for _, bad := range []string{"", header, header + code, header + "\x05\x01\x00", header + "\x05\x04\x01\x00\x80\x40", header + "\x05\x7f\x01"} {
		if got, err := limitMemory([]byte(bad), 4096); err == nil {
			t.Errorf("%q became %q", bad, got)
		}
	}
}

func TestTrimsFit(t *testing.T) {
	from := t.TempDir()
	for _, f := range []string{"trace/event.go", "trace/reader.go"} {
		if err := os.MkdirAll(filepath.Join(from, filepath.Dir(f)), 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(from, f), []byte("package trace\n"))
	}
	if err := trimReader(from, t.TempDir()); err == nil || !strings.Contains(err.Error(), "trace/event.go: 0 places") {
		t.Errorf("a reader that is another one: %v", err)
	}
}

package weave

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"golang.org/x/exp/trace"
)

// A program of testdata, built with the overlay, for js/wasm or natively.
type program struct {
	file string
	js   bool
}

var toolsOnce = sync.OnceValues(func() (Toolchain, error) { return FindToolchain(context.Background()) })

var overlayOnce = sync.OnceValues(func() (string, error) {
	tools, err := toolsOnce()
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "interleave-weave-")
	if err != nil {
		return "", err
	}
	return Write(tools.Goroot, dir)
})

func TestMain(m *testing.M) {
	code := m.Run()
	if overlay, err := overlayOnce(); err == nil {
		os.RemoveAll(filepath.Dir(overlay))
	}
	os.Exit(code)
}

// build builds testdata/name; flags are the go command's.
func build(t *testing.T, name string, js bool, flags ...string) program {
	t.Helper()
	if js {
		if _, err := exec.LookPath("node"); err != nil {
			t.Skip("js/wasm programs run in Node, which is not installed")
		}
	}
	overlay, err := overlayOnce()
	if err != nil {
		t.Fatal(err)
	}
	tools, err := toolsOnce()
	if err != nil {
		t.Fatal(err)
	}
	p := program{filepath.Join(t.TempDir(), name), js}
	args := append([]string{"build", "-overlay", overlay, "-o", p.file}, flags...)
	cmd := tools.Command(t.Context(), append(args, "./"+name)...)
	cmd.Dir = "testdata"
	if js {
		cmd.Env = append(cmd.Env, "GOOS=js", "GOARCH=wasm")
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return p
}

// command runs p with variables such as GOMAXPROCS=1 and arguments.
func (p program) command(t *testing.T, env []string, args ...string) *exec.Cmd {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // a program that hangs fails
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, p.file, args...)
	if p.js {
		tools, err := toolsOnce()
		if err != nil {
			t.Fatal(err)
		}
		goExec := filepath.Join(tools.Goroot, "lib", "wasm", "wasm_exec.js")
		cmd = exec.CommandContext(ctx, "node", append([]string{"testdata/host.cjs", goExec, p.file}, args...)...)
	}
	cmd.Env = append(os.Environ(), env...)
	return cmd
}

// trace runs p to its end and returns its trace and what it printed.
func (p program) trace(t *testing.T, env ...string) (recorded []byte, printed string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "trace")
	out, err := p.command(t, append(env, "TRACE="+file)).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	recorded, err = os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return recorded, string(out)
}

// events calls each with every event of a trace, until it returns false.
func events(r io.Reader, each func(trace.Event) bool) error {
	reader, err := trace.NewReader(r)
	if err != nil {
		return err
	}
	for {
		e, err := reader.ReadEvent()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("not a valid trace: %w", err)
		}
		if !each(e) {
			return nil
		}
	}
}

// logs returns the woven events of a trace.
func logs(t *testing.T, recorded []byte) (all []logged) {
	t.Helper()
	err := events(bytes.NewReader(recorded), func(e trace.Event) bool {
		if e.Kind() == trace.EventLog {
			l := e.Log()
			all = append(all, logged{e.Goroutine(), l.Category, l.Message})
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

type logged struct {
	goroutine         trace.GoID
	category, message string
}

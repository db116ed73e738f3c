package record

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"syscall"
	"time"

	"interleave/build/weave"
	"interleave/records"
	"interleave/wasm/decode"
)

//go:embed harness/native.go.txt
var nativeHarness string

// importHarness is added to the program's main package.
const importHarness = "package main\n\nimport _ \"runtime/trace\" // with the recorder's harness in it\n"

// A Native is a program that is built to be recorded as this machine runs it.
type Native struct {
	program *program
	tools   weave.Toolchain
	dir     string // scratch
	binary  string
}

// BuildNative builds the Go program at path, a folder or a file, with its trace woven in. Close removes what was built.
func BuildNative(ctx context.Context, path string) (*Native, error) {
	if runtime.GOOS == "windows" {
		return nil, errors.New("programs are recorded natively on Linux, macOS and other Unixes; --wasm records on Windows too")
	}
	tools, err := weave.FindToolchain(ctx)
	if err != nil {
		return nil, err
	}
	p, err := find(ctx, tools, system{}, path)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "interleave-record-")
	if err != nil {
		return nil, err
	}
	n := &Native{program: p, tools: tools, dir: dir, binary: filepath.Join(dir, "program")}
	if err := n.build(ctx); err != nil {
		n.Close()
		return nil, err
	}
	return n, nil
}

// Close removes what was built.
func (n *Native) Close() { os.RemoveAll(n.dir) }

func (n *Native) build(ctx context.Context) error {
	return buildWith(ctx, n.tools, n.program, n.dir, n.binary, nil, importHarness, map[string]string{
		filepath.Join(n.tools.Goroot, "src", "runtime", "trace", "zinterleave_recorder.go"): nativeHarness,
	})
}

// Record runs the program and writes its records to w.
func (n *Native) Record(ctx context.Context, o Options, w io.Writer) (*Ending, error) {
	o.setDefaults()
	names, err := n.program.names()
	if err != nil {
		return nil, err
	}
	header, err := n.header(o)
	if err != nil {
		return nil, err
	}
	trace, outcome, err := n.run(ctx, o)
	if err != nil {
		return nil, err
	}
	defer trace.Close()
	return write(w, header, trace, decode.Options{Root: filepath.ToSlash(n.program.root), Names: names, Marked: true, Threads: o.Procs, MaxEvents: o.Events}, outcome)
}

func (n *Native) header(o Options) (*records.Header, error) {
	o.setDefaults()
	h, err := newHeader(n.program, n.tools.Version+" "+runtime.GOOS+"/"+runtime.GOARCH, o)
	if err != nil {
		return nil, err
	}
	h.Flavor, h.Threads, h.Clock = "native", o.Procs, "real"
	return h, nil
}

// run runs the program and returns its trace, a file that is gone when it is closed.
func (n *Native) run(ctx context.Context, o Options) (trace *os.File, end decode.Outcome, err error) {
	if trace, err = os.CreateTemp(n.dir, "trace-"); err != nil {
		return nil, end, err
	}
	os.Remove(trace.Name()) // it lives as long as it is open
	from, to, err := os.Pipe()
	if err != nil {
		return nil, end, err
	}
	defer from.Close()

	words := &tail{max: maxWords}
	cmd := exec.CommandContext(ctx, n.binary, o.Args...)
	cmd.Env = append(os.Environ(), "GOMAXPROCS="+strconv.Itoa(o.Procs), "INTERLEAVE_RECORD="+strconv.FormatInt(int64(o.Limit), 10))
	cmd.Stdin, cmd.Stdout, cmd.Stderr = o.Stdin, o.Printed, io.MultiWriter(o.Printed, words)
	cmd.ExtraFiles = []*os.File{to}
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = graceAfterLimit // for a program that does not heed it, and for what others have started and left behind
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		to.Close()
		return nil, end, fmt.Errorf("the program cannot be started: %w", err)
	}
	to.Close()
	// The program ends itself at the limit, if it can.
	overdue := time.AfterFunc(o.Limit+graceAfterLimit, func() { cmd.Process.Kill() })
	defer overdue.Stop()

	taken, err := io.CopyN(trace, from, o.traceBytes())
	full := err == nil
	if full {
		cmd.Process.Kill()
	} else if err != io.EOF {
		cmd.Process.Kill()
		cmd.Wait()
		return nil, end, fmt.Errorf("after %d bytes of the trace: %w", taken, err)
	}
	cmd.Wait() // its error is the program's end, which the state tells better
	if _, err := trace.Seek(0, io.SeekStart); err != nil {
		return nil, end, err
	}
	end = decode.Outcome{Code: cmd.ProcessState.ExitCode(), Words: words.String()}
	status, _ := cmd.ProcessState.Sys().(syscall.WaitStatus)
	switch {
	case full:
		end = decode.Outcome{How: "event limit"}
	case ctx.Err() != nil && status.Signaled():
		end = decode.Outcome{How: "stopped"}
	case status.Signaled() && status.Signal() == syscall.SIGKILL && time.Since(begin) >= o.Limit:
		end = decode.Outcome{How: "time limit"}
	case status.Signaled() && !lastWords.MatchString(end.Words):
		end = decode.Outcome{How: "lost", Words: fmt.Sprintf("The program was ended by a signal: %s.", status.Signal())}
	}
	return trace, end, nil
}

// graceAfterLimit is what a program has to end itself: to clean up, to find its leaks, and to hand over the trace.
const graceAfterLimit = 2 * time.Second

// lastWords is how Go's runtime begins when it gives up.
var lastWords = regexp.MustCompile(`(?m)^(panic|fatal error|runtime): `)

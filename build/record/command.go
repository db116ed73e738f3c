package record

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

const usage = `usage: record [flags] PATH [-- arguments of the program]
       record --demos

Records what a Go program does: PATH is a main package, a folder or a single file, of any module or none. Without --wasm it
runs natively. Its records (records/FORMAT.md) go to standard output or --out, and all that it prints to standard error.

With --demos the Go program of every scenario is recorded, as the page runs it and natively, into demos/*/traces/.

`

const statuses = `
Exit status: 0 the program ended well, 3 it was in a deadlock, 4 it left goroutines behind that nothing can ever wake, 5 it panicked,
6 its time was up, 1 for everything else. "go run" makes 1 of all but 0, and prints the status; a built command keeps it:
go build -o .cache/build ./build && .cache/build record PATH
`

// command is what is asked for on the command line.
type command struct {
	Options
	path    string
	out     string
	demos   bool
	wasm    bool
	explore int
	seeded  bool // --seed was given
}

// Main is `go run ./build record`. It returns the exit status.
func Main(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	c, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return StatusWell
	}
	if err == nil {
		c.Stdin, c.Printed = stdin, stderr
		var end *Ending
		if end, err = c.run(ctx, stdout, stderr); end != nil {
			fmt.Fprintln(stderr, end)
			if err == nil {
				return end.Status()
			}
		} else if err == nil {
			return StatusWell
		}
	}
	fmt.Fprintln(stderr, err)
	return StatusOther
}

// parse allows flags behind PATH too.
func parse(args []string, stderr io.Writer) (*command, error) {
	c := &command{}
	flags := flag.NewFlagSet("record", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(stderr, usage)
		flags.PrintDefaults()
		fmt.Fprint(stderr, statuses)
	}
	flags.StringVar(&c.out, "out", "", "write the records to this `FILE`")
	flags.DurationVar(&c.Limit, "limit", 10*time.Second, "end the program after this `DURATION`")
	flags.IntVar(&c.Events, "events", 1_000_000, "record at most `N` events")
	flags.IntVar(&c.Procs, "procs", 1, "natively: GOMAXPROCS")
	flags.BoolVar(&c.wasm, "wasm", false, "run it as the page does, in Node")
	flags.Int64Var(&c.Seed, "seed", 1, "with --wasm: `N` makes the choices; the same seed gives the same run")
	clock := flags.String("clock", "virtual", "with --wasm: virtual or wall")
	flags.IntVar(&c.explore, "explore", 0, "with --wasm: run it with `N` seeds that also choose who runs next, print how it ended, and record the worst\n(or, with --seed, that one)")
	flags.Func("picks", "with --wasm: `LIST` of indices (1,0,2): who runs next at each point where more than one goroutine can; Go's own order follows", c.readPicks)
	flags.BoolVar(&c.demos, "demos", false, "record the scenarios")

	var rest []string
	for left := args; ; {
		if err := flags.Parse(left); err != nil {
			return nil, err
		}
		left = flags.Args()
		if len(left) == 0 {
			break
		}
		if used := len(args) - len(left); used > 0 && args[used-1] == "--" {
			c.Args = left
			break
		}
		rest, left = append(rest, left[0]), left[1:]
		if len(left) > 0 && left[0] == "--" {
			c.Args = left[1:]
			break
		}
		args = left
	}
	flags.Visit(func(f *flag.Flag) { c.seeded = c.seeded || f.Name == "seed" })
	c.RealClock = *clock == "wall"
	switch {
	case c.demos && len(rest) > 0:
		return nil, fmt.Errorf("--demos records the scenarios and takes no PATH: %s", strings.Join(rest, " "))
	case !c.demos && len(rest) != 1:
		return nil, fmt.Errorf("one PATH is to be recorded; %d were given (record --help says more)", len(rest))
	case *clock != "virtual" && *clock != "wall":
		return nil, fmt.Errorf("--clock is virtual or wall, not %q", *clock)
	case c.explore < 0 || c.explore > 0 && !c.wasm:
		return nil, errors.New("--explore N goes with --wasm: only there the scheduler's choices can be made by a seed")
	case len(c.Picks) > 0 && (!c.wasm || c.explore > 0):
		return nil, errors.New("--picks goes with --wasm and without --explore: only there a list can choose who runs next")
	case c.Procs < 1 || c.Events < 1 || c.Limit <= 0 || c.Seed < 0:
		return nil, errors.New("--procs, --events and --limit are more than 0, and --seed is not negative")
	}
	if len(rest) > 0 {
		c.path = rest[0]
	}
	return c, nil
}

func (c *command) readPicks(list string) error {
	for word := range strings.SplitSeq(list, ",") {
		pick, err := strconv.ParseUint(strings.TrimSpace(word), 10, 31)
		if err != nil {
			return errors.New("the list is of whole numbers from 0, as 1,0,2")
		}
		c.Picks = append(c.Picks, int(pick))
	}
	return nil
}

func (c *command) run(ctx context.Context, stdout, stderr io.Writer) (end *Ending, err error) {
	if c.demos {
		return nil, Demos(ctx, "demos", stderr)
	}
	if !c.wasm {
		n, err := BuildNative(ctx, c.path)
		if err != nil {
			return nil, err
		}
		defer n.Close()
		return c.to(stdout, func(w io.Writer) (*Ending, error) { return n.Record(ctx, c.Options, w) })
	}
	p, err := BuildWasm(ctx, c.path)
	if err != nil {
		return nil, err
	}
	defer p.Close()
	if c.explore == 0 {
		return c.to(stdout, func(w io.Writer) (*Ending, error) { return p.Record(ctx, c.Options, w) })
	}
	found, err := p.Explore(ctx, c.Options, c.explore)
	if err != nil {
		return nil, err
	}
	found.Print(stderr)
	o := c.Options
	if !c.seeded {
		o.Seed = found.Outcomes[0].Seeds[0]
	}
	return c.to(stdout, func(w io.Writer) (*Ending, error) { return p.RecordExplored(ctx, o, w) })
}

// to gives record the file that --out names, or standard output.
func (c *command) to(stdout io.Writer, record func(io.Writer) (*Ending, error)) (end *Ending, err error) {
	if c.out == "" {
		return record(stdout)
	}
	file, err := os.Create(c.out)
	if err != nil {
		return nil, err
	}
	end, err = record(file)
	return end, errors.Join(err, file.Close())
}

package decode

import (
	"strconv"
	"strings"

	"golang.org/x/exp/trace"
)

// crash is the text that Go's runtime writes when a program panics or cannot go on: what happened, then one block for each
// goroutine, innermost frame first.
type crash struct {
	is        bool
	head      string // before the first goroutine
	message   string // what stands after `panic: ` or `fatal error: `
	fatal     bool
	goroutine trace.GoID // the first block's
	blocks    []crashBlock
	tail      string // after the last goroutine: `exit status 2`
}

type crashBlock struct {
	goroutine trace.GoID
	state     string // ` [chan receive]:`
	frames    []crashFrame
}

// crashFrame is two lines: `main.producer(0xc000012345)`, `	main.go:12 +0x1d`.
type crashFrame struct{ function, place string }

// readCrash finds the runtime's last words in what a program wrote to standard error.
func readCrash(text string) crash {
	first := -1
	for _, word := range []string{"panic: ", "fatal error: ", "runtime: "} {
		if i := lineStart(text, word); i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	if first < 0 {
		return crash{}
	}
	text = text[first:]
	fatal, panics := lineStart(text, "fatal error: "), lineStart(text, "panic: ")
	var c crash
	switch {
	case panics >= 0 && (fatal < 0 || panics < fatal):
		c.message = text[panics+len("panic: "):]
	case fatal >= 0:
		c.message, c.fatal = text[fatal+len("fatal error: "):], true
	default:
		return crash{}
	}
	c.message, _, _ = strings.Cut(c.message, "\n")
	paragraphs := strings.Split(strings.TrimRight(text, "\n"), "\n\n")
	for i, p := range paragraphs {
		block, ok := readBlock(p)
		switch {
		case ok:
			if len(c.blocks) == 0 {
				c.goroutine = block.goroutine
			}
			c.blocks = append(c.blocks, block)
		case strings.HasPrefix(p, "runtime stack:\n"): // the scheduler's own, which found it
		case len(c.blocks) == 0:
			if i > 0 {
				c.head += "\n\n"
			}
			c.head += p
		default:
			c.tail = p
		}
	}
	c.is = c.fatal || len(c.blocks) > 0
	return c
}

func readBlock(text string) (b crashBlock, ok bool) {
	lines := strings.Split(text, "\n")
	rest, ok := strings.CutPrefix(lines[0], "goroutine ")
	number, _, ok1 := strings.Cut(rest, " ")
	if !ok || !ok1 || !strings.HasSuffix(rest, "]:") {
		return b, false
	}
	b.goroutine = parseGoroutine(number)
	b.state = withoutAddresses(rest[len(number):])
	for _, line := range lines[1:] {
		if strings.HasPrefix(line, "\t") && len(b.frames) > 0 {
			place, _, _ := strings.Cut(line, " fp=0x") // the runtime's own debugging
			b.frames[len(b.frames)-1].place = place
		} else {
			b.frames = append(b.frames, crashFrame{function: line})
		}
	}
	return b, b.goroutine > 0
}

// withoutAddresses drops what the runtime adds for its own debugging: ` gp=0xc000002380 m=0 mp=0x1234`.
func withoutAddresses(state string) string {
	if i := strings.IndexByte(state, '['); i > 0 && strings.HasPrefix(state, " gp=") {
		return " " + state[i:]
	}
	return state
}

// crashCode is the exit code of a program that the runtime ends.
const crashCode = 2

// how says in the records' word how a program ended that left this text and code.
func (c *crash) how(code int) string {
	switch {
	case code == 0:
		return "returned"
	case !c.is || code != crashCode:
		return "exited"
	case !c.fatal:
		return "panicked"
	case strings.Contains(c.message, "deadlock!"):
		return "deadlock"
	case strings.Contains(c.message, "out of memory") || strings.Contains(c.message, "cannot allocate memory"):
		return "out of memory"
	}
	return "fatal"
}

// lineStart is the index of the first line that begins with prefix, −1 if there is none.
func lineStart(text, prefix string) int {
	if strings.HasPrefix(text, prefix) {
		return 0
	}
	if i := strings.Index(text, "\n"+prefix); i >= 0 {
		return i + 1
	}
	return -1
}

func parseGoroutine(number string) trace.GoID {
	n, err := strconv.ParseUint(number, 10, 63)
	if err != nil {
		return 0
	}
	return trace.GoID(n)
}

// numbered is a goroutine's number as a unit.
func (d *decoder) numbered(id trace.GoID) string {
	if g := d.goroutines[id]; g.shown() {
		return strconv.Itoa(g.unit)
	}
	if id == 1 {
		return "1"
	}
	return strconv.FormatInt(int64(id), 10)
}

// ownNames writes functions, types and files of the program as they are called in its source.
func (o *Options) ownNames(text string) string {
	if o.Root == "" {
		return text
	}
	text = strings.ReplaceAll(text, o.Root+"/", "")
	text = strings.ReplaceAll(text, o.Root+".", "main.")
	return o.typeName(text)
}

// woven reports whether a line of a crash is a frame that the weave has put under the program.
func woven(function string) bool {
	return strings.HasPrefix(function, "sync.weave") || strings.HasPrefix(function, "runtime.weave") || strings.HasPrefix(function, "syscall.weave")
}

// harness reports whether a line of a crash is a frame below the program's own main.
func (o *Options) harness(function string) bool {
	return strings.HasPrefix(function, harness) || o.Root != "" && strings.HasPrefix(function, o.Root+"."+Entry+"(")
}

// Entry is the name of the function that build/compile adds to a program that is compiled into a package: it calls its main.
const Entry = "InterleaveMain"

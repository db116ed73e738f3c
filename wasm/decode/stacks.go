package decode

import (
	"strconv"
	"strings"

	"golang.org/x/exp/trace"
)

// stacks finds the reader's own line in the stacks of a trace. Frames repeat endlessly, so what was found is kept for as long as the
// trace's own tables live: one generation.
type stacks struct {
	root  string
	known map[trace.Stack]place
	whole map[trace.Stack][]string
	texts map[trace.StackFrame]string // of frames, for all generations
}

// place is what a stack says.
type place struct {
	at    string // the innermost line of the program, "" if there is none
	start string // the function that the goroutine began with
	ours  bool   // some frame is the program's
	// tracer: the goroutine is at work for the tracer, as one that panics is before it ends.
	tracer bool
}

func (s *stacks) forget() {
	clear(s.known)
	clear(s.whole)
}

// maxFrames bounds the frames of one record.
const maxFrames = 32

// frames are the program's frames, innermost first: `process main.go:40`. nil where there is at most one: its line says it all.
func (s *stacks) frames(stack trace.Stack) []string {
	if stack == trace.NoStack {
		return nil
	}
	if all, ok := s.whole[stack]; ok {
		return all
	}
	var all []string
	for f := range stack.Frames() {
		if file, ok := s.own(f); ok && len(all) < maxFrames && !strings.HasSuffix(f.Func, "."+Entry) {
			all = append(all, s.text(f, file))
		}
	}
	if len(all) < 2 {
		all = nil
	}
	if s.whole == nil {
		s.whole = map[trace.Stack][]string{}
	}
	s.whole[stack] = all
	return all
}

// text is a frame as records have it. The function stands without its package and its types' arguments.
func (s *stacks) text(f trace.StackFrame, file string) string {
	f.PC = 0
	text, ok := s.texts[f]
	if !ok {
		function, _, _ := strings.Cut(f.Func[len(packageOf(f.Func)):], "[")
		text = strings.TrimPrefix(function, ".") + " " + file + ":" + strconv.FormatUint(f.Line, 10)
		if s.texts == nil {
			s.texts = map[trace.StackFrame]string{}
		}
		s.texts[f] = text
	}
	return text
}

func (s *stacks) find(stack trace.Stack) place {
	if stack == trace.NoStack {
		return place{}
	}
	if p, ok := s.known[stack]; ok {
		return p
	}
	var p place
	for f := range stack.Frames() {
		if p.at == "" {
			if file, ok := s.own(f); ok {
				p.at = file + ":" + strconv.FormatUint(f.Line, 10)
				p.ours = true
			}
		}
		p.tracer = p.tracer || f.Func == "runtime.traceAdvance"
		p.start = f.Func
	}
	if s.known == nil {
		s.known = map[trace.Stack]place{}
	}
	s.known[stack] = p
	return p
}

// own returns the file relative to the program's folder, if the frame is the program's.
func (s *stacks) own(f trace.StackFrame) (string, bool) {
	if s.root != "" {
		return strings.CutPrefix(f.File, s.root+"/")
	}
	if standard(f.Func) || f.File == "" {
		return "", false
	}
	return f.File[strings.LastIndexByte(f.File, '/')+1:], true
}

// standard reports whether a function is of the standard library: the first element of its package's path has no
// dot, and is not main.
func standard(function string) bool {
	pkg := packageOf(function)
	first, _, _ := strings.Cut(pkg, "/")
	return first != "main" && first != "command-line-arguments" && !strings.Contains(first, ".")
}

// machinery reports whether goroutines that begin in the function serve the runtime or the harness, not the program.
func machinery(function string) bool {
	pkg := packageOf(function)
	return pkg == contextPackage || pkg == "runtime" && function != "runtime.main" && function != coroutine ||
		strings.HasPrefix(pkg, "runtime/") || strings.HasPrefix(pkg, "internal/") ||
		pkg == harness || strings.HasPrefix(pkg, harness+"/")
}

// coroutine is where goroutines of iter.Pull begin.
const coroutine = "runtime.corostart"

// harness is the package that runs programs in the page, with those below it.
const harness = "interleave/wasm"

// packageOf returns the import path of a function's symbol: `net/http` of `net/http.(*Server).Serve.func1`.
func packageOf(function string) string {
	function, _, _ = strings.Cut(function, "[") // types may have paths too
	slash := strings.LastIndexByte(function, '/') + 1
	dot := strings.IndexByte(function[slash:], '.')
	if dot < 0 {
		return function
	}
	return function[:slash+dot]
}

// lastName returns the name of a function or method without what it belongs to: `main.(*pool).work` is work. Of a literal, which has
// none, it is the function's that it stands in: `main.main.func1` is a literal in main.
func lastName(function string) (name string, literal bool) {
	function = function[len(packageOf(function)):]
	function, _, _ = strings.Cut(function, "[")
	function = strings.TrimSuffix(function, "-fm")
	for {
		dot := strings.LastIndexByte(function, '.')
		name = function[dot+1:]
		number := strings.TrimPrefix(strings.TrimPrefix(name, "func"), "gowrap")
		if dot <= 0 || strings.Trim(number, "0123456789-") != "" {
			return name, literal
		}
		function, literal = function[:dot], true
	}
}

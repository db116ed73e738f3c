// Package records is Interleave's one vocabulary for what a concurrent program did.
//
// FORMAT.md is the document of the format; this package holds its Go types, its writer and
// reader (NDJSON), and the validator that every recording of every source is held against.
// It knows no runtime: what turns a runtime's trace into records lives with that runtime.
package records

// Version is the format's version, as the header states it. A reader refuses greater ones.
const Version = 1

// MaxNumber is the greatest number that a record may hold: beyond, readers that know only floating point lose digits.
// A capacity or a length of it says: so many, or more.
const MaxNumber = 1<<53 - 1

// A Kind is a record's kind: the field e.
type Kind string

// The kinds of records, in the order of FORMAT.md.
const (
	KindHeader Kind = "header"
	Spawn      Kind = "spawn"
	Run        Kind = "run"
	Stop       Kind = "stop"
	End        Kind = "end"
	Wait       Kind = "wait"
	Wake       Kind = "wake"
	Unwait     Kind = "unwait"
	New        Kind = "new"
	Op         Kind = "op"
	Idle       Kind = "idle"
	Busy       Kind = "busy"
	Range      Kind = "range"
	Out        Kind = "out"
	Exit       Kind = "exit"
)

// Longest texts in bytes of UTF-8; Clip shortens to them.
const (
	MaxValue = 64
	MaxLine  = 4096
	MaxWords = 16384
)

// A Maybe is an integer that may be absent, where 0 means something.
type Maybe struct {
	N  int
	OK bool
}

// Some is a present integer.
func Some(n int) Maybe { return Maybe{n, true} }

// A Header is the first line of a recording: what ran, on what, and who recorded it.
type Header struct {
	Version int
	Model   string            // go, tokio, threads, js
	Runtime string            // name, exact version and target: "go1.26.8 js/wasm"
	Flavor  string            // browser, native, current_thread, multi_thread
	Threads int               // workers that can run units at once
	Clock   string            // virtual or real
	Seed    int64             // 0: nothing was seeded
	Demo    string            // the scenario's name
	Params  []Param           // in the scenario's order
	Files   map[string]string // source file to sha256, hex
	Tools   map[string]string // tool to version
	Machine string
	Date    string // YYYY-MM-DD
}

// A Param is one of the program's parameters.
type Param struct {
	Name  string
	Value int64
}

// A Case is one case of a select. R is 0 for a nil channel.
type Case struct {
	Op    string
	R     int
	Ready bool
}

// An Event is any line after the header. Which fields stand with which kind is in FORMAT.md;
// a field that does not stand has its zero value. T is in nanoseconds since the start.
type Event struct {
	Kind    Kind
	T       int64
	U       int   // unit, 0: none
	W       Maybe // worker
	By      int   // unit, 0: the runtime
	R       int   // resource, 0: none
	Op      string
	V       string
	Len     Maybe
	Cap     Maybe
	Held    int
	OK      bool // of Op
	Why     string
	Noun    string // kind of a unit or resource: the field kind
	Name    string
	Type    string
	Of      int // the unit of a join handle
	Parent  int // the context that a context was made from
	Cases   []Case
	Choice  Maybe
	Until   int64
	How     string
	Code    int
	Blocked []int
	FD      int
	Is      string   // begin or end, of a range
	Stack   []string // the program's frames, innermost first: "func file:line"
	At      string   // file:line
}

// Clip shortens s to at most max bytes without cutting a character, ending in "…" if it was cut.
func Clip(s string, max int) string {
	if len(s) <= max {
		return s
	}
	cut := max - len("…")
	for cut > 0 && s[cut]&0xC0 == 0x80 {
		cut--
	}
	return s[:cut] + "…"
}

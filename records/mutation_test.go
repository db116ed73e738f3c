package records_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"interleave/records"
)

// recordings are all that the repository holds, of every source.
func recordings(t testing.TB) []string {
	t.Helper()
	var files []string
	for _, pattern := range []string{"../demos/*/traces/*.ndjson", "../web/schedule/testdata/*.ndjson"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Fatal("no recordings found")
	}
	return files
}

type recording struct {
	header *records.Header
	events []*records.Event
}

func load(t testing.TB, file string) recording {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	reader := records.NewReader(f)
	h, err := reader.Header()
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	rec := recording{header: h}
	for {
		e, err := reader.Event()
		if err != nil {
			return rec
		}
		rec.events = append(rec.events, e)
	}
}

func (r recording) bytes() []byte {
	b := records.AppendHeader(nil, r.header)
	for _, e := range r.events {
		b = records.AppendEvent(b, e)
	}
	return b
}

func (r recording) clone() recording {
	h := *r.header
	c := recording{header: &h}
	for _, e := range r.events {
		copied := *e
		copied.Blocked = slices.Clone(e.Blocked)
		c.events = append(c.events, &copied)
	}
	return c
}

// first returns the index of the first event that has it all, -1 if there is none.
func (r recording) first(match func(e *records.Event) bool) int {
	return slices.IndexFunc(r.events, match)
}

func (r recording) drop(i int) recording {
	r.events = slices.Delete(r.events, i, i+1)
	return r
}

func (r recording) insert(i int, e *records.Event) recording {
	r.events = slices.Insert(r.events, i, e)
	return r
}

func TestEveryRecordingInTheRepositoryIsValid(t *testing.T) {
	for _, file := range recordings(t) {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		breaches, err := records.Validate(f)
		f.Close()
		if err != nil {
			t.Errorf("%s: %v", file, err)
		}
		for _, b := range breaches {
			t.Errorf("%s: %v", file, b)
		}
	}
}

func TestWhatIsReadIsWrittenAgain(t *testing.T) {
	for _, file := range recordings(t) {
		once := load(t, file).bytes()
		path := filepath.Join(t.TempDir(), "again.ndjson")
		if err := os.WriteFile(path, once, 0o600); err != nil {
			t.Fatal(err)
		}
		if again := load(t, path).bytes(); !bytes.Equal(once, again) {
			t.Errorf("%s: reading and writing it twice gives two texts", file)
		}
	}
}

func is(kind records.Kind, op string) func(*records.Event) bool {
	return func(e *records.Event) bool { return e.Kind == kind && (op == "" || e.Op == op) }
}

func timed(e *records.Event) bool { return e.Until > 0 }

// deep is a record with a stack whose two innermost frames are at different places.
func deep(e *records.Event) bool {
	return len(e.Stack) > 1 && !strings.HasSuffix(e.Stack[1], " "+e.At)
}

func took(op string) func(*records.Event) bool {
	return func(e *records.Event) bool { return e.Kind == records.Op && e.Op == op && e.OK }
}

// mutations are broken recordings, one for each way to break a rule. Each takes a copy of a valid recording and
// returns it broken, or false where it has nothing to break.
var mutations = []struct {
	rule, name string
	apply      func(r recording) (recording, bool)
}{
	{"header", "a second header", func(r recording) (recording, bool) {
		return r.insert(1, &records.Event{Kind: records.KindHeader, T: r.events[0].T}), true
	}},
	{"header", "no model", func(r recording) (recording, bool) { r.header.Model = ""; return r, true }},
	{"header", "no threads", func(r recording) (recording, bool) { r.header.Threads = 0; return r, true }},
	{"header", "an unknown clock", func(r recording) (recording, bool) { r.header.Clock = "sun"; return r, true }},
	{"time", "time goes back", func(r recording) (recording, bool) {
		last := r.events[len(r.events)-1]
		if r.events[0].T == last.T {
			return r, false
		}
		last.T = 0
		return r, true
	}},
	{"fields", "an unknown kind", func(r recording) (recording, bool) { r.events[1].Kind = "jump"; return r, true }},
	{"fields", "an unknown operation", change(is(records.Op, ""), func(e *records.Event) { e.Op = "juggle" })},
	{"fields", "a run without a worker", change(is(records.Run, ""), func(e *records.Event) { e.W = records.Maybe{} })},
	{"fields", "an unknown reason to stop", change(is(records.Stop, ""), func(e *records.Event) { e.Why = "bored" })},
	{"fields", "a send without a length", change(took("send"), func(e *records.Event) { e.Len = records.Maybe{} })},
	{"fields", "an unknown end", change(is(records.End, ""), func(e *records.Event) { e.How = "tired" })},
	{"fields", "a negative worker", change(is(records.Run, ""), func(e *records.Event) { e.W = records.Some(-1) })},
	{"fields", "a timer that is due before the recording", change(timed, func(e *records.Event) { e.Until = -1 })},
	{"fields", "a timer that is due when nobody can say", change(timed, func(e *records.Event) { e.Until = records.MaxNumber + 1 })},
	{"fields", "a capacity that no double holds", change(is(records.New, ""), func(e *records.Event) { e.Cap = records.Some(records.MaxNumber + 1) })},
	{"fields", "a length that no double holds", change(is(records.Op, "acquire"), func(e *records.Event) { e.Len = records.Some(records.MaxNumber + 1) })},
	{"fields", "a stack that begins elsewhere", change(deep, func(e *records.Event) { e.Stack = e.Stack[1:]; e.Stack = append(e.Stack, "main main.go:1") })},
	{"fields", "a stack of one frame", change(deep, func(e *records.Event) { e.Stack = e.Stack[:1] })},
	{"fields", "a stack with an empty frame", change(deep, func(e *records.Event) { e.Stack = append(e.Stack[:1:1], "") })},
	{"unit", "spawned twice", func(r recording) (recording, bool) {
		i := r.first(is(records.Spawn, ""))
		if i < 0 {
			return r, false
		}
		copied := *r.events[i]
		return r.insert(i+1, &copied), true
	}},
	{"unit", "never spawned", func(r recording) (recording, bool) { return r.drop(r.first(is(records.Spawn, ""))), true }},
	{"unit", "runs after its end", func(r recording) (recording, bool) {
		i := r.first(func(e *records.Event) bool { return e.Kind == records.Stop && e.Why == "end" })
		if i < 0 {
			return r, false
		}
		stop := r.events[i]
		return r.insert(i+1, &records.Event{Kind: records.Run, T: stop.T, U: stop.U, W: stop.W}), true
	}},
	{"run", "runs without a wake", func(r recording) (recording, bool) {
		for i, e := range r.events {
			if e.Kind != records.Wake {
				continue
			}
			without := r.clone().drop(i)
			if breaks(without, "run") {
				return without, true
			}
		}
		return r, false
	}},
	{"worker", "a stop too few", func(r recording) (recording, bool) {
		for i, stop := range r.events {
			next := slices.IndexFunc(r.events[i+1:], func(e *records.Event) bool { return e.Kind == records.Run && (e.W == stop.W || e.U == stop.U) })
			if stop.Kind == records.Stop && next >= 0 && r.events[i+1+next].U != stop.U {
				return r.drop(i), true
			}
		}
		return r, false
	}},
	{"worker", "stops on another worker", change(is(records.Stop, ""), func(e *records.Event) { e.W.N += 7 })},
	{"worker", "a worker too many", func(r recording) (recording, bool) {
		i := r.first(func(e *records.Event) bool { return e.Kind == records.Run && e.W.N < r.header.Threads })
		if i < 0 {
			return r, false
		}
		r.events[i].W.N = r.header.Threads
		return r, true
	}},
	{"waker", "woken by one that does not run", func(r recording) (recording, bool) {
		running := map[int]bool{}
		i := r.first(func(e *records.Event) bool {
			if e.Kind == records.Run || e.Kind == records.Stop {
				running[e.U] = e.Kind == records.Run
			}
			return e.Kind == records.Wake && e.By != 0 && e.By != e.U && !running[e.U]
		})
		if i < 0 {
			return r, false
		}
		r.events[i].By = r.events[i].U
		return r, true
	}},
	{"doer", "waits without running", func(r recording) (recording, bool) {
		i := r.first(func(e *records.Event) bool { return e.Kind == records.Stop && e.Why == "wait" })
		if i < 0 {
			return r, false
		}
		copied := *r.events[r.first(is(records.Wait, ""))]
		copied.U, copied.T = r.events[i].U, r.events[i].T
		return r.insert(i+1, &copied), true
	}},
	{"wait", "a stop without a wait", func(r recording) (recording, bool) {
		i := r.first(is(records.Wait, ""))
		if i < 0 {
			return r, false
		}
		u := r.events[i].U
		waits := 0
		for _, e := range r.events[:i+1] {
			if e.Kind == records.Wait && e.U == u {
				waits++
			}
		}
		next := slices.IndexFunc(r.events[i+1:], func(e *records.Event) bool {
			return e.U == u && (e.Kind == records.Wait || e.Kind == records.Stop)
		})
		if waits != 1 || next < 0 || r.events[i+1+next].Why != "wait" {
			return r, false // it waits for several things, or did not come to wait
		}
		return r.drop(i), true
	}},
	{"wait", "stops waiting for what it did not wait for", func(r recording) (recording, bool) {
		i := r.first(is(records.Run, ""))
		if i < 0 {
			return r, false
		}
		return r.insert(i+1, &records.Event{Kind: records.Unwait, T: r.events[i].T, U: r.events[i].U, R: 9999, Op: "receive"}), true
	}},
	{"wait", "is given what it did not wait for", func(r recording) (recording, bool) {
		i := r.first(func(e *records.Event) bool { return e.Kind == records.Op && e.By != 0 && e.By != e.U })
		if i < 0 {
			return r, false
		}
		r.events[i].Op = "join"
		return r, true
	}},
	{"resource", "never born", func(r recording) (recording, bool) {
		i := r.first(func(e *records.Event) bool { return e.Kind == records.Op && e.R != 0 })
		if i < 0 {
			return r, false
		}
		return r.drop(r.first(func(e *records.Event) bool { return e.Kind == records.New && e.R == r.events[i].R })), true
	}},
	{"resource", "born twice", func(r recording) (recording, bool) {
		i := r.first(is(records.New, ""))
		if i < 0 {
			return r, false
		}
		copied := *r.events[i]
		return r.insert(i+1, &copied), true
	}},
	{"resource", "made from what was never born", func(r recording) (recording, bool) {
		i := r.first(func(e *records.Event) bool { return e.Kind == records.New && e.Parent != 0 })
		if i < 0 {
			return r, false
		}
		r.events[i].Parent = 9999
		return r, true
	}},
	{"fields", "made from another kind", func(r recording) (recording, bool) {
		i := r.first(func(e *records.Event) bool { return e.Kind == records.New && e.Parent != 0 })
		j := r.first(func(e *records.Event) bool { return e.Kind == records.New && e.Noun != "context" })
		if i < 0 || j < 0 || j > i {
			return r, false
		}
		r.events[i].Parent = r.events[j].R
		return r, true
	}},
	{"order", "another value comes out", change(took("receive"), func(e *records.Event) { e.V = "1234567" })},
	{"order", "a value comes out that never went in", func(r recording) (recording, bool) {
		i := r.first(took("send"))
		if i < 0 {
			return r, false
		}
		return r.drop(i), true
	}},
	{"length", "a wrong length", change(took("send"), func(e *records.Event) { e.Len.N += 5 })},
	{"length", "more than the capacity", func(r recording) (recording, bool) {
		held := map[int]int{} // at most, by channel
		for _, e := range r.events {
			if e.Kind == records.Op {
				held[e.R] = max(held[e.R], e.Len.N+e.Held)
			}
		}
		i := r.first(func(e *records.Event) bool {
			return e.Kind == records.New && e.Noun == "channel" && e.Cap.N > 1 && held[e.R] > 1
		})
		if i < 0 {
			return r, false
		}
		r.events[i].Cap.N = 1
		return r, true
	}},
	{"length", "a rendezvous that nobody meets", func(r recording) (recording, bool) {
		born := r.first(func(e *records.Event) bool { return e.Kind == records.New && e.Noun == "channel" && e.Cap.N == 0 })
		if born < 0 {
			return r, false
		}
		i := r.first(func(e *records.Event) bool {
			return e.Kind == records.Op && e.Op == "receive" && e.OK && e.R == r.events[born].R
		})
		if i < 0 {
			return r, false
		}
		return r.drop(i), true
	}},
	{"lock", "locked twice", func(r recording) (recording, bool) {
		i := r.first(took("unlock"))
		if i < 0 {
			return r, false
		}
		return r.drop(i), true
	}},
	{"lock", "unlocked though free", func(r recording) (recording, bool) {
		i := r.first(took("unlock"))
		if i < 0 {
			return r, false
		}
		copied := *r.events[i]
		return r.insert(i+1, &copied), true
	}},
	{"counter", "a wrong counter", change(took("done"), func(e *records.Event) { e.Len.N++ })},
	{"counter", "below zero", func(r recording) (recording, bool) {
		i := r.first(took("add"))
		if i < 0 {
			return r, false
		}
		return r.drop(i), true
	}},
	{"join", "joined before its end", func(r recording) (recording, bool) {
		i := r.first(took("join"))
		if i < 0 {
			return r, false
		}
		of := r.events[r.first(func(e *records.Event) bool { return e.Kind == records.New && e.R == r.events[i].R })].Of
		end := r.first(func(e *records.Event) bool { return e.Kind == records.End && e.U == of })
		if end < 0 {
			return r, false
		}
		return r.drop(end), true
	}},
	{"end", "no exit", func(r recording) (recording, bool) { return r.drop(len(r.events) - 1), true }},
	{"end", "something after the exit", func(r recording) (recording, bool) {
		last := r.events[len(r.events)-1]
		return r.insert(len(r.events), &records.Event{Kind: records.Out, T: last.T, FD: 1}), true
	}},
	{"end", "a unit that is forgotten", func(r recording) (recording, bool) {
		i := r.first(is(records.End, ""))
		if i < 0 {
			return r, false
		}
		return r.drop(i), true
	}},
	{"end", "ended and blocked", func(r recording) (recording, bool) {
		i := r.first(is(records.End, ""))
		if i < 0 {
			return r, false
		}
		last := r.events[len(r.events)-1]
		last.Blocked = append(last.Blocked, r.events[i].U)
		return r, true
	}},
}

// change alters the first event that matches.
func change(match func(*records.Event) bool, alter func(*records.Event)) func(recording) (recording, bool) {
	return func(r recording) (recording, bool) {
		i := r.first(match)
		if i < 0 {
			return r, false
		}
		alter(r.events[i])
		return r, true
	}
}

func breaks(r recording, rule string) bool {
	breaches, err := records.Validate(bytes.NewReader(r.bytes()))
	return err == nil && slices.ContainsFunc(breaches, func(b records.Breach) bool { return b.Rule == rule })
}

func TestEachKindOfBrokenRecordingIsCaught(t *testing.T) {
	files := recordings(t)
	for _, m := range mutations {
		t.Run(m.rule+"/"+strings.ReplaceAll(m.name, " ", "_"), func(t *testing.T) {
			tried := 0
			for _, file := range files {
				broken, ok := m.apply(load(t, file).clone())
				if !ok {
					continue
				}
				tried++
				if !breaks(broken, m.rule) {
					t.Errorf("%s: the rule %q does not catch it", file, m.rule)
				}
			}
			if tried == 0 {
				t.Errorf("no recording in the repository can be broken in this way")
			}
		})
	}
}

func TestEveryRuleHasAMutation(t *testing.T) {
	format, err := os.ReadFile("FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(format), "## What always holds")
	broken := map[string]bool{}
	for _, m := range mutations {
		broken[m.rule] = true
	}
	rules := 0
	for line := range strings.Lines(table) {
		name, ok := strings.CutPrefix(line, "| `")
		if !ok {
			continue
		}
		name, _, _ = strings.Cut(name, "`")
		rules++
		if !broken[name] {
			t.Errorf("the rule %q of FORMAT.md has no mutation", name)
		}
	}
	if rules < 10 {
		t.Errorf("FORMAT.md's table has %d rules: is it still where this test looks?", rules)
	}
}

func FuzzValidate(f *testing.F) {
	for _, file := range recordings(f) {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b[:min(len(b), 4000)])
	}
	f.Add([]byte(""))
	f.Add([]byte("{\"e\":\"header\",\"t\":0,\"version\":99}\n"))
	f.Add([]byte("{\"e\":\"header\",\"t\":0,\"version\":1,\"model\":\"go\",\"runtime\":\"x\",\"threads\":1,\"clock\":\"real\"}\n{\"e\":\"op\",\"t\":-1,\"ok\":true}\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		breaches, err := records.Validate(bytes.NewReader(b))
		if err != nil && err.Error() == "" {
			t.Error("an error without words")
		}
		for _, breach := range breaches {
			if breach.Rule == "" || breach.Text == "" {
				t.Errorf("a breach without words: %+v", breach)
			}
		}
	})
}

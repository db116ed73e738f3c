package records_test

import (
	"strings"
	"testing"

	"interleave/records"
)

func TestUnreadableTextsAreRefusedInWords(t *testing.T) {
	header := `{"e":"header","t":0,"version":1,"model":"go","runtime":"go1.26.8","threads":1,"clock":"real"}` + "\n"
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", "line 1: the file is empty"},
		{"not JSON", "hello\n", "line 1: not a header"},
		{"another JSON", `{"a":1}` + "\n", "line 1: a recording starts with a header"},
		{"a later version", `{"e":"header","version":2}` + "\n", "line 1: this is version 2"},
		{"no kind", header + `{"t":1}` + "\n", "line 2: the record has no kind"},
		{"no time", header + `{"e":"run"}` + "\n", "line 2: the record has no time"},
		{"an op that does not say ok", header + `{"e":"op","t":1,"u":1,"op":"send"}` + "\n", "line 2: the op does not say"},
		{"an empty line", header + "\n", "line 2: the line is empty"},
		{"cut in the middle", header + `{"e":"run","t":1,"u`, "line 2: not a record"},
		{"a text for a number", header + `{"e":"run","t":"1"}` + "\n", "line 2: not a record"},
		{"a line without end", header + `{"e":"out","t":1,"v":"` + strings.Repeat("x", 2<<20), "line 2: the line is longer than"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := records.Validate(strings.NewReader(c.text))
			if err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("got %v, want %q …", err, c.want)
			}
		})
	}
}

func TestTheWriterWritesWhatTheFormatSays(t *testing.T) {
	var b strings.Builder
	w := records.NewWriter(&b)
	w.Header(&records.Header{
		Version: 1, Model: "go", Runtime: "go1.26.8 js/wasm", Flavor: "browser", Threads: 1, Clock: "virtual", Seed: 7, Demo: "backpressure",
		Params: []records.Param{{Name: "buffer", Value: 0}, {Name: "consumers", Value: 1}}, Files: map[string]string{"main.go": "ab"},
	})
	w.Event(&records.Event{Kind: records.Run, T: 0, U: 1, W: records.Some(0)})
	w.Event(&records.Event{Kind: records.Op, T: 5, U: 1, R: 2, Op: "receive", V: "\"a\\\n\x01é\xff", Len: records.Some(0), OK: true, At: "main.go:3"})
	w.Event(&records.Event{Kind: records.Wait, T: 6, U: 1, Op: "select", Cases: []records.Case{{Op: "receive", R: 1}, {Op: "send", Ready: true}}})
	w.Event(&records.Event{Kind: records.Out, T: 7, FD: 1})
	w.Event(&records.Event{Kind: records.Exit, T: 8, How: "deadlock", Code: 2, Blocked: []int{1, 4}})
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	want := `{"e":"header","t":0,"version":1,"model":"go","runtime":"go1.26.8 js/wasm","flavor":"browser","threads":1,"clock":"virtual","seed":7,"demo":"backpressure","params":{"buffer":0,"consumers":1},"files":{"main.go":"ab"}}
{"e":"run","t":0,"u":1,"w":0}
{"e":"op","t":5,"u":1,"r":2,"op":"receive","v":"\"a\\\n\u0001é�","len":0,"ok":true,"at":"main.go:3"}
{"e":"wait","t":6,"u":1,"op":"select","cases":[{"op":"receive","r":1},{"op":"send","ready":true}]}
{"e":"out","t":7,"v":"","fd":1}
{"e":"exit","t":8,"how":"deadlock","code":2,"blocked":[1,4]}
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestClipKeepsCharactersWhole(t *testing.T) {
	for _, c := range []struct {
		in   string
		max  int
		want string
	}{
		{"abc", 3, "abc"},
		{"abcdef", 5, "ab…"},
		{"ééé", 5, "é…"},
		{"日本語日本語", 9, "日本…"},
	} {
		if got := records.Clip(c.in, c.max); got != c.want {
			t.Errorf("Clip(%q, %d) = %q, want %q", c.in, c.max, got, c.want)
		}
	}
}

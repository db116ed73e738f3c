package scenario

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const lessonMD = `---
title: Queue
question: What waits?
group: Channels
order: 2
words: [bounded, mpsc]
setup: A queue with room for {buffer}.
clock: wall
limit: 2
flavors: [current_thread, multi_thread-4]
native: []
version: {label: with room}
ends: {go: deadlock, tokio: "time limit"}
refused: {tokio: "Rust refuses it."}
parameters:
  - {name: buffer, values: [0, 3], default: 3, label: room}
marks: {tokio: {start: "Rust has no such line."}}
output:
  go: one
predict:
  question: How many?
  options:
    - {text: 3, right: true, why: "It *is* three."}
    - {text: 4, why: No.}
    - {text: 5, why: Never.}
  at: {source: go, e: wait, op: send, unit: producer}
notice:
  - text: The fourth send.
    at: {mark: start, params: {buffer: 0}, ok: false, len: 0, nth: 2, recording: go-native-4}
claim: Bounded queues.
latency: {unit: handle}
---
Text.
`

const refusedRs = "#[tokio::main]\nasync fn main() { let x: u8 = 256; }\n"

func TestAllThatAScenarioMaySay(t *testing.T) {
	s, err := Load(folder(t, map[string]string{
		"demo.md": lessonMD, "main.go": mainGo, "refused.rs": refusedRs,
		"traces/refused.json": `{"file":"refused.rs","sha256":"00","compiler":"rustc 1","message":"error: no"}`,
	}))
	if err != nil {
		t.Fatal(err)
	}
	if s.Order != 2 || s.Clock != "wall" || s.Limit() != 2*time.Second || len(s.Procs()) != 0 || s.End("go") != "deadlock" || s.End("js") != "returned" {
		t.Errorf("read %+v", s.FrontMatter)
	}
	if s.Output.Of("go") != "one" || s.Output.Of("tokio") != "" || s.IsVersion() || s.VersionLabel() != "with room" {
		t.Errorf("output %+v, version %+v", s.Output, s.Version)
	}
	if p := s.Predict; p.Options[0].Text != "3" || !p.Options[0].Right || p.At.Op != "send" {
		t.Errorf("prediction %+v", p)
	}
	if m := s.Notice[0].At; m.Params["buffer"] != 0 || *m.OK || *m.Len != 0 || m.Nth != 2 || m.Mark != "start" {
		t.Errorf("matcher %+v", m)
	}
	if r := s.Program("tokio").Refused; r == nil || r.Compiler != "rustc 1" || r.Message != "error: no" || r.Sentence != "Rust refuses it." || !r.Stale {
		t.Errorf("refusal %+v", r)
	}
	if html := Inline(s.Predict.Options[0].Why); html != "It <em>is</em> three." {
		t.Errorf("inline %q", html)
	}
}

func TestBadLessonsAreNamedWithTheirPlace(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"order is a word", "order: 2", "order: second", "demo.md:5: "},
		{"order before the first", "order: 2", "order: -1", "demo.md:5: order counts from 1"},
		{"a clock of neither kind", "clock: wall", "clock: real", `demo.md:8: clock is virtual or wall, not "real"`},
		{"a long limit", "limit: 2", "limit: 600", "demo.md:9: limit is a whole number of seconds"},
		{"a flavor of no runtime", "multi_thread-4", "multi_thread", `demo.md:10: flavors are`},
		{"processors none", "native: []", "native: [0]", "demo.md:11: native lists"},
		{"a version without label", "{label: with room}", "{of: other}", "demo.md:12: version needs a label"},
		{"an end of no run", "go: deadlock", "go: stuck", `demo.md:13: ends: no run ends "stuck"`},
		{"an end of no model", "ends: {go:", "ends: {golang:", `demo.md:13: ends: "golang" is no model`},
		{"refused without such a program", `refused: {tokio:`, `refused: {go:`, "demo.md:14: refused: there is no refused.rs of model go"},
		{"a mark without a reason", `start: "Rust has no such line."`, `start: ""`, `demo.md:17: marks: why has tokio no mark "start"`},
		{"a reason for a mark that is there", "marks: {tokio:", "marks: {go:", `demo.md:17: marks: the go program has the mark "start"`},
		{"output of no model", "  go: one", "  golang: one", `demo.md:19: output: "golang" is no model`},
		{"output of another shape", "  go: one", "  - one", "output is a text, or a text by model"},
		{"no option right", "right: true, ", "", "demo.md:23: predict: 0 options are right"},
		{"two options right", "{text: 4, ", "{text: 4, right: true, ", "predict: 2 options are right"},
		{"two options", "    - {text: 5, why: Never.}\n", "", "2 options are too few"},
		{"an option without why", "{text: 4, why: No.}", "{text: 4}", "demo.md:24: predict: option 2 needs a text and a why"},
		{"an option twice", "text: 5", "text: 4", `demo.md:25: predict: the option "4" stands twice`},
		{"an unknown key of a matcher", "unit: producer", "task: producer", `demo.md:26: unknown field "task"`},
		{"a kind that no record is", "e: wait", "e: waits", `demo.md:26: predict: at: there are no records of kind "waits"`},
		{"an operation that none is", "op: send", "op: sends", `there is no operation "sends"`},
		{"a side without records", "source: go", "source: tokio", "the tokio program is refused, so it has no records"},
		{"a side that is not there", "source: go", "source: js", "demo.md:26: predict: at: there is no js program here"},
		{"a mark that is not there", "mark: start", "mark: stop", `demo.md:29: notice 1: at: the go program has no mark "stop"`},
		{"a parameter that is not there", "params: {buffer", "params: {size", `at: there is no parameter "size"`},
		{"a value that is not there", "params: {buffer: 0}", "params: {buffer: 7}", "the parameter buffer does not have the value 7"},
		{"a notice of nothing", "The fourth send.", `""`, "demo.md:28: notice 1: text is missing or empty"},
		{"a notice without its moment", "at: {mark: start, params: {buffer: 0}, ok: false, len: 0, nth: 2, recording: go-native-4}", "at: {nth: 2}", "at is missing"},
		{"latency of nobody", "latency: {unit: handle}", `latency: {unit: ""}`, "demo.md:31: latency needs a unit"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(lessonMD, c.old) {
				t.Fatalf("the test replaces %q, which is not there", c.old)
			}
			_, err := Load(folder(t, map[string]string{"demo.md": strings.Replace(lessonMD, c.old, c.new, 1), "main.go": mainGo, "refused.rs": refusedRs}))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestARefusedProgramStandsAlone(t *testing.T) {
	_, err := Load(folder(t, map[string]string{"demo.md": demoMD, "main.go": mainGo, "refused.rs": refusedRs, "main.rs": mainRs}))
	if err == nil || !strings.Contains(err.Error(), "refused.rs stands alone") {
		t.Error(err)
	}
	s, err := Load(folder(t, map[string]string{"demo.md": demoMD, "main.go": mainGo, "refused.rs": refusedRs}))
	if err != nil || s.Program("tokio").Refused.Sentence == "" {
		t.Errorf("what the compiler was not asked yet has no sentence: %v", err)
	}
	_, err = Load(folder(t, map[string]string{"demo.md": demoMD, "main.go": mainGo, "refused.rs": refusedRs, "traces/refused.json": "{}"}))
	if err == nil || !strings.Contains(err.Error(), "refused.json: it needs file, sha256, compiler and message") {
		t.Error(err)
	}
}

// demosOf writes a demos folder: name → lines of front matter beside the required ones.
func demosOf(t *testing.T, scenarios map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, front := range scenarios {
		if err := os.Mkdir(filepath.Join(root, name), 0o777); err != nil {
			t.Fatal(err)
		}
		for file, text := range map[string]string{
			"demo.md": "---\ntitle: T\nquestion: Q?\nsetup: S.\n" + front + "---\n", "main.go": mainGo,
		} {
			if err := os.WriteFile(filepath.Join(root, name, file), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	return root
}

func TestTheListIsInOrder(t *testing.T) {
	all, err := All(demosOf(t, map[string]string{
		"a": "group: Odd ones\n", "b": "group: Channels\n", "c": "group: Channels\norder: 2\n", "d": "group: Channels\norder: 1\n",
		"e": "group: First steps\n", "b-fixed": "group: Channels\nversion: {of: b, label: fixed}\n",
	}))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range all {
		names = append(names, s.Name)
	}
	if got := strings.Join(names, " "); got != "e d c b b-fixed a" {
		t.Errorf("the order is %s", got)
	}
}

func TestVersionsAreOfScenarios(t *testing.T) {
	for _, c := range []struct {
		name string
		all  map[string]string
		want string
	}{
		{"of nothing", map[string]string{"a": "group: G\nversion: {of: b, label: x}\n"}, `a/demo.md:6: there is no scenario "b" that this could be a version of`},
		{"of a version", map[string]string{"a": "group: G\n", "b": "group: G\nversion: {of: a, label: x}\n", "c": "group: G\nversion: {of: b, label: y}\n"},
			"c/demo.md:6: b is itself a version of a: name that one"},
		{"two of one label", map[string]string{"a": "group: G\n", "b": "group: G\nversion: {of: a, label: as written}\n"}, `a has the label "as written" already`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := All(demosOf(t, c.all))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
}

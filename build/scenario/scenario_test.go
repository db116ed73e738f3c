package scenario

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"interleave/records"
)

const (
	demoMD = `---
title: Queue
question: What waits?
group: Channels
setup: A queue with room for {buffer}.
parameters:
  - name: buffer
    values: [0, 3]
    default: 3
    label: room
    without:
      tokio:
        0: there is no such queue
notes:
  tokio: a note
output: |
  one
---
It *waits*.
`
	mainGo = "package main\n\nfunc main() {} // @mark start [spawn]\n"
	mainRs = "#[tokio::main]\nasync fn main() {}\n"
)

// folder writes files into a new scenario folder named queue.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "queue")
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestScenario(t *testing.T) {
	s, err := Load(folder(t, map[string]string{
		"demo.md": demoMD, "main.go": mainGo, "main.rs": mainRs,
		"a.go": "package main\n", "main_test.go": "broken", "notes.txt": "",
	}))
	if err != nil {
		t.Fatal(err)
	}
	if s.Name != "queue" || s.Title != "Queue" || s.Output.Of("go") != "one\n" || s.Notes["tokio"] != "a note" {
		t.Errorf("read %+v", s)
	}
	if want := "<p>It <em>waits</em>.</p>\n"; s.Text != want {
		t.Errorf("text %q, want %q", s.Text, want)
	}
	if why := s.Parameters[0].Without["tokio"][0]; why != "there is no such queue" {
		t.Errorf("without says %q", why)
	}
	var files []string
	for _, p := range s.Programs {
		for _, f := range p.Files {
			files = append(files, p.Language+" "+f.Name)
		}
	}
	if want := []string{"Go main.go", "Go a.go", "Rust main.rs"}; !slices.Equal(files, want) {
		t.Errorf("files %q, want %q", files, want)
	}
	if m := s.Program("go").Files[0].Marks; len(m) != 1 || m[0].Name != "start" || m[0].Line != 3 {
		t.Errorf("marks %+v", m)
	}
}

func TestWithoutRustAndTraces(t *testing.T) {
	s, err := Load(folder(t, map[string]string{"demo.md": demoMD, "main.go": mainGo}))
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Programs) != 1 || s.Program("tokio") != nil || s.Recordings != nil {
		t.Errorf("programs %+v, recordings %+v", s.Programs, s.Recordings)
	}
}

func TestRustWithoutTokioIsOfThreads(t *testing.T) {
	for text, model := range map[string]string{
		mainRs: "tokio",
		"use tokio_util::sync::CancellationToken;\n":    "tokio",
		"fn main() {} // without tokio\n":               "threads",
		"use std::thread;\nfn not_tokio() {}\n":         "threads",
		"//! Not tokio.\nfn main() { tokio::spawn(); }": "tokio",
	} {
		s, err := Load(folder(t, map[string]string{"demo.md": demoMD, "main.go": mainGo, "main.rs": text}))
		if err != nil {
			t.Fatal(err)
		}
		if p := s.Programs[1]; p.Model != model || p.Language != "Rust" {
			t.Errorf("%q is of model %s, in %s", text, p.Model, p.Language)
		}
	}
}

func TestBadScenariosAreNamedWithTheirPlace(t *testing.T) {
	replace := func(old, new string) map[string]string {
		if !strings.Contains(demoMD, old) {
			t.Fatalf("the test replaces %q, which is not there", old)
		}
		return map[string]string{"demo.md": strings.Replace(demoMD, old, new, 1), "main.go": mainGo}
	}
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"no demo.md", map[string]string{"main.go": mainGo}, "queue: the folder of a scenario needs a demo.md"},
		{"no main.go", map[string]string{"demo.md": demoMD}, "queue: a scenario needs a main.go"},
		{"another .go file only", map[string]string{"demo.md": demoMD, "a.go": mainGo}, "the Go program has no main.go"},
		{"another .rs file only", map[string]string{"demo.md": demoMD, "main.go": mainGo, "lib.rs": ""}, "the Rust program has no main.rs"},
		{"no front matter", map[string]string{"demo.md": "# Queue\n", "main.go": mainGo}, "demo.md:1: the file starts with front matter"},
		{"front matter without end", map[string]string{"demo.md": "---\ntitle: x\n", "main.go": mainGo}, "demo.md:1: "},
		{"unknown key", replace("group:", "grp:"), `demo.md:4: unknown field "grp"`},
		{"unknown key of a parameter", replace("    label:", "    lable:"), `demo.md:10: unknown field "lable"`},
		{"wrong type", replace("values: [0, 3]", "values: [0, many]"), "demo.md:8: "},
		{"not YAML", replace("title: Queue", "title: [Queue"), "demo.md:"},
		{"empty title", replace("title: Queue", "title: \"\""), "demo.md:2: title is missing or empty"},
		{"default is no value", replace("default: 3", "default: 4"), "demo.md:7: parameter buffer: the default 4 is not among its values"},
		{"a value twice", replace("values: [0, 3]", "values: [3, 3]"), "the value 3 stands twice"},
		{"without an unknown value", replace("        0: there", "        1: there"), "without speaks of the value 1"},
		{"without an unknown model", replace("      tokio:\n", "      rust:\n"), `not "rust"`},
		{"no control in the set-up", replace("{buffer}", "3"), "demo.md:5: setup has {buffer} 0 times"},
		{"a control of no parameter", replace("{buffer}", "{buffer} {size}"), "demo.md:5: setup has {size}, but there is no such parameter"},
		{"a note of no model", replace("  tokio: a note", "  rust: a note"), `demo.md:15: notes: "rust" is no model`},
		{"a bad mark", map[string]string{"demo.md": demoMD, "main.go": "package main\n// @mark\n"}, "main.go:2: a mark needs a name"},
		{"a trace that is none", map[string]string{"demo.md": demoMD, "main.go": mainGo, "traces/x.ndjson": "hello\n"}, "traces/x.ndjson:1: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Load(folder(t, c.files))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestRecordingsAreOfTheProgramsAsTheyAre(t *testing.T) {
	sum := sha256.Sum256([]byte(mainRs))
	header := records.Header{
		Version: 1, Model: "tokio", Runtime: "tokio 1.53.1", Threads: 1, Clock: "virtual", Demo: "queue",
		Params: []records.Param{{Name: "buffer", Value: 3}}, Files: map[string]string{"main.rs": hex.EncodeToString(sum[:])},
	}
	for _, c := range []struct {
		name string
		with func(*records.Header)
		want string // "" where it is accepted
	}{
		{"as it is", func(*records.Header) {}, ""},
		{"of another scenario", func(h *records.Header) { h.Demo = "other" }, `traces/x.ndjson:1: this is a recording of "other", not of "queue"`},
		{"of a text it does not name", func(h *records.Header) { h.Files = nil }, "does not say which main.rs"},
		{"of a model without a program", func(h *records.Header) { h.Model = "threads" }, "no threads program"},
		{"with a value of no control", func(h *records.Header) { h.Params = []records.Param{{Name: "buffer", Value: 7}} }, "buffer=7"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := header
			c.with(&h)
			line := records.AppendHeader(nil, &h)
			s, err := Load(folder(t, map[string]string{
				"demo.md": demoMD, "main.go": mainGo, "main.rs": mainRs, "traces/x.ndjson": string(line) + "\n", "traces/README": "",
			}))
			if c.want != "" {
				if err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("error %v, want one with %q", err, c.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(s.Recordings) != 1 || s.Recordings[0].Stale != "" || !bytes.Equal(bytes.TrimSuffix(line, []byte("\n")), s.Recordings[0].HeaderLine) {
				t.Errorf("recordings %+v", s.Recordings)
			}
		})
	}
}

func TestARecordingOfAnotherTextIsStale(t *testing.T) {
	header := records.Header{Version: 1, Model: "go", Demo: "queue", Files: map[string]string{"main.go": "00"}}
	s, err := Load(folder(t, map[string]string{
		"demo.md": demoMD, "main.go": mainGo, "traces/x.ndjson": string(records.AppendHeader(nil, &header)),
	}))
	if err != nil {
		t.Fatal(err)
	}
	if stale := s.Recordings[0].Stale; stale != "main.go" {
		t.Errorf("changed since: %q, want main.go", stale)
	}
}

func TestAllReportsEveryBadFolder(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"a", "b", "Bad Name"} {
		if err := os.Mkdir(filepath.Join(root, name), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	_, err := All(root)
	for _, want := range []string{"a: the folder", "b: the folder", "Bad Name: a scenario's folder is named"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
}

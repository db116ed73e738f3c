package record

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"interleave/build/scenario"
)

const demoMD = `---
title: Queue
question: What happens?
group: Channels
setup: A queue with room for {room}.
parameters:
  - name: room
    values: [1, 2]
    default: 1
    label: room
output: |
  done
---
Text.
`

const demoGo = `package main

import "flag"

func main() {
	room := flag.Int("room", 1, "room")
	flag.Parse()
	queue := make(chan int, *room)
	queue <- 1
	println("done")
}
`

func TestDemos(t *testing.T) {
	root := place(t, map[string]string{
		"queue/demo.md": demoMD, "queue/main.go": demoGo,
		"queue/traces/go-native-1-room=9.ndjson": "of a value that is not offered any more",
	})
	record := func() string {
		t.Helper()
		var log bytes.Buffer
		if err := Demos(t.Context(), root, &log); err != nil {
			t.Fatal(err)
		}
		return log.String()
	}
	if said := record(); strings.Count(said, ": The program returned.\n") != 6 {
		t.Error(said)
	}
	files, err := fs.Glob(os.DirFS(root), "queue/traces/*")
	want := []string{"go-browser-room=1.ndjson", "go-browser-room=2.ndjson", "go-native-1-room=1.ndjson", "go-native-1-room=2.ndjson", "go-native-4-room=1.ndjson", "go-native-4-room=2.ndjson"}
	for i := range want {
		want[i] = "queue/traces/" + want[i]
	}
	if err != nil || !slices.Equal(files, want) {
		t.Error(files, err)
	}
	s, err := scenario.Load(filepath.Join(root, "queue"))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range s.Recordings {
		if r.Stale != "" || !strings.HasPrefix(r.File, "go-"+r.Header.Flavor) || r.Header.Demo != "queue" {
			t.Errorf("%+v", r.Header)
		}
	}
	if said := record(); strings.Count(said, ": as before\n") != 6 {
		t.Error(said)
	}
	if err := os.WriteFile(filepath.Join(root, "queue/main.go"), []byte(demoGo+"\n// changed\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if said := record(); strings.Count(said, ": The program returned.\n") != 6 {
		t.Error(said)
	}
}

func TestCombinations(t *testing.T) {
	one := scenario.Parameter{Name: "a", Values: []int{0, 1, 2, 3, 4}, Default: 1}
	other := scenario.Parameter{Name: "b", Values: []int{0, 1, 2, 3}, Default: 2}
	if all := combinations([]scenario.Parameter{one}); len(all) != 5 {
		t.Error(all)
	}
	// Twenty are too many: the defaults, then each other value alone.
	all := combinations([]scenario.Parameter{one, other})
	if len(all) != 1+4+3 || all[0][0].Value != 1 || all[0][1].Value != 2 || all[1][0].Value != 0 || all[1][1].Value != 2 {
		t.Error(all)
	}
}

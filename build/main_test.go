package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWhatCannotBeDoneIsSaid(t *testing.T) {
	bad := filepath.Join(t.TempDir(), "bad.ndjson")
	if err := os.WriteFile(bad, []byte("hello\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "usage: "},
		{[]string{"fly"}, `there is no "fly"`},
		{[]string{"check"}, "usage: "},
		{[]string{"dist", "elsewhere"}, `dist takes flags only, not "elsewhere"`},
		{[]string{"pack", "elsewhere"}, `pack takes flags only, not "elsewhere"`},
		{[]string{"serve", "-build=maybe"}, "maybe"},
		{[]string{"check", "nowhere.ndjson"}, "nowhere.ndjson"},
		{[]string{"check", bad}, "bad.ndjson: line 1: "},
	} {
		if err := run(t.Context(), c.args); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want one with %q", c.args, err, c.want)
		}
	}
}

func TestRecordingsAreChecked(t *testing.T) {
	recordings, err := filepath.Glob("../demos/*/traces/*.ndjson")
	if err != nil || len(recordings) == 0 {
		t.Fatal("no recordings", err)
	}
	if err := run(t.Context(), append([]string{"check"}, recordings...)); err != nil {
		t.Error(err)
	}
}

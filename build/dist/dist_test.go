package dist

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"interleave/build/artifact"
	"interleave/build/scenario"
)

// The whole build, as `make dist` does it: every budget holds, and all that the site names is there.
func TestTheSiteHere(t *testing.T) {
	out := filepath.Join(t.TempDir(), "dist")
	var log bytes.Buffer
	if err := Build(t.Context(), Options{Root: "../..", Out: out, Log: &log}); err != nil {
		t.Fatalf("%v\n%s", err, log.String())
	}
	t.Log("\n" + log.String())

	read := func(name string, into any) {
		t.Helper()
		text, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, into); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	var info struct{ Demos []struct{ Name, Data string } }
	read("interleave.json", &info)
	for _, d := range info.Demos {
		var demo struct {
			Live       struct{ Wasm string }
			Recordings []struct{ URL string }
		}
		read(d.Data, &demo)
		named := []string{demo.Live.Wasm, "d/" + d.Name + "/index.html", "embed/" + d.Name + "/index.html"}
		for _, r := range demo.Recordings {
			named = append(named, r.URL)
		}
		for _, name := range named {
			if _, err := os.Stat(filepath.Join(out, name)); err != nil {
				t.Errorf("%s names %v", d.Name, err)
			}
		}
		for _, e := range artifact.Encodings {
			if _, err := os.Stat(filepath.Join(out, demo.Live.Wasm+e.Ending)); err != nil {
				t.Errorf("%s: %v", d.Name, err)
			}
		}
	}
}

// What is shipped must say nothing of the machine that built it.
func TestNothingOfThisMachineIsShipped(t *testing.T) {
	out := filepath.Join(t.TempDir(), "dist")
	if err := Write(t.Context(), Options{Root: "../..", Out: out}); err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.Walk(out, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		for _, secret := range []string{root + "/", home + "/", os.TempDir() + "/interleave-"} {
			if bytes.Contains(content, []byte(secret)) {
				t.Errorf("%s names %s", strings.TrimPrefix(path, out), secret)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestNoTwoScenariosShareAName(t *testing.T) {
	_, err := scenariosOf([]string{"../../demos", "../../demos"})
	if err == nil || !strings.Contains(err.Error(), "of this name already") {
		t.Errorf("error %v", err)
	}
}

func TestTheOldSiteStaysUntilTheNewOneIsWhole(t *testing.T) {
	out := filepath.Join(t.TempDir(), "dist")
	if err := replace(out, map[string][]byte{"old": nil, "a/b": []byte("1")}); err != nil {
		t.Fatal(err)
	}
	if err := replace(out, map[string][]byte{"a": nil, "a/b": nil}); err == nil {
		t.Fatal("a file in a file was written")
	}
	if text, err := os.ReadFile(filepath.Join(out, "a/b")); err != nil || string(text) != "1" {
		t.Errorf("after a failure the old file is %q, %v", text, err)
	}
	if err := replace(out, map[string][]byte{"a/b": []byte("2")}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(out, "old")); err == nil {
		t.Error("the old site's file is still there")
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(out), ".*")); left != nil {
		t.Errorf("%q is left over", left)
	}
}

func TestStaleRecordings(t *testing.T) {
	s := &scenario.Scenario{Dir: "demos/queue", Recordings: []scenario.Recording{{File: "a"}, {File: "b", Stale: "main.rs"}, {File: "c", Stale: "main.rs"}}}
	err := dropStale([]*scenario.Scenario{s})
	if want := "demos/queue/main.rs has changed since 2 recordings"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("error %v, want one with %q", err, want)
	}
	if len(s.Recordings) != 1 || s.Recordings[0].File != "a" {
		t.Errorf("kept are %+v", s.Recordings)
	}
}

func TestAFolderThatIsNoSiteIsLeftAlone(t *testing.T) {
	out := t.TempDir()
	mine := filepath.Join(out, "thesis.txt")
	if err := os.WriteFile(mine, []byte("years of work"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := Write(t.Context(), Options{Root: "../..", Out: out}); err == nil || !strings.Contains(err.Error(), "holds no site") {
		t.Errorf("the error is %v", err)
	}
	if _, err := os.Stat(mine); err != nil {
		t.Error(err)
	}
}

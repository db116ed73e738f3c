package compile

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// The reader of golang.org/x/exp/trace brings three things into the page that are never needed there: regular expressions, for one
// fixed prefix, fmt's scanner, for one number, and traces of Go before 1.22. Together they are a seventh of the download, so the page's
// binary is built with a copy of the package without them. Native builds use the package as it is.

// trims are the edits of the copy: each text must stand exactly once in its file.
var trims = []struct{ file, from, to string }{
	{"trace/event.go", "\t\"regexp\"\n", ""},
	{"trace/event.go", "regexp.MustCompile(`^stop-the-world \\((.*)\\)$`)", "stopTheWorld{}"},
	{"trace/reader.go", "\t\"golang.org/x/exp/trace/internal/tracev1\"\n", ""},
	{"trace/reader.go", `		tr, err := tracev1.Parse(br, v)
		if err != nil {
			return nil, err
		}
		return &Reader{
			v1Events: convertV1Trace(tr),
		}, nil
`, "\t\treturn nil, errors.New(\"this is a trace of a Go before 1.22\")\n"},
	{"trace/reader.go", `	// Handle v1 execution traces.
	if r.v1Events != nil {
		if r.syncs == 0 {
			// Always emit a sync event first, if we have any events at all.
			ev, ok := r.v1Events.events.Peek()
			if ok {
				r.syncs++
				return syncEvent(r.v1Events.evt, Time(ev.Ts-1), r.syncs), nil
			}
		}
		ev, err := r.v1Events.next()
		if err == io.EOF {
			// Always emit a sync event at the end.
			r.done = true
			r.syncs++
			return syncEvent(nil, r.v1Events.lastTs+1, r.syncs), nil
		} else if err != nil {
			return Event{}, err
		}
		return ev, nil
	}

`, ""},
	{"trace/internal/version/version.go", "fmt.Fscanf(r, headerFmt, &v)", "scanHeader(r, &v)"},
}

const trimmed = `package trace

import "strings"

// stopTheWorld stands in for the expression ^stop-the-world \((.*)\)$.
type stopTheWorld struct{}

func (stopTheWorld) FindStringSubmatch(s string) []string {
	reason, ok := strings.CutPrefix(s, "stop-the-world (")
	reason, ok1 := strings.CutSuffix(reason, ")")
	if !ok || !ok1 {
		return nil
	}
	return []string{s, reason}
}
`

const trimmedVersion = `package version

import (
	"errors"
	"io"
	"strconv"
	"strings"
)

// scanHeader stands in for fmt.Fscanf(r, "go 1.%d trace\x00\x00\x00", v), with two digits, as every version since Go 1.10 has.
func scanHeader(r io.Reader, v *Version) (int, error) {
	var header [16]byte
	if _, err := io.ReadFull(r, header[:]); err != nil {
		return 0, err
	}
	digits, ok := strings.CutPrefix(string(header[:]), "go 1.")
	digits, ok1 := strings.CutSuffix(digits, " trace\x00\x00\x00")
	n, err := strconv.ParseUint(digits, 10, 8)
	if !ok || !ok1 || err != nil {
		return 0, errors.New("no header")
	}
	*v = Version(n)
	return 1, nil
}
`

// trimReader writes the trimmed copy of the module at from into the folder to.
func trimReader(from, to string) error {
	texts := map[string]string{}
	err := filepath.WalkDir(filepath.Join(from, "trace"), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && (name == "testdata" || strings.HasPrefix(name, "test")) {
			return fs.SkipDir
		}
		if d.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		texts[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil {
		return err
	}
	for _, t := range trims {
		if n := strings.Count(texts[t.file], t.from); n != 1 {
			return fmt.Errorf("golang.org/x/exp/%s: %d places read %q, and one was to be trimmed: see build/compile/xexp.go", t.file, n, t.from)
		}
		texts[t.file] = strings.Replace(texts[t.file], t.from, t.to, 1)
	}
	texts["trace/interleave.go"] = trimmed
	texts["trace/internal/version/interleave.go"] = trimmedVersion
	texts["go.mod"] = "module golang.org/x/exp\n\ngo 1.25.0\n"
	for name, text := range texts {
		path := filepath.Join(to, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

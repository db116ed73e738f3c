package scenario

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"

	"interleave/records"
)

// A Recording is one file of traces/.
type Recording struct {
	File   string // its name in traces/
	Header records.Header
	// HeaderLine is the first line as it stands, unknown keys included.
	HeaderLine json.RawMessage
	Bytes      []byte // the whole file
	// Stale names the file that has changed since, so that lines and marks would point anywhere; "" if none has.
	Stale string
}

// readRecordings reads traces/*.ndjson, sorted by name. A recording must be of this scenario.
func readRecordings(dir string, s *Scenario) ([]Recording, error) {
	entries, err := os.ReadDir(path.Join(dir, "traces"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	var recordings []Recording
	for _, e := range entries {
		if e.IsDir() || path.Ext(e.Name()) != ".ndjson" {
			continue
		}
		file := path.Join(dir, "traces", e.Name())
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		header, err := records.NewReader(bytes.NewReader(text)).Header()
		if bad := (*records.Error)(nil); errors.As(err, &bad) {
			return nil, fmt.Errorf("%s:%d: %w", file, bad.Line, bad.Err)
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if err := s.accepts(header); err != nil {
			return nil, fmt.Errorf("%s:1: %w", file, err)
		}
		line, _, _ := bytes.Cut(text, []byte("\n"))
		recordings = append(recordings, Recording{File: e.Name(), Header: *header, HeaderLine: line, Bytes: text, Stale: s.stale(header)})
	}
	return recordings, nil
}

func (s *Scenario) accepts(h *records.Header) error {
	if h.Demo != s.Name {
		return fmt.Errorf("this is a recording of %q, not of %q", h.Demo, s.Name)
	}
	program := s.Program(h.Model)
	if program == nil {
		return fmt.Errorf("there is no %s program here that this could be a recording of", h.Model)
	}
	for _, f := range program.Files {
		if _, ok := h.Files[f.Name]; !ok {
			return fmt.Errorf("the header does not say which %s was recorded", f.Name)
		}
	}
	for _, p := range h.Params {
		if !s.hasValue(p.Name, p.Value) {
			return fmt.Errorf("the recording has %s=%d, which demo.md does not offer", p.Name, p.Value)
		}
	}
	return nil
}

func (s *Scenario) stale(h *records.Header) string {
	for _, f := range s.Program(h.Model).Files {
		if h.Files[f.Name] != f.SHA256 {
			return f.Name
		}
	}
	return ""
}

func (s *Scenario) hasValue(name string, value int64) bool {
	for _, p := range s.Parameters {
		if p.Name != name {
			continue
		}
		for _, v := range p.Values {
			if int64(v) == value {
				return true
			}
		}
	}
	return false
}

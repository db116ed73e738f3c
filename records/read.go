package records

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sort"
)

// maxLineBytes bounds one line of a file from anywhere.
const maxLineBytes = 1 << 20

// An Error is what is wrong with a recording's text. Line counts from 1.
type Error struct {
	Line int
	Err  error
}

func (e *Error) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }
func (e *Error) Unwrap() error { return e.Err }

// A Reader reads a recording line by line, so that its size does not matter.
type Reader struct {
	scan *bufio.Scanner
	line int
}

// NewReader returns a Reader on r.
func NewReader(r io.Reader) *Reader {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 64<<10), maxLineBytes)
	return &Reader{scan: s}
}

// Line is the number, from 1, of the line that was read last.
func (r *Reader) Line() int { return r.line }

func (r *Reader) next() ([]byte, error) {
	if !r.scan.Scan() {
		err := r.scan.Err()
		if err == nil {
			return nil, io.EOF
		}
		if errors.Is(err, bufio.ErrTooLong) {
			err = fmt.Errorf("the line is longer than %d bytes", maxLineBytes)
		}
		return nil, &Error{r.line + 1, err}
	}
	r.line++
	return r.scan.Bytes(), nil
}

func (r *Reader) fail(format string, args ...any) error {
	return &Error{r.line, fmt.Errorf(format, args...)}
}

// Header reads the first line. It refuses versions that this package does not know.
func (r *Reader) Header() (*Header, error) {
	b, err := r.next()
	if err == io.EOF {
		return nil, &Error{1, errors.New("the file is empty: a recording starts with a header")}
	}
	if err != nil {
		return nil, err
	}
	var w struct {
		E                                            Kind
		Version                                      *int
		Model, Runtime, Flavor, Clock, Machine, Date string
		Threads                                      int
		Seed                                         int64
		Demo                                         string
		Params                                       json.RawMessage
		Files, Tools                                 map[string]string
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return nil, r.fail("not a header: %v", err)
	}
	switch {
	case w.E != KindHeader || w.Version == nil:
		return nil, r.fail("a recording starts with a header that has a version")
	case *w.Version > Version:
		return nil, r.fail("this is version %d of the format; this Interleave reads up to version %d", *w.Version, Version)
	case *w.Version < 1:
		return nil, r.fail("there is no version %d of the format", *w.Version)
	}
	params, err := readParams(w.Params)
	if err != nil {
		return nil, r.fail("params: %v", err)
	}
	return &Header{
		Version: *w.Version, Model: w.Model, Runtime: w.Runtime, Flavor: w.Flavor, Threads: w.Threads,
		Clock: w.Clock, Seed: w.Seed, Demo: w.Demo, Params: params, Files: w.Files, Tools: w.Tools,
		Machine: w.Machine, Date: w.Date,
	}, nil
}

// readParams keeps the order of the object's keys, which a map would lose.
func readParams(raw json.RawMessage) ([]Param, error) {
	if len(raw) == 0 {
		return nil, nil
	}
	values := map[string]int64{}
	if err := json.Unmarshal(raw, &values); err != nil {
		return nil, err
	}
	params := make([]Param, 0, len(values))
	for name, v := range values {
		params = append(params, Param{name, v})
	}
	at := func(name string) int {
		key, _ := json.Marshal(name)
		return bytes.Index(raw, append(key, ':'))
	}
	sort.Slice(params, func(i, j int) bool { return at(params[i].Name) < at(params[j].Name) })
	return params, nil
}

// wire mirrors an event's line; pointers tell absent from zero.
type wire struct {
	E       Kind
	T       *int64
	U       int
	W       *int
	By      int
	R       int
	Op      string
	V       *string
	Len     *int
	Cap     *int
	Held    int
	OK      *bool
	Why     string
	Kind    string
	Name    string
	Type    string
	Of      int
	Parent  int
	Cases   []Case
	Choice  *int
	Until   int64
	How     string
	Code    int
	Blocked []int
	FD      int
	Is      string
	Stack   []string
	At      string
}

func maybe(n *int) Maybe {
	if n == nil {
		return Maybe{}
	}
	return Some(*n)
}

// Event reads the next line, io.EOF after the last.
func (r *Reader) Event() (*Event, error) {
	b, err := r.next()
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(b)) == 0 {
		return nil, r.fail("the line is empty")
	}
	var w wire
	if err := json.Unmarshal(b, &w); err != nil {
		return nil, r.fail("not a record: %v", err)
	}
	if w.E == "" {
		return nil, r.fail("the record has no kind: the field e is missing")
	}
	if w.T == nil {
		return nil, r.fail("the record has no time: the field t is missing")
	}
	if w.E == Op && w.OK == nil {
		return nil, r.fail("the op does not say whether it took effect: the field ok is missing")
	}
	if w.E == Out && w.V == nil {
		return nil, r.fail("the out has no text: the field v is missing")
	}
	e := &Event{
		Kind: w.E, T: *w.T, U: w.U, W: maybe(w.W), By: w.By, R: w.R, Op: w.Op, Len: maybe(w.Len), Cap: maybe(w.Cap),
		Held: w.Held, OK: w.OK != nil && *w.OK, Why: w.Why, Noun: w.Kind, Name: w.Name, Type: w.Type, Of: w.Of, Parent: w.Parent,
		Cases: w.Cases, Choice: maybe(w.Choice), Until: w.Until, How: w.How, Code: w.Code, Blocked: w.Blocked,
		FD: w.FD, Is: w.Is, Stack: w.Stack, At: w.At,
	}
	if w.V != nil {
		e.V = *w.V
	}
	return e, nil
}

package scenario

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"interleave/records"
)

// The repository's own scenarios, whichever they are.

func here(t *testing.T) []*Scenario {
	t.Helper()
	all, err := All("../../demos")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Recordings keep every rule of records/FORMAT.md, and are of the programs as they are.
func TestTheScenariosHere(t *testing.T) {
	for _, s := range here(t) {
		for _, r := range s.Recordings {
			if r.Stale != "" {
				t.Errorf("%s: %s: %s has changed since", s.Name, r.File, r.Stale)
			}
			breaches, err := records.Validate(bytes.NewReader(r.Bytes))
			if err != nil {
				t.Errorf("%s: %s: %v", s.Name, r.File, err)
			}
			for _, b := range breaches {
				t.Errorf("%s: %s: %s", s.Name, r.File, b)
			}
		}
		for _, p := range s.Programs {
			if p.Refused != nil && p.Refused.Stale {
				t.Errorf("%s: %s has changed since the compiler refused it", s.Name, p.Files[0].Name)
			}
		}
	}
}

// What was recorded natively with the default parameters printed and ended as demo.md says.
func TestRecordedRunsPrintAndEndAsTheirScenarioSays(t *testing.T) {
	for _, s := range here(t) {
		for _, r := range s.Recordings {
			if !s.isDefault(r.Header.Params) {
				continue
			}
			lines, how, err := printedAndEnded(r.Bytes)
			if err != nil {
				t.Errorf("%s: %s: %v", s.Name, r.File, err)
			}
			if want := s.End(r.Header.Model); how != want {
				t.Errorf("%s: %s ended %q, and demo.md says %q", s.Name, r.File, how, want)
			}
			wanted := slices.Collect(strings.Lines(s.Output.Of(r.Header.Model)))
			for i := range wanted {
				wanted[i] = strings.TrimSuffix(wanted[i], "\n")
			}
			if s.Sorted || r.Header.Clock == "real" {
				// The order is that of the page and of the virtual clock: natively another unit may come first.
				slices.Sort(lines)
				slices.Sort(wanted)
			}
			if !slices.Equal(lines, wanted) {
				t.Errorf("%s: %s printed\n%s\nand demo.md says\n%s", s.Name, r.File, strings.Join(lines, "\n"), strings.Join(wanted, "\n"))
			}
		}
	}
}

func (s *Scenario) isDefault(params []records.Param) bool {
	for _, p := range params {
		i := slices.IndexFunc(s.Parameters, func(known Parameter) bool { return known.Name == p.Name })
		if i >= 0 && int64(s.Parameters[i].Default) != p.Value {
			return false
		}
	}
	return true
}

// printedAndEnded are the lines that a recorded run printed on standard output, and how it ended.
func printedAndEnded(recording []byte) (lines []string, how string, err error) {
	r := records.NewReader(bytes.NewReader(recording))
	if _, err := r.Header(); err != nil {
		return nil, "", err
	}
	for {
		e, err := r.Event()
		if err != nil {
			return lines, how, err
		}
		switch e.Kind {
		case records.Out:
			if e.FD != 2 {
				lines = append(lines, e.V)
			}
		case records.Exit:
			return lines, e.How, nil
		}
	}
}

// The marks of one program are those of the others, or demo.md says why not.
func TestMarksStandInEveryProgram(t *testing.T) {
	for _, s := range here(t) {
		for _, p := range s.Programs {
			for _, f := range p.Files {
				for _, m := range f.Marks {
					for _, other := range s.Programs {
						if other.Refused == nil && p.Refused == nil && !other.hasMark(m.Name) && s.FrontMatter.Marks[other.Model][m.Name] == "" {
							t.Errorf("%s: %s has the mark %q, and the %s program has not: give it one, or say why under marks", s.Name, f.Name, m.Name, other.Language)
						}
					}
				}
			}
		}
	}
}

// A recording that a moment asks for is there, with the values that it asks for.
func TestMomentsAreOfRecordingsThatAreThere(t *testing.T) {
	for _, s := range here(t) {
		moments := []Matcher{}
		for _, n := range s.Notice {
			moments = append(moments, n.At)
		}
		if s.Predict != nil {
			moments = append(moments, s.Predict.At)
		}
		for _, m := range moments {
			if m.Recording != "" && !slices.ContainsFunc(s.Recordings, func(r Recording) bool {
				rest, ok := strings.CutPrefix(r.File, m.Recording)
				return ok && strings.IndexAny(rest, "-.") == 0 && s.isDefault(r.Header.Params) == (len(m.Params) == 0)
			}) {
				t.Errorf("%s: there is no recording whose name begins with %s and that has the values %v", s.Name, m.Recording, m.Params)
			}
		}
	}
}

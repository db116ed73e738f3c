package scenario

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// What demo.md says about how its recordings are made.

// defaultLimit is after how long a recording is cut.
const defaultLimit = 10 * time.Second

var (
	// defaultNative are the processors that Go is recorded on.
	defaultNative = []int{1, 4}
	flavorForm    = regexp.MustCompile(`^(current_thread|multi_thread-[1-9][0-9]?)$`)
)

// Limit is after how long a recording is cut.
func (f *FrontMatter) Limit() time.Duration {
	if f.LimitS == nil {
		return defaultLimit
	}
	return time.Duration(*f.LimitS) * time.Second
}

// Procs are the GOMAXPROCS of the native recordings.
func (f *FrontMatter) Procs() []int {
	if f.Native == nil {
		return defaultNative
	}
	return f.Native
}

// End is how a run of the model's program ends: the word of FORMAT.md's exit.
func (f *FrontMatter) End(model string) string {
	if how, ok := f.Ends[model]; ok {
		return how
	}
	return "returned"
}

func (f *FrontMatter) checkRecording() (path string, err error) {
	switch {
	case f.Order < 0:
		return "order", fmt.Errorf("order counts from 1, so %d is no place", f.Order)
	case f.Clock != "" && f.Clock != "virtual" && f.Clock != "wall":
		return "clock", fmt.Errorf("clock is virtual or wall, not %q", f.Clock)
	case f.LimitS != nil && (*f.LimitS < 1 || *f.LimitS > 60):
		return "limit", fmt.Errorf("limit is a whole number of seconds from 1 to 60, not %d", *f.LimitS)
	}
	for i, flavor := range f.Flavors {
		if !flavorForm.MatchString(flavor) || slices.Contains(f.Flavors[:i], flavor) {
			return fmt.Sprintf("flavors[%d]", i), fmt.Errorf("flavors are current_thread and multi_thread-N, each once, not %q", flavor)
		}
	}
	for i, procs := range f.Native {
		if procs < 1 || slices.Contains(f.Native[:i], procs) {
			return fmt.Sprintf("native[%d]", i), fmt.Errorf("native lists values of GOMAXPROCS, each once, not %d", procs)
		}
	}
	for i, word := range f.Words {
		if strings.TrimSpace(word) == "" {
			return fmt.Sprintf("words[%d]", i), fmt.Errorf("words: the search needs a word")
		}
	}
	if f.Version != nil && strings.TrimSpace(f.Version.Label) == "" {
		return "version", fmt.Errorf("version needs a label, which the menu of versions shows")
	}
	return "", nil
}

package site

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"interleave/build/scenario"
)

// The list of scenarios, and what the search finds them by.

type group struct {
	Name      string
	Scenarios []entry
}

type entry struct {
	*scenario.Scenario
	// Versions are the others of this scenario.
	Versions []*scenario.Scenario
}

// groupsOf keeps the order in which the groups first appear; a version stands with its scenario.
func groupsOf(all []*scenario.Scenario) []group {
	var groups []group
	at := map[string]int{}
	for _, s := range all {
		if s.IsVersion() {
			continue
		}
		i, ok := at[s.Group]
		if !ok {
			i = len(groups)
			at[s.Group] = i
			groups = append(groups, group{Name: s.Group})
		}
		groups[i].Scenarios = append(groups[i].Scenarios, entry{s, versionsOf(all, s)[1:]})
	}
	return groups
}

// versionsOf are all versions of the scenario that s is one of, that scenario itself first.
func versionsOf(all []*scenario.Scenario, s *scenario.Scenario) []*scenario.Scenario {
	var versions []*scenario.Scenario
	for _, other := range all {
		switch {
		case other.VersionOf() != s.VersionOf():
		case other.IsVersion():
			versions = append(versions, other)
		default:
			versions = slices.Insert(versions, 0, other)
		}
	}
	return versions
}

var (
	tag         = regexp.MustCompile(`<[^>]*>`)
	commentLine = regexp.MustCompile(`//.*`)
	word        = regexp.MustCompile(`[\pL\pN_]{2,}`)
)

// wordsOf are the words by which the search finds each scenario: of its texts, of its programs' code, and those that demo.md adds.
// They are in lower case, sorted, each once, with a space between.
func wordsOf(all []*scenario.Scenario) map[string]string {
	words := map[string]string{}
	for _, s := range all {
		texts := append([]string{s.Title, s.Question, s.Group, s.Claim, tag.ReplaceAllString(s.Text, " "), s.VersionLabel()}, s.Words...)
		for _, p := range s.Programs {
			texts = append(texts, p.Language)
			for _, f := range p.Files {
				texts = append(texts, commentLine.ReplaceAllString(f.Text, " "))
			}
		}
		set := map[string]bool{}
		for _, w := range word.FindAllString(strings.ToLower(strings.Join(texts, " ")), -1) {
			set[w] = true
		}
		words[s.Name] = strings.Join(slices.Sorted(maps.Keys(set)), " ")
	}
	return words
}

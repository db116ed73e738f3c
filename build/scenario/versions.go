package scenario

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
)

// A Version says what a scenario is called among its versions, and of which scenario it is one.
type Version struct {
	// Of is the scenario's folder; "" where this is the scenario itself.
	Of    string `yaml:"of"`
	Label string `yaml:"label"`
}

// asWritten is the label of a scenario that has versions and says no label.
const asWritten = "as written"

// VersionOf is the scenario that this is a version of; its own name where it is none.
func (s *Scenario) VersionOf() string {
	if s.Version != nil && s.Version.Of != "" {
		return s.Version.Of
	}
	return s.Name
}

// VersionLabel is what the menu of versions calls it.
func (s *Scenario) VersionLabel() string {
	if s.Version != nil {
		return s.Version.Label
	}
	return asWritten
}

// IsVersion reports whether it stands in the menu of another scenario, and not in the list.
func (s *Scenario) IsVersion() bool { return s.VersionOf() != s.Name }

// checkVersions checks that each version is one of a scenario which is none itself.
func checkVersions(all []*Scenario) error {
	var errs []error
	labels := map[[2]string]string{}
	for _, s := range all {
		key := [2]string{s.VersionOf(), s.VersionLabel()}
		if other, taken := labels[key]; taken {
			errs = append(errs, s.page.Wrong("version", fmt.Errorf("%s has the label %q already", other, s.VersionLabel())))
		}
		labels[key] = s.Name
		if !s.IsVersion() {
			continue
		}
		i := slices.IndexFunc(all, func(o *Scenario) bool { return o.Name == s.VersionOf() })
		if i < 0 {
			errs = append(errs, s.page.Wrong("version", fmt.Errorf("there is no scenario %q that this could be a version of", s.VersionOf())))
		} else if all[i].IsVersion() {
			errs = append(errs, s.page.Wrong("version", fmt.Errorf("%s is itself a version of %s: name that one", s.VersionOf(), all[i].VersionOf())))
		}
	}
	return errors.Join(errs...)
}

// Groups are the groups that readers meet first, in this order; others follow as they appear.
var Groups = []string{"First steps", "Channels", "Time and cancelling", "What goes wrong", "A real service"}

// sortAll brings scenarios into the order of the list: by group, by place in it, by name.
func sortAll(all []*Scenario) {
	slices.SortStableFunc(all, func(a, b *Scenario) int {
		return cmp.Or(cmp.Compare(groupRank(a.Group), groupRank(b.Group)), cmp.Compare(place(a), place(b)), cmp.Compare(a.Name, b.Name))
	})
}

func groupRank(group string) int {
	if i := slices.Index(Groups, group); i >= 0 {
		return i
	}
	return len(Groups)
}

func place(s *Scenario) int {
	if s.Order == 0 {
		return math.MaxInt
	}
	return s.Order
}

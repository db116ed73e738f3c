package decode

import (
	"slices"
	"strings"
)

// Names is what the source calls its units and resources, by source line (`main.go:17`, as in the field at).
// build/names makes it from the source; a missing entry only means a name less.
//
// As text it has one line for each name, in the order of the source, of words separated by one space:
//
//	unit main.go:17 consumer         spawned by the line; ? where there is no name
//	made main.go:15 channel queue    made by the line; of kind channel, timer or context
//	used main.go:25 Wait handled     the method of a sync object called on the line. Such objects are not made: the trace knows them by their use
//	used main.go:31 Lock first grab  the same, where the name begins with a parameter of the function grab
//	arg main.go:11 grab first left   the line spawns grab with left for its parameter first
//	select main.go:30 rs             the directions of a select's cases in the order of the source. The runtime has sends first
type Names struct {
	units   map[string][]string
	made    map[[2]string][]string // by line and kind
	used    map[[2]string][]use    // by line and method
	args    map[[3]string]string   // by line of the spawn, function and parameter
	selects map[string]string
}

// use is an object's name, and the function of which it is a parameter, if it is one.
type use struct{ name, function string }

// ParseNames reads the table's text. What does not fit is passed over.
func ParseNames(text string) Names {
	n := Names{map[string][]string{}, map[[2]string][]string{}, map[[2]string][]use{}, map[[3]string]string{}, map[string]string{}}
	for line := range strings.Lines(text) {
		w := strings.Fields(line)
		switch {
		case len(w) == 3 && w[0] == "unit":
			n.units[w[1]] = append(n.units[w[1]], w[2])
		case len(w) == 4 && w[0] == "made":
			n.made[[2]string{w[1], w[2]}] = append(n.made[[2]string{w[1], w[2]}], w[3])
		case (len(w) == 4 || len(w) == 5) && w[0] == "used":
			n.used[[2]string{w[1], w[2]}] = append(n.used[[2]string{w[1], w[2]}], use{w[3], strings.Join(w[4:], "")})
		case len(w) == 5 && w[0] == "arg":
			n.args[[3]string{w[1], w[2], w[3]}] = w[4]
		case len(w) == 3 && w[0] == "select":
			n.selects[w[1]] = w[2]
		}
	}
	return n
}

// unit returns the name of the nth unit (from 0) that the line spawns, "" where the table does not say. A line that spawns more than it
// names is a loop's body: they share its names in turn.
func (n *Names) unit(at string, nth int) string {
	name := inTurn(n.units[at], nth)
	if name == "?" {
		return ""
	}
	return name
}

// resource returns the name of the nth resource (from 0) of a kind that the line makes.
func (n *Names) resource(at, kind string, nth int) string {
	return inTurn(n.made[[2]string{at, kind}], nth)
}

func inTurn(names []string, nth int) string {
	if len(names) == 0 {
		return ""
	}
	return names[nth%len(names)]
}

// object returns the name of the sync object whose method the line calls, "" where it is not clear. spawned is the line that spawned the
// goroutine that calls it: by it a parameter has the name of what was given for it.
func (n *Names) object(at, method, spawned string) string {
	uses := n.used[[2]string{at, method}]
	if len(uses) == 0 || slices.ContainsFunc(uses, func(u use) bool { return u != uses[0] }) {
		return ""
	}
	u := uses[0]
	param, rest, _ := strings.Cut(u.name, ".")
	if given := n.args[[3]string{spawned, u.function, param}]; given != "" {
		if rest != "" {
			return given + "." + rest
		}
		return given
	}
	return u.name
}

// order returns, for each case in the order of the source, its index in the runtime's order: sends first, in the order of
// the source, then receives, the last of the source first. nil where the source is not known or does not fit.
func (n *Names) order(at string, sends, receives int) []int {
	directions := n.selects[at]
	if len(directions) != sends+receives || strings.Count(directions, "s") != sends {
		return nil
	}
	order := make([]int, len(directions))
	s, r := 0, sends+receives-1
	for i, c := range directions {
		if c == 's' {
			order[i] = s
			s++
		} else {
			order[i] = r
			r--
		}
	}
	return order
}

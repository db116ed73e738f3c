package weave

// place says where an edit's text goes, relative to its anchor.
type place int

const (
	before place = iota
	after
	instead
	// imports adds the packages named in text, by spaces, to the file.
	imports
)

// An edit puts text into one declaration of one file of the standard library.
type edit struct {
	file  string // slash-separated, below GOROOT/src
	decl  string // "f", "T.method" (pointer receivers too) or "type T"
	place place
	// anchor is consecutive lines, compared without their indentation, that
	// must stand exactly once in the declaration.
	anchor string
	text   string
}

// edits is every change to the standard library. Three rules hold for all:
// an event that hands a value or a permission over is written before the
// goroutine that gets it is made ready; the sequence number of a channel is
// taken under its lock; nothing is written between a sudog's elem being set
// and the park, where the stack must not move.
var edits = concat(chanEdits, selectEdits, timeEdits, traceEdits, stackEdits, measureEdits, idleEdits, schedulerEdits, nativeEdits, programEdits, syncEdits, contextEdits, overflowEdits, outputEdits)

func concat(lists ...[]edit) (all []edit) {
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

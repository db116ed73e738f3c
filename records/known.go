package records

// For those who write about records: whether a word is one of FORMAT.md's.

// IsKind reports whether records of this kind exist.
func IsKind(word string) bool {
	switch Kind(word) {
	case Spawn, Run, Stop, End, Wait, Wake, Unwait, New, Op, Idle, Busy, Range, Out, Exit:
		return true
	}
	return false
}

// IsOperation reports whether this is an operation of the table.
func IsOperation(word string) bool { return ops[word] }

// IsExit reports whether a run can end like this.
func IsExit(word string) bool { return exitHows[word] }

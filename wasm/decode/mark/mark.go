// Package mark holds the logs that the harness writes into a trace for the decoder, by their category. It stands apart from both:
// the harness runs beside the program and must not bring the decoder's packages into every binary.
package mark

const (
	// Begin says that the goroutine is the program's main one, and runs. What stands before it is the harness's, and so is what
	// follows until Go.
	Begin = "interleave begin"
	// Go says that the program's main is called next. No time has passed since Begin.
	Go = "interleave go"
	// Exit says that the program is over: what follows is the harness's.
	Exit = "interleave exit"
	// Leaked follows Exit: the goroutines, by number, separated by spaces, that nothing can ever wake.
	Leaked = "interleave leaked"
)

// Package mark holds what the harness writes into a trace for the decoder, apart from both: the harness runs beside the
// program and must not bring the decoder's packages into every binary.
package mark

// Exit is the category of the log that says that the program is over: what follows in the trace is the harness's.
const Exit = "interleave exit"

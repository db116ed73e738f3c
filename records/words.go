package records

// The words of FORMAT.md, for the rule "fields".

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

var (
	clocks    = set("virtual", "real")
	stopWhys  = set("wait", "yield", "preempt", "budget", "end")
	wakeWhys  = set("", "timer", "io")
	opWhys    = set("", "closed", "full", "empty", "elapsed", "cancelled", "lagged", "poisoned", "panicked", "timer")
	endHows   = set("returned", "panicked", "crashed", "cancelled", "shut down", "leaked")
	exitHows  = set("returned", "exited", "deadlock", "panicked", "fatal", "out of memory", "stopped", "time limit", "output limit", "event limit", "lost")
	unitKinds = set("", "goroutine", "task", "blocking", "thread")
	resKinds  = set("channel", "unbounded", "oneshot", "broadcast", "watch", "mutex", "rwmutex", "wait group", "once", "cond", "semaphore", "notify",
		"barrier", "timer", "join handle", "token", "context")
	ops = set("send", "receive", "close", "reserve", "select", "lock", "unlock", "rlock", "runlock", "acquire", "release", "add", "done", "wait",
		"sleep", "tick", "timeout", "join", "abort", "notify", "notified", "signal", "broadcast", "do", "cancel", "cancelled", "yield")
)

// queues are the kinds whose values the rules order and length follow.
var queues = set("channel", "unbounded", "oneshot")

// failsSilently are the operations that may be without effect and have nothing to say why.
var failsSilently = set("select", "join", "lock", "rlock", "acquire", "do", "cancelled")

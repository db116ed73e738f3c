package weave

// A category is the kind of one woven event: the category of its UserLog in
// the trace, and the constant by which the hooks name it. GRAMMAR.md says what
// each one's message holds.
type category struct{ constant, name string }

// categories is the one list from which the constants of runtime, sync and
// syscall are written, so that the three packages cannot disagree.
var categories = []category{
	{"wMake", "make"},

	{"wSend", "send"},
	{"wSendSel", "send"}, // counted before the buffer's own count moved
	{"wSendBlock", "send?"},
	{"wSendMiss", "send-"},
	{"wSendClosed", "send!"},
	{"wSendNil", "send?nil"},
	{"wRecv", "recv"},
	{"wRecvWoken", "recv"}, // by a timer, which cannot report its own send
	{"wRecvBlock", "recv?"},
	{"wRecvMiss", "recv-"},
	{"wRecvClosed", "recv0"},
	{"wRecvNil", "recv?nil"},
	{"wClose", "close"},

	{"wSelect", "select"},
	{"wSelectBlock", "select?"},
	{"wSelected", "selected"},

	{"wContext", "ctx"},
	{"wDeadline", "deadline"},
	{"wCancel", "cancel"},

	{"wSleep", "sleep"},
	{"wSlept", "slept"},
	{"wTimer", "timer"},
	{"wTimerReset", "timer+"},
	{"wTimerStop", "timer-"},

	{"wLock", "lock"},
	{"wLockBlock", "lock?"},
	{"wTryLock", "trylock"},
	{"wUnlock", "unlock"},

	{"wRLock", "rlock"},
	{"wRLockBlock", "rlock?"},
	{"wTryRLock", "tryrlock"},
	{"wRUnlock", "runlock"},
	{"wWLock", "wlock"},
	{"wWLockBlock", "wlock?"},
	{"wTryWLock", "trywlock"},
	{"wWUnlock", "wunlock"},

	{"wAdd", "wg"},
	{"wWait", "wait"},
	{"wWaitBlock", "wait?"},

	{"wCondBlock", "cwait?"},
	{"wCondWoken", "cwait"},
	{"wSignal", "signal"},
	{"wBroadcast", "broadcast"},

	{"wOnce", "once"},
	{"wOnceBlock", "once?"},
	{"wOnceDone", "oncedone"},

	{"wOut", "out"},
	{"wErr", "err"},
	{"wCut", "cut"},

	{"wFlush", "flush"},
}

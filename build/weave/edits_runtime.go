package weave

const (
	timeGo     = "runtime/time.go"
	traceGo    = "runtime/trace.go"
	traceCPUGo = "runtime/tracecpu.go"
	procGo     = "runtime/proc.go"
	lockJSGo   = "runtime/lock_js.go"
	clockGo    = "runtime/time_nofake.go"
	stateGo    = "runtime/runtime2.go"
	statusGo   = "runtime/tracestatus.go"
	eventsGo   = "runtime/traceruntime.go"
)

var timeEdits = []edit{
	{timeGo, "", imports, "", "internal/runtime/sys"},
	{timeGo, "timeSleep", before, `gp := getg()`, `
	weaveSync(wSleep, nil, ns, sys.GetCallerPC())`},
	{timeGo, "timeSleep", after, `gopark(nil, nil, waitReasonSleep, traceBlockSleep, 1)`, `
		weaveSync(wSlept, nil, ns, sys.GetCallerPC())`},
	{timeGo, "timeSleep", after, `gopark(resetForSleep, nil, waitReasonSleep, traceBlockSleep, 1)`, `
		weaveSync(wSlept, nil, ns, sys.GetCallerPC())`},
	{timeGo, "newTimer", after, `
		if c != nil {
		lockInit(&t.sendLock, lockRankTimerSend)`, `
		weaveTimer(wTimer, c, when-nanotime(), period)`},
	{timeGo, "stopTimer", instead, `return t.stop()`, `
	ok := t.stop()
	weaveTimerStopped(t, ok)
	return ok`},
	{timeGo, "resetTimer", before, `return t.reset(when, period)`, `
	weaveTimerReset(t, when, period)`},
}

// The tracer's own goroutines and their timers are left out on js, and natively
// where a deadlock is watched for: the host must be able to tell a program that
// waits for a timer from one that waits for ever, and virtual time must not run
// on for the tracer's sake. Generations advance when weaveAdvance is called.
var traceEdits = []edit{
	{traceGo, "StartTrace", after, `trace.enabled = true`, `
	weaveOn |= weaveTracing
	weaveTrace = max(weaveTrace+1, 1)`},
	{traceGo, "traceAdvance", after, `trace.enabled = false`, `
			weaveOn &^= weaveTracing`},
	{traceGo, "traceRegisterLabelsAndReasons", before, `for i, str := range traceBlockReasonStrings[:] {`, `
	weaveRegister(gen)`},
	{traceGo, "traceAdvancerState.start", before, `// Start a goroutine to periodically advance the trace generation.`, `
	if weaveQuiet || weaveWatching {
		s.timer = nil
		return
	}`},
	{traceGo, "traceAdvancerState.stop", before, `s.timer.wake()`, `
	if s.timer == nil {
		return
	}`},
	{traceCPUGo, "traceStartReadCPU", before, `// Spin up the logger goroutine.`, `
	if weaveQuiet || weaveWatching {
		trace.cpuSleep = nil
		return
	}`},
	{traceCPUGo, "traceStopReadCPU", instead, `
		trace.cpuSleep.wake()

		// Wait until the logger goroutine exits.
		<-trace.cpuLogDone`, `
	if trace.cpuSleep != nil {
		trace.cpuSleep.wake()
		<-trace.cpuLogDone
	}`},
	{traceCPUGo, "traceStopReadCPU", instead, `trace.cpuSleep.close()`, `
	if trace.cpuSleep != nil {
		trace.cpuSleep.close()
	}`},
}

// A park and a ready may have the stack of the woven event before them.
var stackEdits = []edit{
	{stateGo, "type m", before, `trace       mTraceState`, `
	weave weaveKept`},
	// Into padding: a g stays in its size class.
	{statusGo, "type traceSchedResourceState", after, `statusTraced [3]atomic.Uint32`, `
	weaveBorn    uint8`},
	{eventsGo, "traceLocker.GoCreate", after, `newg.trace.setStatusTraced(tl.gen)`, `
	newg.trace.weaveBorn = weaveTrace`},
	{procGo, "gdestroy", after, `gp.timer = nil`, `
	gp.trace.weaveBorn = 0`},
	{eventsGo, "traceLocker.GoStart", before, `gp := getg().m.curg`, `
	tl.mp.weave.ready = false`},
	{eventsGo, "traceLocker.GoPark", instead, `tl.eventWriter(tracev2.GoRunning, tracev2.ProcRunning).event(tracev2.EvGoBlock, trace.goBlockReasons[tl.gen%2][reason], tl.stack(skip))`, `
	tl.eventWriter(tracev2.GoRunning, tracev2.ProcRunning).event(tracev2.EvGoBlock, trace.goBlockReasons[tl.gen%2][reason], tl.weaveStack(skip))`},
	{eventsGo, "traceLocker.GoUnpark", instead, `tl.eventWriter(tracev2.GoRunning, tracev2.ProcRunning).event(tracev2.EvGoUnblock, traceArg(gp.goid), gp.trace.nextSeq(tl.gen), tl.stack(skip))`, `
	tl.eventWriter(tracev2.GoRunning, tracev2.ProcRunning).event(tracev2.EvGoUnblock, traceArg(gp.goid), gp.trace.nextSeq(tl.gen), tl.weaveStack(skip))`},
}

// Which of a goroutine's turns the runtime measures by the clock is chance, and
// its generator is also drawn from by whatever allocates. A virtual clock moves
// by being read: the same program would have other times in another binary.
var measureEdits = []edit{
	{procGo, "newproc1", after, `newg.trackingSeq = uint8(cheaprand())`, `
	if weaveQuiet {
		newg.trackingSeq = 1
	}`},
}

// A host whose clock jumps must know to the nanosecond how far.
var idleEdits = []edit{
	{lockJSGo, "beforeIdle", before, `if delay > 0 && (idleTimeout == nil || idleTimeout.diff(pollUntil) > 1e6) {`, `
	if delay > 0 {
		weaveDue(pollUntil)
	}`},
}

var schedulerEdits = []edit{
	{procGo, "findRunnable", before, `// Check the global runnable queue once in a while to ensure fairness.`, `
	if weaveShipping {
		if gp := weaveShip(pp); gp != nil {
			return gp, true, false
		}
	}
	if weaveChoice != 0 {
		weaveOneQueue(pp)
	}`},
	{procGo, "checkdead", before, `
		unlock(&sched.lock) // unlock so that GODEBUG=scheddetail=1 doesn't hang
		fatal("all goroutines are asleep - deadlock!")`, `
	if weaveLastWords() {
		return
	}`},
	{lockJSGo, "beforeIdle", before, `return nil, false`, `
	if delay < 0 && weaveLastEvent() {
		return nil, true
	}`},
	{clockGo, "nanotime", before, `return nanotime1()`, `
	if weaveQuiet && weaveStopped != 0 {
		return weaveStopped
	}`},
	{procGo, "runqget", before, `// If there's a runnext, it's the next G to run.`, `
	if weaveChoice != 0 && !weaveChoose(pp) {
		return nil, false
	}`},
}

const (
	printGo       = "runtime/print.go"
	syscallJSGo   = "syscall/fs_js.go"
	syscallUnixGo = "syscall/syscall_unix.go"
)

// Printing on js is stock Go's one surprise for a scheduler trace: a write goes
// through asynchronous JavaScript and parks the goroutine. The woven write is
// synchronous, as it is natively.
var outputEdits = []edit{
	{syscallJSGo, "Write", before, `f, err := fdToFile(fd)`, `
	if fd == 1 || fd == 2 {
		return weaveWrite(fd, b), nil
	}`},
	{syscallUnixGo, "Write", before, `
		if race.Enabled {
		race.ReleaseMerge(unsafe.Pointer(&ioSync))`, `
	if (fd == 1 || fd == 2) && len(p) > 0 {
		weaveOut(fd, &p[0], len(p))
	}`},
	{printGo, "gwrite", before, `
		writeErr(b)
		return`, `
		weavePrint(gp, b)`},
}

package weave

const (
	panicGo   = "runtime/panic.go"
	programGo = "runtime/trace/trace.go"
)

var programEdits = []edit{
	{programGo, "Stop", before, `tracing.unsubscribeTraceStartWriter()`, `
	if weaveKeep {
		return
	}`},
}

// Natively the system's monitor thread, which needs neither a processor nor a
// timer, has generations end while the program runs.
var nativeEdits = []edit{
	{procGo, "sysmon", before, `shouldRelax := sleep >= osRelaxMinNS`, `
				sleep = weaveTickSleep(sleep)`},
	{procGo, "sysmon", before, `if t := (gcTrigger{kind: gcTriggerTime, now: now}); t.test() && forcegc.idle.Load() {`, `
		weaveTick(now)`},
	{panicGo, "sync_fatal", before, `fatal(s)`, `
	weaveFatal()`},
	{panicGo, "internal_sync_fatal", before, `fatal(s)`, `
	weaveFatal()`},
	{panicGo, "maps_fatal", before, `fatal(s)`, `
	weaveFatal()`},
}

package weave

const stackGo = "runtime/stack.go"

// On js a stack overflow is to be Go's to find, before the wasm engine runs out
// of its own stack and everything is gone: hooks/runtime/dying.go.txt.
var overflowEdits = []edit{
	{procGo, "execute", after, `gp.stackguard0 = gp.stack.lo + stackGuard`, `
	weaveGuard(gp)`},
	{stackGo, "newstack", after, `gp.stackguard0 = gp.stack.lo + stackGuard`, `
			weaveGuard(gp)`},
	{stackGo, "newstack", before, `// Allocate a bigger segment and move the stack.`, `
	if weaveDeeper(gp) {
		gogo(&gp.sched)
	}`},
	{stackGo, "newstack", after, `if newsize > maxstacksize || newsize > maxstackceiling {`, `
		weaveOverflow(gp)`},
	{stackGo, "newstack", before, `casgstatus(gp, _Gcopystack, _Grunning)`, `
	weaveGuard(gp)`},
	{procGo, "main", before, `maxstackceiling = 2 * maxstacksize`, `
	if weaveQuiet {
		maxstacksize = weaveStackMax
	}`},
}

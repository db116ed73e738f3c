package weave

const contextGo = "context/context.go"

var contextEdits = []edit{
	{contextGo, "type cancelCtx", before, `mu       sync.Mutex            // protects following fields`, `
	wid uint32 // weave: the context's id, its Done channel's too; 0 when it is not watched`},
	{contextGo, "cancelCtx.propagateCancel", before, `return // parent is never canceled`, `
		weaveMade(c, child, 0)`},
	{contextGo, "cancelCtx.propagateCancel", after, `// parent is already canceled`, `
		weaveMade(c, child, weaveParent(parent))`},
	{contextGo, "cancelCtx.propagateCancel", after, `if p, ok := parentCancelCtx(parent); ok {`, `
		weaveMade(c, child, p.wid)`},
	{contextGo, "cancelCtx.propagateCancel", before, `if a, ok := parent.(afterFuncer); ok {`, `
	weaveMade(c, child, weaveParent(parent))`},
	{contextGo, "cancelCtx.Done", after, `d = make(chan struct{})`, `
		weaveContextDone(d.(chan struct{}), c.wid)`},
	{contextGo, "cancelCtx.cancel", after, `c.cause = cause`, `
	weaveCancelled(c, err, cause)`},
	{contextGo, "cancelCtx.cancel", instead, `c.done.Store(closedchan)`, `
		c.done.Store(weaveClosed(c))`},
	{contextGo, "WithDeadlineCause", before, `
		c.mu.Lock()
		defer c.mu.Unlock()`, `
	weaveContextDue(c.wid, int64(dur))`},
}

package weave

const (
	mutexGo     = "sync/mutex.go"
	rwmutexGo   = "sync/rwmutex.go"
	waitGroupGo = "sync/waitgroup.go"
	condGo      = "sync/cond.go"
	onceGo      = "sync/once.go"
)

var syncEdits = []edit{
	{mutexGo, "", imports, "", "internal/runtime/sys unsafe"},
	{mutexGo, "Mutex.Lock", before, `m.mu.Lock()`, `
	if weaveOn != 0 {
		weaveLock(m, sys.GetCallerPC())
		return
	}`},
	{mutexGo, "Mutex.TryLock", instead, `return m.mu.TryLock()`, `
	ok := m.mu.TryLock()
	if weaveOn != 0 {
		weaveSync(wTryLock, unsafe.Pointer(m), weaveBit(ok), sys.GetCallerPC())
	}
	return ok`},
	{mutexGo, "Mutex.Unlock", before, `m.mu.Unlock()`, `
	if weaveOn != 0 {
		weaveUnlock(m, sys.GetCallerPC())
		return
	}`},

	{rwmutexGo, "", imports, "", "internal/runtime/sys"},
	{rwmutexGo, "RWMutex.RLock", before, `runtime_SemacquireRWMutexR(&rw.readerSem, false, 0)`, `
		if weaveOn != 0 {
			weaveSync(wRLockBlock, unsafe.Pointer(rw), weaveReaders(rw), sys.GetCallerPC())
		}`},
	{rwmutexGo, "RWMutex.RLock", after, `
		runtime_SemacquireRWMutexR(&rw.readerSem, false, 0)
		}`, `
	if weaveOn != 0 {
		weaveSync(wRLock, unsafe.Pointer(rw), weaveReaders(rw), sys.GetCallerPC())
	}`},
	{rwmutexGo, "RWMutex.TryRLock", before, `
		if race.Enabled {
		race.Enable()
		}
		return false`, `
			if weaveOn != 0 {
				weaveSync(wTryRLock, unsafe.Pointer(rw), 0, sys.GetCallerPC())
			}`},
	{rwmutexGo, "RWMutex.TryRLock", after, `if rw.readerCount.CompareAndSwap(c, c+1) {`, `
			if weaveOn != 0 {
				weaveSync(wTryRLock, unsafe.Pointer(rw), 1, sys.GetCallerPC())
			}`},
	{rwmutexGo, "RWMutex.RUnlock", before, `if r := rw.readerCount.Add(-1); r < 0 {`, `
	if weaveOn != 0 {
		weaveSync(wRUnlock, unsafe.Pointer(rw), weaveReaders(rw)-1, sys.GetCallerPC())
	}`},
	{rwmutexGo, "RWMutex.Lock", before, `// First, resolve competition with other writers.`, `
	if weaveOn != 0 && rw.readerCount.Load() != 0 {
		weaveSync(wWLockBlock, unsafe.Pointer(rw), weaveReaders(rw), sys.GetCallerPC())
	}`},
	{rwmutexGo, "RWMutex.Lock", after, `
		runtime_SemacquireRWMutex(&rw.writerSem, false, 0)
		}`, `
	if weaveOn != 0 {
		weaveSync(wWLock, unsafe.Pointer(rw), 0, sys.GetCallerPC())
	}`},
	{rwmutexGo, "RWMutex.TryLock", after, `if !rw.w.TryLock() {`, `
		if weaveOn != 0 {
			weaveSync(wTryWLock, unsafe.Pointer(rw), 0, sys.GetCallerPC())
		}`},
	{rwmutexGo, "RWMutex.TryLock", after, `if !rw.readerCount.CompareAndSwap(0, -rwmutexMaxReaders) {`, `
		if weaveOn != 0 {
			weaveSync(wTryWLock, unsafe.Pointer(rw), 0, sys.GetCallerPC())
		}`},
	{rwmutexGo, "RWMutex.TryLock", before, `return true`, `
	if weaveOn != 0 {
		weaveSync(wTryWLock, unsafe.Pointer(rw), 1, sys.GetCallerPC())
	}`},
	{rwmutexGo, "RWMutex.Unlock", before, `// Announce to readers there is no active writer.`, `
	if weaveOn != 0 {
		weaveSync(wWUnlock, unsafe.Pointer(rw), weaveReaders(rw), sys.GetCallerPC())
	}`},

	{waitGroupGo, "", imports, "", "internal/runtime/sys"},
	{waitGroupGo, "WaitGroup.Add", instead, `state := wg.state.Add(uint64(delta) << 32)`, `
	var state uint64
	if weaveOn == 0 {
		state = wg.state.Add(uint64(delta) << 32)
	} else {
		state = weaveAdd(unsafe.Pointer(wg), (*uint64)(unsafe.Pointer(&wg.state)), delta, sys.GetCallerPC())
	}`},
	{waitGroupGo, "WaitGroup.Wait", after, `if v == 0 {`, `
			if weaveOn != 0 {
				weaveSync(wWait, unsafe.Pointer(wg), 0, sys.GetCallerPC())
			}`},
	{waitGroupGo, "WaitGroup.Wait", before, `runtime_SemacquireWaitGroup(&wg.sema, synctestDurable)`, `
			if weaveOn != 0 {
				weaveSync(wWaitBlock, unsafe.Pointer(wg), int64(v), sys.GetCallerPC())
			}`},
	{waitGroupGo, "WaitGroup.Wait", after, `isReset := wg.state.Load() != 0`, `
			if weaveOn != 0 {
				weaveSync(wWait, unsafe.Pointer(wg), 0, sys.GetCallerPC())
			}`},

	{condGo, "", imports, "", "internal/runtime/sys"},
	{condGo, "Cond.Wait", before, `c.L.Unlock()`, `
	if weaveOn != 0 {
		weaveSync(wCondBlock, unsafe.Pointer(c), 0, sys.GetCallerPC())
	}`},
	{condGo, "Cond.Wait", before, `c.L.Lock()`, `
	if weaveOn != 0 {
		weaveSync(wCondWoken, unsafe.Pointer(c), 0, sys.GetCallerPC())
	}`},
	{condGo, "Cond.Signal", before, `runtime_notifyListNotifyOne(&c.notify)`, `
	if weaveOn != 0 {
		weaveSync(wSignal, unsafe.Pointer(c), int64(c.notify.wait-c.notify.notify), sys.GetCallerPC())
	}`},
	{condGo, "Cond.Broadcast", before, `runtime_notifyListNotifyAll(&c.notify)`, `
	if weaveOn != 0 {
		weaveSync(wBroadcast, unsafe.Pointer(c), int64(c.notify.wait-c.notify.notify), sys.GetCallerPC())
	}`},

	{onceGo, "", imports, "", "internal/runtime/sys unsafe"},
	{onceGo, "Once.doSlow", instead, `o.m.Lock()`, `
	ran := int64(0)
	if weaveOn == 0 {
		o.m.Lock()
	} else {
		pc := sys.GetCallerPC()
		if !o.m.mu.TryLock() {
			weaveSync(wOnceBlock, unsafe.Pointer(o), 0, pc)
			o.m.mu.Lock()
		}
		defer weaveOnceDone(o, &ran, pc)
	}`},
	{onceGo, "Once.doSlow", before, `defer o.done.Store(true)`, `
		ran = 1
		if weaveOn != 0 {
			weaveSync(wOnce, unsafe.Pointer(o), 0, sys.GetCallerPC())
		}`},
}

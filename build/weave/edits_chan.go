package weave

const (
	chanGo   = "runtime/chan.go"
	selectGo = "runtime/select.go"
)

var chanEdits = []edit{
	{chanGo, "type hchan", before, `lock mutex`, `
	wid  uint32 // weave: the channel's id, 0 when it is not watched
	wseq uint32 // weave: operations so far, under lock`},
	{chanGo, "makechan", after, `lockInit(&c.lock, lockRankHchan)`, `
	weaveMake(c, sys.GetCallerPC())`},

	{chanGo, "chansend", before, `gopark(nil, nil, waitReasonChanSendNilChan, traceBlockForever, 2)`, `
		weaveNil(wSendNil, callerpc)`},
	{chanGo, "chansend", before, `if !block && c.closed == 0 && full(c) {`, `
	if c.wid != 0 {
		weavePoint()
	}`},
	{chanGo, "chansend", after, `if !block && c.closed == 0 && full(c) {`, `
		weaveOp(c, wSendMiss, nil, nil, callerpc)`},
	{chanGo, "chansend", before, `
		unlock(&c.lock)
		panic(plainError("send on closed channel"))`, `
		weaveOp(c, wSendClosed, nil, nil, callerpc)`},
	{chanGo, "chansend", before, `send(c, sg, ep, func() { unlock(&c.lock) }, 3)`, `
		weaveOp(c, wSend, ep, sg, callerpc)`},
	{chanGo, "chansend", after, `c.qcount++`, `
		weaveOp(c, wSend, ep, nil, callerpc)`},
	{chanGo, "chansend", before, `
		unlock(&c.lock)
		return false`, `
		weaveOp(c, wSendMiss, nil, nil, callerpc)`},
	{chanGo, "chansend", before, `
		gp := getg()
		mysg := acquireSudog()`, `
	weaveOp(c, wSendBlock, ep, nil, callerpc)`},
	{chanGo, "chansend", before, `
		if c.closed == 0 {
		throw("chansend: spurious wakeup")`, `
		weaveWoken(c, wSendClosed, nil, callerpc)`},

	{chanGo, "chanrecv1", instead, `chanrecv(c, elem, true)`, `
	chanrecv(c, elem, true, sys.GetCallerPC())`},
	{chanGo, "chanrecv2", instead, `_, received = chanrecv(c, elem, true)`, `
	_, received = chanrecv(c, elem, true, sys.GetCallerPC())`},
	{chanGo, "selectnbrecv", instead, `return chanrecv(c, elem, false)`, `
	return chanrecv(c, elem, false, sys.GetCallerPC())`},
	{chanGo, "reflect_chanrecv", instead, `return chanrecv(c, elem, !nb)`, `
	return chanrecv(c, elem, !nb, sys.GetCallerPC())`},
	{chanGo, "chanrecv", instead, `func chanrecv(c *hchan, ep unsafe.Pointer, block bool) (selected, received bool) {`, `
func chanrecv(c *hchan, ep unsafe.Pointer, block bool, callerpc uintptr) (selected, received bool) {`},
	{chanGo, "chanrecv", before, `gopark(nil, nil, waitReasonChanReceiveNilChan, traceBlockForever, 2)`, `
		weaveNil(wRecvNil, callerpc)`},
	{chanGo, "chanrecv", before, `if !block && empty(c) {`, `
	if c.wid != 0 {
		weavePoint()
	}`},
	{chanGo, "chanrecv", after, `if atomic.Load(&c.closed) == 0 {`, `
			weaveOp(c, wRecvMiss, nil, nil, callerpc)`},
	{chanGo, "chanrecv", after, `if empty(c) {`, `
			weaveWoken(c, wRecvClosed, nil, callerpc)`},
	{chanGo, "chanrecv", after, `if c.qcount == 0 {`, `
			weaveOp(c, wRecvClosed, nil, nil, callerpc)`},
	{chanGo, "chanrecv", before, `recv(c, sg, ep, func() { unlock(&c.lock) }, 3)`, `
			weaveOp(c, wRecv, nil, sg, callerpc)`},
	{chanGo, "chanrecv", after, `if c.qcount > 0 {`, `
		weaveOp(c, wRecv, nil, nil, callerpc)`},
	{chanGo, "chanrecv", before, `
		unlock(&c.lock)
		return false, false`, `
		weaveOp(c, wRecvMiss, nil, nil, callerpc)`},
	{chanGo, "chanrecv", before, `
		gp := getg()
		mysg := acquireSudog()`, `
	weaveOp(c, wRecvBlock, nil, nil, callerpc)`},
	{chanGo, "chanrecv", before, `return true, success`, `
	if !success {
		weaveWoken(c, wRecvClosed, nil, callerpc)
	} else if c.timer != nil {
		weaveWoken(c, wRecvWoken, ep, callerpc)
	}`},

	{chanGo, "closechan", after, `c.closed = 1`, `
	weaveOp(c, wClose, nil, nil, sys.GetCallerPC())`},
}

var selectEdits = []edit{
	{selectGo, "", imports, "", "internal/runtime/sys"},
	{selectGo, "block", before, `gopark(nil, nil, waitReasonSelectNoCases, traceBlockForever, 1) // forever`, `
	weaveSelect(wSelectBlock, nil, 0, -1, true, sys.GetCallerPC())`},
	{selectGo, "selectgo", before, `// lock all the channels involved in the select`, `
	weaveSelectPoint(scases)
	wpc := sys.GetCallerPC()`},
	{selectGo, "selectgo", before, `
		if !block {
		selunlock(scases, lockorder)`, `
	weaveSelect(wSelectBlock, scases, nsends, -1, block, wpc)`},
	{selectGo, "selectgo", after, `bufrecv:`, `
	weaveSelect(wSelect, scases, nsends, casi, block, wpc)
	weaveOp(c, wRecv, nil, nil, wpc)`},
	{selectGo, "selectgo", after, `bufsend:`, `
	weaveSelect(wSelect, scases, nsends, casi, block, wpc)
	weaveOp(c, wSendSel, cas.elem, nil, wpc)`},
	{selectGo, "selectgo", before, `recv(c, sg, cas.elem, func() { selunlock(scases, lockorder) }, 2)`, `
	weaveSelect(wSelect, scases, nsends, casi, block, wpc)
	weaveOp(c, wRecv, nil, sg, wpc)`},
	{selectGo, "selectgo", before, `send(c, sg, cas.elem, func() { selunlock(scases, lockorder) }, 2)`, `
	weaveSelect(wSelect, scases, nsends, casi, block, wpc)
	weaveOp(c, wSend, cas.elem, sg, wpc)`},
	{selectGo, "selectgo", after, `rclose:`, `
	weaveSelect(wSelect, scases, nsends, casi, block, wpc)
	weaveOp(c, wRecvClosed, nil, nil, wpc)`},
	{selectGo, "selectgo", before, `
		goto sclose
		}
		sg = c.recvq.dequeue()`, `
				weaveSelect(wSelect, scases, nsends, casi, block, wpc)`},
	{selectGo, "selectgo", after, `sclose:`, `
	weaveOp(c, wSendClosed, nil, nil, wpc)`},
	{selectGo, "selectgo", before, `
		if casi < nsends {
		if !caseSuccess {`, `
	weaveSelect(wSelected, scases, nsends, casi, block, wpc)
	if casi >= nsends && !caseSuccess {
		weaveOp(c, wRecvClosed, nil, nil, wpc)
	} else if casi >= nsends && c.timer != nil {
		weaveOp(c, wRecvWoken, cas.elem, nil, wpc)
	}`},
}

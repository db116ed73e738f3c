package weave

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/exp/trace"
)

// With several threads, the numbers of a channel's operations put them in an
// order in which its values and lengths are right.
func TestOrderUnderContention(t *testing.T) {
	recorded, _ := build(t, "contend", false).trace(t, "GOMAXPROCS=4")
	checkWaits(t, logs(t, recorded))
	checkHolders(t, logs(t, recorded))
	checkCounters(t, logs(t, recorded))
	for channel, operations := range byChannel(t, logs(t, recorded)) {
		checkQueue(t, channel, operations)
	}
}

// An operation is one numbered event of a channel.
type operation struct {
	logged
	number, length, capacity int
	peer, value              string
}

// byChannel returns the numbered operations of each channel, by number.
func byChannel(t *testing.T, all []logged) map[string][]operation {
	t.Helper()
	channels := map[string][]operation{}
	for _, l := range all {
		switch l.category {
		case "send", "send?", "send!", "recv", "recv?", "recv0", "close":
		default:
			continue
		}
		o := operation{logged: l}
		message, value, _ := strings.Cut(l.message, " v=")
		o.value = value
		var channel string
		if _, err := fmt.Sscanf(message, "%s %d/%d #%d", &channel, &o.length, &o.capacity, &o.number); err != nil {
			t.Fatalf("%s %q: %v", l.category, l.message, err)
		}
		o.peer = peer.FindString(message)
		channels[channel] = append(channels[channel], o)
	}
	for channel, operations := range channels {
		slices.SortFunc(operations, func(a, b operation) int { return a.number - b.number })
		for i, o := range operations {
			if o.number != i+1 {
				t.Fatalf("%s: operation %d has number %d", channel, i+1, o.number)
			}
		}
	}
	return channels
}

// unknown is the value of a sender that waits in a select, which names none.
const unknown = "?"

// checkQueue holds the operations against a queue of values.
func checkQueue(t *testing.T, channel string, operations []operation) {
	t.Helper()
	var queue []string
	waiting := map[string]string{} // by goroutine: what it waits to send
	for _, o := range operations {
		switch {
		case o.category == "send?":
			waiting[fmt.Sprintf("g%d", o.goroutine)] = o.value
		case o.category == "send" && o.peer == "":
			queue = append(queue, o.value)
		case o.category == "recv" && o.capacity > 0:
			if len(queue) == 0 || queue[0] != o.value && queue[0] != unknown {
				t.Fatalf("%s %s: the queue holds %v", o.category, o.message, queue)
			}
			queue = queue[1:]
			if o.peer != "" {
				queue = append(queue, take(waiting, o.peer))
			}
		case o.category == "recv" && o.peer != "":
			if value := take(waiting, o.peer); value != o.value && value != unknown {
				t.Fatalf("%s %s: %s waits to send %s", o.category, o.message, o.peer, value)
			}
		}
		if len(queue) != o.length {
			t.Fatalf("%s %s: the queue holds %v", o.category, o.message, queue)
		}
	}
	if len(queue) != 0 {
		t.Errorf("%s: %v was never received", channel, queue)
	}
}

func take(waiting map[string]string, goroutine string) string {
	value, ok := waiting[goroutine]
	delete(waiting, goroutine)
	if !ok {
		return unknown
	}
	return value
}

// endings says which events of the same goroutine end a wait; "" another's.
var endings = map[string][]string{
	"lock?":   {"lock"},
	"rlock?":  {"rlock"},
	"wlock?":  {"wlock"},
	"wait?":   {"wait"},
	"cwait?":  {"cwait"},
	"once?":   {"oncedone"},
	"select?": {"selected"},
	"sleep":   {"slept"},
}

// checkWaits holds every wait against the grammar's table of what ends it.
func checkWaits(t *testing.T, all []logged) {
	t.Helper()
	open := map[string]logged{} // by goroutine and ending
	ended := func(l logged, category string) {
		delete(open, fmt.Sprint(l.goroutine, category, object.FindString(l.message)))
	}
	peers := map[string]int{} // what ends a send? or recv?, not yet matched
	timers := map[string]bool{}
	for _, l := range all {
		if ends := endings[l.category]; ends != nil {
			key := fmt.Sprint(l.goroutine, ends[0], object.FindString(l.message))
			if other, twice := open[key]; twice {
				t.Errorf("g%d: %s %s within %s %s", l.goroutine, l.category, l.message, other.category, other.message)
			}
			open[key] = l
		}
		ended(l, l.category)
		channel, _, _ := strings.Cut(l.message, " ")
		if by := peer.FindString(strings.Split(l.message, " v=")[0]); by != "" && (l.category == "send" || l.category == "recv") {
			peers[by+channel]++
		}
		timers[channel] = timers[channel] || l.category == "timer"
		if l.category == "recv0" || l.category == "send!" || l.category == "recv" && timers[channel] {
			peers[fmt.Sprintf("g%d%s", l.goroutine, channel)]++
		}
	}
	for _, l := range open {
		t.Errorf("g%d: %s %s never ends", l.goroutine, l.category, l.message)
	}
	for _, l := range all {
		channel, _, _ := strings.Cut(l.message, " ")
		if l.category != "send?" && l.category != "recv?" {
			continue
		}
		key := fmt.Sprintf("g%d%s", l.goroutine, channel)
		if peers[key]--; peers[key] < 0 {
			t.Errorf("g%d: nobody ends its %s %s", l.goroutine, l.category, l.message)
		}
	}
}

// checkHolders holds the order of the trace against the mutexes' holders.
func checkHolders(t *testing.T, all []logged) {
	t.Helper()
	holder := map[string]trace.GoID{}
	for i, l := range all {
		mutex := object.FindString(l.message)
		switch l.category {
		case "lock":
			if by, held := holder[mutex]; held {
				t.Errorf("event %d: g%d locks what g%d holds", i, l.goroutine, by)
			}
			holder[mutex] = l.goroutine
		case "unlock":
			if by := holder[mutex]; by != l.goroutine {
				t.Errorf("event %d: g%d unlocks what g%d holds", i, l.goroutine, by)
			}
			delete(holder, mutex)
		}
	}
}

// checkCounters holds the order of the trace against the wait groups' counters.
func checkCounters(t *testing.T, all []logged) {
	t.Helper()
	counter := map[string]int{}
	for i, l := range all {
		var group string
		var by, to int
		if l.category != "wg" {
			continue
		}
		if _, err := fmt.Sscanf(l.message, "%s %d=%d", &group, &by, &to); err != nil {
			t.Fatalf("%q: %v", l.message, err)
		}
		if counter[group] += by; counter[group] != to {
			t.Errorf("event %d: wg %s; the counter is %d", i, l.message, counter[group])
			counter[group] = to
		}
	}
}

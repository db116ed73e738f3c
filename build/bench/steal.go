package bench

import (
	"os"
	"strconv"
	"strings"
)

// fairShare is how much of the processors' time that was wanted the host of a virtual machine may have given to others while something is
// measured: a pause of theirs stands in whichever frame it falls.
const fairShare = 0.05

// processors counts time of all processors since the start, in ticks: what ran or wanted to, and how much of that the host gave to others.
type processors struct{ wanted, stolen float64 }

// readProcessors is the first line of /proc/stat, see proc(5): user, nice, system, idle, iowait, irq, softirq, steal. Where there is none, nothing is known to be stolen.
func readProcessors() (p processors) {
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		return p
	}
	line, _, _ := strings.Cut(string(text), "\n")
	for i, field := range strings.Fields(line) {
		ticks, err := strconv.ParseFloat(field, 64)
		if err != nil {
			continue
		}
		switch i {
		case 1, 2, 3, 6, 7:
			p.wanted += ticks
		case 8:
			p.wanted += ticks
			p.stolen = ticks
		}
	}
	return p
}

// stolenSince is the share of what was wanted since then, 0 … 1.
func (p processors) stolenSince(before processors) float64 {
	return (p.stolen - before.stolen) / max(1, p.wanted-before.wanted)
}

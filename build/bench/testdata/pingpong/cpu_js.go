package main

import "syscall/js"

// cpuNs is the processor time that the process has taken.
func cpuNs() int64 {
	usage := js.Global().Get("process").Call("cpuUsage") // µs
	return int64(usage.Get("user").Float()+usage.Get("system").Float()) * 1000
}

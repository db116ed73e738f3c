package serve

import "syscall"

// errAddressTaken is EADDRINUSE; Go maps Windows' own number to the same name.
var errAddressTaken error = syscall.EADDRINUSE

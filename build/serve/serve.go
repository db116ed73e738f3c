// Package serve serves a built site on this machine, with the headers a static host should send.
package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"syscall"
	"time"
)

// Run serves the folder dir on addr until the context ends. Where addr is taken, it takes a free port and
// says so. With lan, it serves the whole network that this machine is in, and shows the address.
func Run(ctx context.Context, dir, addr string, lan bool, log io.Writer) error {
	if _, err := os.Stat(dir); err != nil {
		return fmt.Errorf("nothing to serve: %w (build it with `make dist`)", err)
	}
	if lan {
		_, port, err := net.SplitHostPort(addr)
		if err != nil {
			return err
		}
		addr = net.JoinHostPort("", port)
	}
	listener, err := listen(addr, log)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: Handler(dir), ReadHeaderTimeout: 10 * time.Second}
	if port := listener.Addr().(*net.TCPAddr).Port; !lan {
		fmt.Fprintf(log, "Interleave is at http://%s/ (Ctrl-C ends it)\n", listener.Addr())
	} else {
		fmt.Fprintf(log, "Interleave is at http://localhost:%d/ (Ctrl-C ends it)\n", port)
		if err := announce(log, port); err != nil {
			return err
		}
	}

	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	// Pages that still load get a moment; connections that are only kept alive are closed at once.
	ending, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	if err := server.Shutdown(ending); err != nil {
		return server.Close()
	}
	return nil
}

// listen takes addr, or another port of the same host where that one is taken.
func listen(addr string, log io.Writer) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	if err == nil || !errors.Is(err, syscall.EADDRINUSE) {
		return listener, err
	}
	host, port, splitErr := net.SplitHostPort(addr)
	if splitErr != nil {
		return nil, err
	}
	fmt.Fprintf(log, "Port %s is taken by another program, so this takes a free one.\n", port)
	return net.Listen("tcp", net.JoinHostPort(host, "0"))
}

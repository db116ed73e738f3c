package serve

import (
	"fmt"
	"io"
	"net"
	"strings"

	"rsc.io/qr"
)

// announce tells everybody in the room where the site is: each address of this machine in its network, the first also to be read by a phone.
func announce(log io.Writer, port int) error {
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		return err
	}
	urls := roomURLs(addrs, port)
	if len(urls) == 0 {
		fmt.Fprintln(log, "This machine is in no network: only it can open the page.")
		return nil
	}
	for _, url := range urls {
		fmt.Fprintf(log, "In this room: %s\n", url)
	}
	code, err := qr.Encode(urls[0], qr.M)
	if err != nil {
		return err
	}
	fmt.Fprint(log, blocks(code))
	return nil
}

// roomURLs are the addresses that others reach: IPv4, as it is short enough to be typed, else IPv6.
func roomURLs(addrs []net.Addr, port int) []string {
	var four, six []string
	for _, a := range addrs {
		n, ok := a.(*net.IPNet)
		if !ok || n.IP.IsLoopback() || n.IP.IsLinkLocalUnicast() {
			continue
		}
		url := fmt.Sprintf("http://%s/", net.JoinHostPort(n.IP.String(), fmt.Sprint(port)))
		if n.IP.To4() != nil {
			four = append(four, url)
		} else {
			six = append(six, url)
		}
	}
	if four != nil {
		return four
	}
	return six
}

// blocks draws a code for a terminal, two rows of it a line, dark on light whatever the terminal's colours, with the margin of four that readers need.
func blocks(code *qr.Code) string {
	const margin = 4
	var b strings.Builder
	for y := -margin; y < code.Size+margin; y += 2 {
		b.WriteString("\x1b[30;107m")
		for x := -margin; x < code.Size+margin; x++ {
			switch top, bottom := code.Black(x, y), code.Black(x, y+1); {
			case top && bottom:
				b.WriteRune('█')
			case top:
				b.WriteRune('▀')
			case bottom:
				b.WriteRune('▄')
			default:
				b.WriteByte(' ')
			}
		}
		b.WriteString("\x1b[0m\n")
	}
	return b.String()
}

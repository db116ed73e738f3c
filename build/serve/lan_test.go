package serve

import (
	"bytes"
	"net"
	"slices"
	"strings"
	"testing"

	"rsc.io/qr"
)

func TestTheRoomIsToldTheAddressesThatOthersReach(t *testing.T) {
	of := func(texts ...string) (addrs []net.Addr) {
		for _, text := range texts {
			ip, network, err := net.ParseCIDR(text)
			if err != nil {
				t.Fatal(err)
			}
			addrs = append(addrs, &net.IPNet{IP: ip, Mask: network.Mask})
		}
		return addrs
	}
	for _, c := range []struct{ addrs, want []string }{
		{[]string{"127.0.0.1/8", "::1/128", "fe80::1/64"}, nil},
		{[]string{"127.0.0.1/8", "192.168.1.7/24", "fd00::7/64"}, []string{"http://192.168.1.7:8080/"}},
		{[]string{"fd00::7/64"}, []string{"http://[fd00::7]:8080/"}},
	} {
		if got := roomURLs(of(c.addrs...), 8080); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.addrs, got, c.want)
		}
	}
}

// What the terminal shows is the code: every module is where it belongs.
func TestBlocksAreTheCode(t *testing.T) {
	code, err := qr.Encode("http://192.168.1.7:8080/", qr.M)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("\x1b[30;107m", "", "\x1b[0m", "").Replace(blocks(code))
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for y := range code.Size {
		line := []rune(lines[(y+4)/2])
		for x := range code.Size {
			drawn := line[x+4]
			dark := drawn == '█' || drawn == '▀' && y%2 == 0 || drawn == '▄' && y%2 == 1
			if dark != code.Black(x, y) {
				t.Fatalf("module %d, %d is wrong", x, y)
			}
		}
	}
}

func TestAnnounce(t *testing.T) {
	var log bytes.Buffer
	if err := announce(&log, 8080); err != nil || log.Len() == 0 {
		t.Errorf("%q, %v", log.String(), err)
	}
}

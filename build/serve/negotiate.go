package serve

import (
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
)

// acceptsEncoding reports whether an Accept-Encoding header (RFC 9110, 12.5.3) takes the coding. A
// coding that is named counts before *, and q=0 refuses.
func acceptsEncoding(header, coding string) bool {
	any := false
	for item := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(item, ";")
		name = strings.TrimSpace(name)
		switch {
		case strings.EqualFold(name, coding):
			return quality(params) > 0
		case name == "*":
			any = quality(params) > 0
		}
	}
	return any
}

func quality(params string) float64 {
	for p := range strings.SplitSeq(params, ";") {
		key, value, found := strings.Cut(strings.TrimSpace(p), "=")
		if found && strings.EqualFold(key, "q") {
			q, err := strconv.ParseFloat(value, 64)
			if err != nil {
				return 0
			}
			return q
		}
	}
	return 1
}

// etag names the bytes that are sent, so each coding has its own.
func etag(content []byte) string {
	sum := sha256.Sum256(content)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}

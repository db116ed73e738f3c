// Package artifact names built files after their content and compresses them, once for each content.
package artifact

import (
	"crypto/sha256"
	"encoding/base32"
	"path"
	"regexp"
	"strings"
)

// hashed is a name with eight characters of a content hash before its ending, the form esbuild writes too.
var hashed = regexp.MustCompile(`\.[A-Z2-7]{8}\.[a-z]+(\.map)?$`)

// Name puts a hash of the content before the name's ending: data/x.json becomes data/x.ABCD2345.json.
// A file of such a name never changes, so that it may be cached for ever.
func Name(name string, content []byte) string {
	sum := sha256.Sum256(content)
	hash := base32.StdEncoding.EncodeToString(sum[:5])
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hash + ext
}

// IsHashed reports whether a name says its content.
func IsHashed(name string) bool { return hashed.MatchString(name) }

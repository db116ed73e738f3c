package artifact

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"github.com/andybalholm/brotli"
)

// compressible are the endings of files that shrink. Source maps are left as they are: only developer
// tools ask for them.
var compressible = []string{".css", ".html", ".js", ".json", ".ndjson", ".svg", ".txt", ".wasm"}

// Compressible reports whether files of this name get compressed twins.
func Compressible(name string) bool { return slices.Contains(compressible, path.Ext(name)) }

// An Encoding is a content coding of HTTP, with the ending of the files that hold it.
type Encoding struct {
	Name   string // as in Accept-Encoding
	Ending string
	pack   func(io.Writer) io.WriteCloser
}

// Encodings are the codings of compressed twins, the smaller first. Level 11 of brotli takes some
// 10 s for a 4 MB wasm file: that is what the cache is for.
var Encodings = []Encoding{
	{"br", ".br", func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, brotli.BestCompression) }},
	{"gzip", ".gz", func(w io.Writer) io.WriteCloser {
		z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
		if err != nil {
			panic(err) // the level is a constant
		}
		return z
	}},
}

// A Cache keeps compressed files by the content they were made of, in the folder Dir.
type Cache struct{ Dir string }

// UserCache is the cache shared by all checkouts of this user; without a home folder, one below the
// system's folder for temporary files.
func UserCache() Cache {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return Cache{filepath.Join(dir, "interleave")}
}

// Compress returns the content in the encoding.
func (c Cache) Compress(e Encoding, content []byte) ([]byte, error) {
	sum := sha256.Sum256(content)
	file := filepath.Join(c.Dir, "compressed", hex.EncodeToString(sum[:])+e.Ending)
	if packed, err := os.ReadFile(file); err == nil {
		now := time.Now()
		return packed, os.Chtimes(file, now, now)
	}
	var b bytes.Buffer
	w := e.pack(&b)
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), c.keep(file, b.Bytes())
}

// Prune removes what no build has asked for in a month.
func (c Cache) Prune() error {
	files, err := filepath.Glob(filepath.Join(c.Dir, "compressed", "*"))
	if err != nil {
		return err
	}
	for _, file := range files {
		if info, err := os.Stat(file); err == nil && time.Since(info.ModTime()) > 30*24*time.Hour {
			if err := os.Remove(file); err != nil {
				return err
			}
		}
	}
	return nil
}

// keep writes by renaming: another process never sees half a file.
func (c Cache) keep(file string, content []byte) error {
	dir := filepath.Dir(file)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(content); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), file)
}

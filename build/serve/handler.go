package serve

import (
	"bytes"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"interleave/build/artifact"
)

// contentTypes are said here, so that they do not depend on the machine's own tables.
var contentTypes = map[string]string{
	".css":    "text/css; charset=utf-8",
	".html":   "text/html; charset=utf-8",
	".js":     "text/javascript; charset=utf-8",
	".json":   "application/json",
	".map":    "application/json",
	".ndjson": "application/x-ndjson",
	".png":    "image/png",
	".svg":    "image/svg+xml",
	".txt":    "text/plain; charset=utf-8",
	".wasm":   "application/wasm", // compileStreaming insists on it
	".woff2":  "font/woff2",

	".webmanifest": "application/manifest+json",
	".zip":         "application/zip",
}

// security is sent with every answer. Everything may be read and framed from anywhere: that is what an
// embed is for. Compiling wasm is allowed, eval is not; workers are made from blobs.
var security = map[string]string{
	"Access-Control-Allow-Origin":  "*",
	"Cross-Origin-Resource-Policy": "cross-origin",
	"Content-Security-Policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; " +
		"style-src 'self'; img-src 'self' data: blob:; base-uri 'none'; object-src 'none'; form-action 'none'; frame-ancestors *",
	"Referrer-Policy":        "no-referrer",
	"X-Content-Type-Options": "nosniff",
}

// ownStyle is the policy of the page that stands in for any other: it has its style in itself, since it cannot
// know its way to the site's, and nothing else.
const ownStyle = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors *"

const (
	forEver = "public, max-age=31536000, immutable" // for names that say their content
	ask     = "no-cache"                            // may be kept, but asked for again
)

// Handler serves the folder dir. It is opened for each request, since a build replaces it.
func Handler(dir string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		root, err := os.OpenRoot(dir)
		if err != nil {
			http.Error(w, "The site is being built. Try again in a moment.", http.StatusServiceUnavailable)
			return
		}
		defer root.Close()
		folder{root}.ServeHTTP(w, r)
	})
}

// A folder answers one request. Nothing leads out of its root: no .., no symbolic link.
type folder struct{ root *os.Root }

func (h folder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for key, value := range security {
		w.Header().Set(key, value)
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "This site can only be read.", http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	if name == "" {
		name = "."
	}
	info, err := h.root.Stat(name)
	switch {
	case err != nil, strings.ContainsAny(name, "\\\x00"), !info.IsDir() && strings.HasSuffix(r.URL.Path, "/"):
		h.missing(w, r)
	case info.IsDir() && !strings.HasSuffix(r.URL.Path, "/"):
		if _, err := h.root.Stat(path.Join(name, "index.html")); err != nil {
			h.missing(w, r)
			return
		}
		// Relative, so that it holds behind a proxy that serves this below a path of its own.
		to := path.Base(name) + "/"
		if r.URL.RawQuery != "" {
			to += "?" + r.URL.RawQuery
		}
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusMovedPermanently)
	case info.IsDir():
		h.file(w, r, path.Join(name, "index.html"))
	default:
		h.file(w, r, name)
	}
}

// oldCard is the address of a picture that is named after its content, as an article may have it from before the content changed.
var oldCard = regexp.MustCompile(`/cards/([\w-]+)\.[A-Z2-7]{8}\.png$`)

func (h folder) missing(w http.ResponseWriter, r *http.Request) {
	if m := oldCard.FindStringSubmatch(r.URL.Path); m != nil {
		if _, err := h.root.Stat("d/" + m[1] + "/card.png"); err == nil {
			w.Header().Set("Location", "../d/"+m[1]+"/card.png")
			w.Header().Set("Cache-Control", ask)
			w.WriteHeader(http.StatusFound)
			return
		}
	}
	text, err := fs.ReadFile(h.root.FS(), "404.html")
	if err != nil {
		text = []byte("There is no such page.\n")
	}
	w.Header().Set("Content-Type", contentTypes[".html"])
	w.Header().Set("Cache-Control", ask)
	w.Header().Set("Content-Security-Policy", ownStyle)
	w.WriteHeader(http.StatusNotFound)
	if r.Method != http.MethodHead {
		w.Write(text)
	}
}

// file serves a file, or its smallest twin that the browser takes.
func (h folder) file(w http.ResponseWriter, r *http.Request, name string) {
	head := w.Header()
	if kind := contentTypes[path.Ext(name)]; kind != "" {
		head.Set("Content-Type", kind)
	} else {
		head.Set("Content-Type", "application/octet-stream")
	}
	head.Set("Cache-Control", ask)
	if artifact.IsHashed(name) {
		head.Set("Cache-Control", forEver)
	}
	encoding, content, changed, err := h.read(name, r.Header.Get("Accept-Encoding"))
	if err != nil {
		h.missing(w, r)
		return
	}
	if artifact.Compressible(name) {
		head.Set("Vary", "Accept-Encoding")
	}
	if encoding != "" {
		head.Set("Content-Encoding", encoding)
		if r.Header.Get("Range") == "" { // ServeContent says it only of what is not encoded
			head.Set("Content-Length", strconv.Itoa(len(content)))
		}
	}
	head.Set("ETag", etag(content))
	http.ServeContent(w, r, name, changed, bytes.NewReader(content))
}

// read returns the content to send, compressed where the browser takes it.
func (h folder) read(name, accepts string) (encoding string, content []byte, changed time.Time, err error) {
	for _, e := range artifact.Encodings {
		if !artifact.Compressible(name) || !acceptsEncoding(accepts, e.Name) {
			continue
		}
		if content, changed, err = h.readFile(name + e.Ending); err == nil {
			return e.Name, content, changed, nil
		}
	}
	content, changed, err = h.readFile(name)
	return "", content, changed, err
}

func (h folder) readFile(name string) ([]byte, time.Time, error) {
	f, err := h.root.Open(name)
	if err != nil {
		return nil, time.Time{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, time.Time{}, err
	}
	content, err := io.ReadAll(f)
	return content, info.ModTime(), err
}

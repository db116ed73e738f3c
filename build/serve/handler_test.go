package serve

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// siteHandler serves a small site, and a secret beside it.
func siteHandler(t *testing.T) http.Handler {
	t.Helper()
	parent := t.TempDir()
	for name, text := range map[string]string{
		"secret":          "secret",
		"site/index.html": "start", "site/404.html": "no such page", "site/embed.js": "script", "site/embed.js.br": "brotli", "site/embed.js.gz": "gzip",
		"site/go.ABCD2345.wasm": "wasm", "site/go.ABCD2345.wasm.br": "small", "site/d/queue/index.html": "queue", "site/data/x.json": "{}",
		"site/traces/a=1.ABCD2345.ndjson": "{}\n", "site/odd.bin": "?",
		"site/cards/queue.ABCD2345.png": "picture", "site/d/queue/card.png": "picture",
	} {
		path := filepath.Join(parent, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("../secret", filepath.Join(parent, "site", "link.txt")); err != nil {
		t.Fatal(err)
	}
	return Handler(filepath.Join(parent, "site"))
}

func request(h http.Handler, method, target string, header ...string) (*http.Response, string) {
	r := httptest.NewRequest(method, "/", nil)
	r.URL.Path, r.URL.RawQuery, _ = strings.Cut(target, "?")
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	body, _ := io.ReadAll(w.Result().Body)
	return w.Result(), string(body)
}

func TestFilesAndTheirHeaders(t *testing.T) {
	h := siteHandler(t)
	for _, c := range []struct{ path, body, kind, cache string }{
		{"/", "start", "text/html; charset=utf-8", ask},
		{"/d/queue/", "queue", "text/html; charset=utf-8", ask},
		{"/embed.js", "script", "text/javascript; charset=utf-8", ask},
		{"/data/x.json", "{}", "application/json", ask},
		{"/go.ABCD2345.wasm", "wasm", "application/wasm", forEver},
		{"/traces/a=1.ABCD2345.ndjson", "{}\n", "application/x-ndjson", forEver},
		{"/odd.bin", "?", "application/octet-stream", ask},
	} {
		res, body := request(h, "GET", c.path)
		if res.StatusCode != 200 || body != c.body {
			t.Errorf("%s: %d %q", c.path, res.StatusCode, body)
		}
		for key, want := range map[string]string{
			"Content-Type": c.kind, "Cache-Control": c.cache, "Access-Control-Allow-Origin": "*",
			"Cross-Origin-Resource-Policy": "cross-origin", "X-Content-Type-Options": "nosniff", "Content-Encoding": "",
		} {
			if got := res.Header.Get(key); got != want {
				t.Errorf("%s: %s is %q, want %q", c.path, key, got, want)
			}
		}
		policy := res.Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "'wasm-unsafe-eval'") || strings.Contains(policy, "'unsafe-eval'") || strings.Contains(policy, "unsafe-inline") {
			t.Errorf("%s: the policy is %q", c.path, policy)
		}
	}
}

// A picture's name changes with what it shows; an article that has the old one must not lose it.
func TestOldPicturesLeadToTheNew(t *testing.T) {
	h := siteHandler(t)
	for target, want := range map[string]string{"/cards/queue.ZZZZ2345.png": "../d/queue/card.png", "/cards/nothing.ZZZZ2345.png": "", "/cards/queue.ABCD2345.png": "", "/cards/..%2f.ZZZZ2345.png": ""} {
		res, _ := request(h, "GET", target)
		if got := res.Header.Get("Location"); got != want || (want != "") != (res.StatusCode == http.StatusFound) {
			t.Errorf("%s: %d, to %q", target, res.StatusCode, got)
		}
	}
}

func TestCompressedTwins(t *testing.T) {
	h := siteHandler(t)
	for _, c := range []struct{ path, accept, encoding, body string }{
		{"/embed.js", "gzip, deflate, br, zstd", "br", "brotli"},
		{"/embed.js", "gzip", "gzip", "gzip"},
		{"/embed.js", "br;q=0, gzip;q=0.5", "gzip", "gzip"},
		{"/embed.js", "*", "br", "brotli"},
		{"/embed.js", "br;q=0, *", "gzip", "gzip"},
		{"/embed.js", "identity", "", "script"},
		{"/embed.js", "br;q=x", "", "script"},
		{"/go.ABCD2345.wasm", "gzip", "", "wasm"},
		{"/go.ABCD2345.wasm", "br", "br", "small"},
	} {
		res, body := request(h, "GET", c.path, "Accept-Encoding", c.accept)
		if body != c.body || res.Header.Get("Content-Encoding") != c.encoding || res.Header.Get("Vary") != "Accept-Encoding" || res.ContentLength != int64(len(body)) {
			t.Errorf("%s taking %q: %q as %q, varies by %q, %d bytes", c.path, c.accept, body, res.Header.Get("Content-Encoding"), res.Header.Get("Vary"), res.ContentLength)
		}
	}
}

func TestWhatIsNotThere(t *testing.T) {
	h := siteHandler(t)
	for _, path := range []string{"/nowhere", "/d/", "/d", "/data/", "/../secret", "/d/../../secret", "/link.txt", "/..\\secret", "/a\x00b", "//secret", "/embed.js/"} {
		res, body := request(h, "GET", path)
		if strings.Contains(body, "secret") {
			t.Errorf("%q leads out of the site", path)
		}
		if res.StatusCode != 404 || body != "no such page" {
			t.Errorf("%q: %d %q", path, res.StatusCode, body)
		}
		if policy := res.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "style-src 'unsafe-inline'") || !strings.Contains(policy, "default-src 'none'") {
			t.Errorf("%q: the page has its style in itself, and the policy is %q", path, policy)
		}
	}
}

func TestAFolderWithoutItsSlashLeadsToIt(t *testing.T) {
	res, _ := request(siteHandler(t), "GET", "/d/queue?buffer=3")
	if res.StatusCode != 301 || res.Header.Get("Location") != "queue/?buffer=3" {
		t.Errorf("%d to %q", res.StatusCode, res.Header.Get("Location"))
	}
}

func TestConditionalRequests(t *testing.T) {
	h := siteHandler(t)
	res, _ := request(h, "GET", "/embed.js", "Accept-Encoding", "br")
	tag := res.Header.Get("ETag")
	if res, body := request(h, "GET", "/embed.js", "Accept-Encoding", "br", "If-None-Match", tag); res.StatusCode != 304 || body != "" {
		t.Errorf("the same again: %d %q", res.StatusCode, body)
	}
	if res, _ := request(h, "GET", "/embed.js", "Accept-Encoding", "gzip", "If-None-Match", tag); res.StatusCode != 200 {
		t.Errorf("another coding: %d", res.StatusCode)
	}
}

func TestMethods(t *testing.T) {
	h := siteHandler(t)
	if res, body := request(h, "HEAD", "/embed.js"); res.StatusCode != 200 || body != "" || res.ContentLength != int64(len("script")) {
		t.Errorf("HEAD: %d %q, %d bytes", res.StatusCode, body, res.ContentLength)
	}
	if res, _ := request(h, "POST", "/embed.js"); res.StatusCode != 405 || res.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d", res.StatusCode)
	}
}

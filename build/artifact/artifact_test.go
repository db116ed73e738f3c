package artifact

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

func TestNameFollowsContent(t *testing.T) {
	a, b := Name("data/x.json", []byte("a")), Name("data/x.json", []byte("b"))
	if a == b || a != Name("data/x.json", []byte("a")) {
		t.Errorf("names %s and %s", a, b)
	}
	if !strings.HasPrefix(a, "data/x.") || filepath.Ext(a) != ".json" || !IsHashed(a) {
		t.Errorf("name %s", a)
	}
}

func TestIsHashed(t *testing.T) {
	for name, want := range map[string]bool{
		"element.ABCD2345.js": true, "a/b.ABCD2345.js.map": true, "traces/x=3.ABCD2345.ndjson": true,
		"embed.js": false, "index.html": false, "x.abcd2345.js": false, "x.ABCD234.js": false, "interleave.json": false,
	} {
		if IsHashed(name) != want {
			t.Errorf("IsHashed(%q) is %v", name, !want)
		}
	}
}

func TestCompressedContentComesBack(t *testing.T) {
	content := []byte(strings.Repeat("a producer, a queue, a consumer\n", 500))
	cache := Cache{t.TempDir()}
	for _, e := range Encodings {
		packed, err := cache.Compress(e, content)
		if err != nil {
			t.Fatal(err)
		}
		var r io.Reader = brotli.NewReader(bytes.NewReader(packed))
		if e.Name == "gzip" {
			if r, err = gzip.NewReader(bytes.NewReader(packed)); err != nil {
				t.Fatal(err)
			}
		}
		if back, err := io.ReadAll(r); err != nil || !bytes.Equal(back, content) {
			t.Errorf("%s: %d bytes came back, %v", e.Name, len(back), err)
		}
		if len(packed) > len(content)/10 {
			t.Errorf("%s: %d bytes became %d", e.Name, len(content), len(packed))
		}
	}
}

func TestTheCacheIsAsked(t *testing.T) {
	cache := Cache{t.TempDir()}
	if _, err := cache.Compress(Encodings[1], []byte("content")); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(cache.Dir, "compressed", "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("the cache holds %q, %v", files, err)
	}
	if err := os.WriteFile(files[0], []byte("kept"), 0o666); err != nil {
		t.Fatal(err)
	}
	if packed, err := cache.Compress(Encodings[1], []byte("content")); err != nil || string(packed) != "kept" {
		t.Errorf("got %q, %v", packed, err)
	}
}

func TestPruneRemovesWhatNobodyAsksFor(t *testing.T) {
	cache := Cache{t.TempDir()}
	if err := cache.Prune(); err != nil {
		t.Errorf("an empty cache: %v", err)
	}
	for _, content := range []string{"old", "used", "new"} {
		if _, err := cache.Compress(Encodings[1], []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob(filepath.Join(cache.Dir, "compressed", "*"))
	if err != nil {
		t.Fatal(err)
	}
	long := time.Now().AddDate(0, -2, 0)
	for _, file := range files {
		if err := os.Chtimes(file, long, long); err != nil {
			t.Fatal(err)
		}
	}
	for _, content := range []string{"used", "new"} {
		if _, err := cache.Compress(Encodings[1], []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := cache.Prune(); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(cache.Dir, "compressed", "*")); len(left) != 2 {
		t.Errorf("%d files are left, want the 2 that were asked for", len(left))
	}
}

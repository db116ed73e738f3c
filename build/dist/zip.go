package dist

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
)

// zipName is the file in the site that holds the site, to be opened without a server.
const zipName = "interleave.zip"

// zipScript holds all scripts, in the zip.
const zipScript = "interleave.js"

// zipped is the site as files that work when they are opened by a double click. Browsers forbid nearly everything there, but for
// classic scripts: so all scripts are one, and each file of data is a script that hands over its content (web/file/fetch.ts).
func (b *built) zipped() ([]byte, error) {
	files := map[string][]byte{zipScript: b.bundles.File}
	for name, content := range b.files {
		folder, _, _ := strings.Cut(name, "/")
		switch ext := path.Ext(name); {
		// Other sites read cards and oembed.json; frames and what is kept for later need a server.
		case slices.Contains([]string{"cards", "embed", "icons"}, folder), path.Base(name) == "oembed.json", path.Base(name) == "card.png", name == "404.html", name == "offline.html":
		case ext == ".html":
			files[name] = asFile(content, strings.Repeat("../", strings.Count(name, "/")))
		case ext == ".css", ext == ".png", ext == ".svg", ext == ".txt", ext == ".woff2", name == b.bundles.Early:
			files[name] = content
		case ext == ".json", ext == ".ndjson", ext == ".wasm":
			if folder == "data" {
				content = travels.ReplaceAll(content, []byte("${1}0"))
			}
			script, err := handing(name, content, b.packed)
			if err != nil {
				return nil, err
			}
			files[name+".js"] = script
		}
	}
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		// The same site gives the same zip; its format has no earlier date.
		w, err := z.CreateHeader(&zip.FileHeader{Name: "interleave/" + name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, err
		}
		if _, err := io.Copy(w, bytes.NewReader(files[name])); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return packed.Bytes(), err
}

// travels is how many bytes of a scenario's program go over a network; from a folder none do.
var travels = regexp.MustCompile(`("live":\{"wasm":"[^"]*","bytes":\d+,"compressed":)\d+`)

// handing is a script that hands over a file, as text, or compressed where it is none.
func handing(name string, content []byte, packed map[string][]byte) ([]byte, error) {
	handed := map[string]string{"text": string(content)}
	if path.Ext(name) == ".wasm" {
		gzipped, ok := packed[name+".gz"]
		if !ok {
			return nil, fmt.Errorf("%s has no compressed twin", name)
		}
		handed = map[string]string{"gzip": base64.StdEncoding.EncodeToString(gzipped), "type": "application/wasm"}
	}
	path, err := json.Marshal(name)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(handed)
	return fmt.Appendf(nil, "interleaveFile(%s, %s);\n", path, text), err
}

var (
	// A preload is of what the one script holds; a manifest cannot be read from a file; what is taken along need not be offered.
	notInFiles   = regexp.MustCompile(`<link rel="(modulepreload|manifest|apple-touch-icon)"[^>]*>\n?|<script type="module"[^>]*></script>\n?|` + linkToZip.String())
	linkToFolder = regexp.MustCompile(`(<a [^>]*href=")((?:[\w.-]+/)+)([?#"])`)
)

// asFile is a page as it must be where it is opened as a file; root is its way to the site's root.
func asFile(page []byte, root string) []byte {
	page = notInFiles.ReplaceAll(page, nil)
	page = linkToFolder.ReplaceAll(page, []byte("${1}${2}index.html${3}"))
	return bytes.Replace(page, []byte("</head>"), fmt.Appendf(nil, `<script defer src="%s%s"></script>`+"\n</head>", root, zipScript), 1)
}

package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"maps"
	"path"
	"slices"

	"interleave/build/artifact"
)

// notesPage is kept with every build: a presentation opens it, and no reader would come to it before.
const notesPage = "notes/"

// buildMark stands in pages and in interleave.json where the build's version will.
const buildMark = "@build@"

// buildInfo is what web/sw.ts is told of the build that it is of.
type buildInfo struct {
	Version string            `json:"version"`
	Fixed   map[string]string `json:"fixed"`
	Files   []string          `json:"files"`
}

// offline writes the service worker. It comes last: the version is a hash of all that is served, of which wasm and recordings are named after
// their content by others.
func (w *writer) offline() error {
	template, err := pages.ReadFile("pages/offline.html")
	if err != nil {
		return err
	}
	w.files["offline.html"] = template
	b := w.in.Bundles
	info := buildInfo{Files: []string{w.words}}
	for name := range b.Files {
		if artifact.IsHashed(name) && path.Ext(name) != ".map" {
			info.Files = append(info.Files, name)
		}
	}
	slices.Sort(info.Files)

	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(w.files)) {
		fmt.Fprintf(sum, "%s %d\n%s", name, len(w.files[name]), w.files[name])
	}
	fmt.Fprintf(sum, "%s\n%s", b.Files[b.Embed], b.ServiceWorker)
	info.Version = base32.StdEncoding.EncodeToString(sum.Sum(nil)[:10])
	for name, content := range w.files {
		if path.Ext(name) == ".html" || name == "interleave.json" {
			w.files[name] = bytes.ReplaceAll(content, []byte(buildMark), []byte(info.Version))
		}
	}

	info.Fixed = map[string]string{
		"": info.Version, "interleave.json": info.Version, "offline.html": info.Version, notesPage: info.Version, b.Embed: b.Element, "icon.svg": "", "manifest.webmanifest": "",
	}
	if _, ok := w.files["index.html"]; !ok { // there are no scenarios
		delete(info.Fixed, "")
	}
	text, err := marshal(info)
	if err != nil {
		return err
	}
	w.files["sw.js"] = slices.Concat([]byte("const build="), bytes.TrimSpace(text), []byte(";\n"), b.ServiceWorker)
	return nil
}

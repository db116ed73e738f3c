package dist

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"interleave/build/budgets"
	"interleave/build/bundle"
	"interleave/build/weave"
)

// packedAt is the date of every file in a package: the same site gives the same bytes. npm packs with this one too.
var packedAt = time.Date(1985, 10, 26, 8, 15, 0, 0, time.UTC)

// Pack writes the npm package into the folder o.Out, as `npm pack` would, and returns its path: the module with its types, and the whole site, so that
// whoever installs it can serve what it loads. It refuses what Build refuses.
func Pack(ctx context.Context, o Options) (string, error) {
	o = o.withDefaults()
	scenarios, err := scenariosOf(o.Demos)
	if err != nil {
		return "", err
	}
	if err := dropStale(scenarios); err != nil {
		return "", err
	}
	s, err := makeSite(ctx, o, scenarios)
	if err != nil {
		return "", err
	}
	lines, err := s.count()
	if err != nil {
		return "", err
	}
	if err := budgets.Check(lines); err != nil {
		return "", err
	}
	toolchain, err := weave.FindToolchain(ctx)
	if err != nil {
		return "", err
	}
	module, err := bundle.Npm(bundle.Sources{Web: filepath.Join(o.Root, "web"), Goroot: toolchain.Goroot})
	if err != nil {
		return "", err
	}
	files, err := s.npm(o.Root, module)
	if err != nil {
		return "", err
	}
	name, err := npmName(files["package.json"])
	if err != nil {
		return "", err
	}
	content, err := npmTar(files)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(o.Out, 0o777); err != nil {
		return "", err
	}
	path := filepath.Join(o.Out, name)
	fmt.Fprintf(o.Log, "%s: %d files, %.1f MB\n", path, len(files), float64(len(content))/1e6)
	return path, os.WriteFile(path, content, 0o666)
}

// linkToZip is the offer of the site as files, which whoever has the package has already.
var linkToZip = regexp.MustCompile(`<a [^>]*` + regexp.QuoteMeta(zipName) + `[^>]*>[^<]*</a>`)

// npm is what the package holds, by path in it. Of the site the compressed twins are left out: servers that have no use for them are many.
func (b *built) npm(root string, module *bundle.Module) (map[string][]byte, error) {
	files := map[string][]byte{"index.js": module.Script, "index.d.ts": module.Types}
	for name, from := range map[string]string{
		"package.json": "web/npm/package/package.json", "README.md": "web/npm/package/README.md", "react.d.ts": "web/npm/package/react.d.ts", "LICENSE": "LICENSE",
	} {
		text, err := os.ReadFile(filepath.Join(root, from))
		if err != nil {
			return nil, err
		}
		files[name] = text
	}
	for name, content := range b.files {
		if name == zipName {
			continue
		}
		if filepath.Ext(name) == ".html" {
			content = linkToZip.ReplaceAll(content, nil)
		}
		files["site/"+name] = content
	}
	return files, nil
}

// npmName is the file's name, as npm makes it of the package's.
func npmName(manifest []byte) (string, error) {
	var p struct{ Name, Version string }
	if err := json.Unmarshal(manifest, &p); err != nil {
		return "", fmt.Errorf("package.json: %w", err)
	}
	if p.Name == "" || p.Version == "" {
		return "", errors.New("package.json has no name, or no version")
	}
	return strings.NewReplacer("@", "", "/", "-").Replace(p.Name) + "-" + p.Version + ".tgz", nil
}

func npmTar(files map[string][]byte) ([]byte, error) {
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	t := tar.NewWriter(z)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		err := t.WriteHeader(&tar.Header{Name: "package/" + name, Mode: 0o644, Size: int64(len(files[name])), ModTime: packedAt, Format: tar.FormatUSTAR})
		if err != nil {
			return nil, err
		}
		if _, err := t.Write(files[name]); err != nil {
			return nil, err
		}
	}
	if err := t.Close(); err != nil {
		return nil, err
	}
	err = z.Close()
	return packed.Bytes(), err
}

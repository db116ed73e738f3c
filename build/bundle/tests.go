package bundle

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Tests bundles every *.test.ts below web/ into dir, for Node, and returns the files it wrote. A test is
// bundled as the page is, so that workers, styles and the toolchain's files are there too.
func Tests(s Sources, dir string) ([]string, error) {
	s, err := s.absolute()
	if err != nil {
		return nil, err
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, err
	}
	var tests []string
	err = filepath.WalkDir(s.Web, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && strings.HasSuffix(path, ".test.ts") {
			tests = append(tests, path)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if tests == nil {
		return nil, errors.New("there is no *.test.ts below " + s.Web)
	}
	options := s.options()
	options.EntryPoints = tests
	options.EntryNames = "[dir]/[name]"
	options.Outbase = s.Web
	options.Outdir = dir
	options.OutExtension = map[string]string{".js": ".mjs"}
	options.Platform = api.PlatformNode
	options.MinifySyntax, options.MinifyWhitespace, options.MinifyIdentifiers = false, false, false
	options.Write = true
	result := api.Build(options)
	if err := failures(result.Errors, result.Warnings); err != nil {
		return nil, err
	}
	var files []string
	for _, f := range result.OutputFiles {
		if filepath.Ext(f.Path) == ".mjs" {
			files = append(files, f.Path)
		}
	}
	return files, nil
}

package bundle

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// A Module is what the npm package has of its own: one script, and the types of all that it makes public.
type Module struct {
	Script, Types []byte
}

// Npm makes the package's module. Its script keeps its comments to other bundlers, so it is not minified.
func Npm(s Sources) (*Module, error) {
	s, err := s.absolute()
	if err != nil {
		return nil, err
	}
	options := s.options()
	options.EntryPoints = []string{filepath.Join(s.Web, "npm/index.ts")}
	options.MinifyWhitespace, options.MinifyIdentifiers = false, false
	options.Sourcemap = api.SourceMapNone
	result := api.Build(options)
	if err := failures(result.Errors, result.Warnings); err != nil {
		return nil, err
	}
	types, err := declarations(s)
	return &Module{result.OutputFiles[0].Contents, types}, err
}

var (
	typeImport = regexp.MustCompile(`(?m)^import type [^;]*;\n+`)
	exported   = regexp.MustCompile(`(?m)^export ((?:interface|type) \w)`)
)

// declarations are the files of types, as one: only what public.ts exports can be imported from it.
func declarations(s Sources) ([]byte, error) {
	read := func(name string) (string, error) {
		text, err := os.ReadFile(filepath.Join(s.Web, name))
		if err != nil {
			return "", err
		}
		left := api.Transform(string(text), api.TransformOptions{Loader: api.LoaderTS})
		if err := failures(left.Errors, left.Warnings); err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
		if strings.TrimSpace(string(left.Code)) != "" {
			return "", fmt.Errorf("web/%s must hold types alone, but there is code in it: %s", name, left.Code)
		}
		return typeImport.ReplaceAllString(string(text), ""), nil
	}
	records, err := read("records/records.ts")
	if err != nil {
		return nil, err
	}
	public, err := read("element/public.ts")
	records = exported.ReplaceAllString(records, "$1")
	return []byte(public + "\nexport declare const setBase: SetBase;\n\n" + records), err
}

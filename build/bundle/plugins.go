package bundle

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// workers makes `import source from "worker:./x.worker.ts"` the bundled worker's text. Workers are made
// from blobs, because a sandboxed frame may not make one from a URL.
func workers(s Sources) api.Plugin {
	return api.Plugin{Name: "worker", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: `^worker:`}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			file := strings.TrimPrefix(args.Path, "worker:")
			if !strings.HasPrefix(file, ".") {
				return api.OnResolveResult{}, fmt.Errorf("a worker is named by a relative path: worker:./%s", file)
			}
			// Source maps show the path, so it must not begin at this machine's root.
			rel, err := filepath.Rel(s.Web, filepath.Join(args.ResolveDir, file))
			return api.OnResolveResult{Path: filepath.ToSlash(rel), Namespace: "worker"}, err
		})
		build.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: "worker"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			result := s.worker(args.Path)
			if len(result.Errors)+len(result.Warnings) > 0 {
				return api.OnLoadResult{Errors: result.Errors, Warnings: result.Warnings}, nil
			}
			if len(result.OutputFiles) != 1 {
				return api.OnLoadResult{}, fmt.Errorf("%s became %d files; a worker is one", args.Path, len(result.OutputFiles))
			}
			text := string(result.OutputFiles[0].Contents)
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderText}, nil
		})
	}}
}

// worker bundles the worker at a path below web/.
func (s Sources) worker(file string) api.BuildResult {
	options := s.options()
	options.EntryPoints = []string{filepath.Join(s.Web, filepath.FromSlash(file))}
	options.Format = api.FormatIIFE
	options.Sourcemap = api.SourceMapNone
	return api.Build(options)
}

// Worker returns the script of the worker at a path below web/, for hosts that are no page.
func Worker(s Sources, file string) ([]byte, error) {
	s, err := s.absolute()
	if err != nil {
		return nil, err
	}
	result := s.worker(file)
	if err := failures(result.Errors, result.Warnings); err != nil {
		return nil, err
	}
	return result.OutputFiles[0].Contents, nil
}

// goroot makes `import "goroot:wasm_exec.js"` the file of that name in the toolchain's lib/wasm, so that it
// is always of the version that compiled the program.
func goroot(dir string) api.Plugin {
	return api.Plugin{Name: "goroot", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: `^goroot:`}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: strings.TrimPrefix(args.Path, "goroot:"), Namespace: "goroot"}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: "goroot"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			text, err := os.ReadFile(filepath.Join(dir, "lib", "wasm", path.Base(args.Path)))
			if err != nil {
				return api.OnLoadResult{}, err
			}
			contents := string(text)
			return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJS}, nil
		})
	}}
}

// inlineStyles makes `import css from "./x.inline.css"` the minified text, for a shadow root's style sheet.
func inlineStyles() api.Plugin {
	return api.Plugin{Name: "inline-styles", Setup: func(build api.PluginBuild) {
		build.OnLoad(api.OnLoadOptions{Filter: `\.inline\.css$`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			result := api.Build(api.BuildOptions{
				EntryPoints: []string{args.Path}, Bundle: true, LogLevel: api.LogLevelSilent,
				MinifySyntax: true, MinifyWhitespace: true, MinifyIdentifiers: true, Charset: api.CharsetUTF8,
			})
			if len(result.Errors)+len(result.Warnings) > 0 {
				return api.OnLoadResult{Errors: result.Errors, Warnings: result.Warnings}, nil
			}
			text := strings.TrimSpace(string(result.OutputFiles[0].Contents))
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderText}, nil
		})
	}}
}

// builtModules leads a dynamic import of an entry point that is built already to its URL.
func builtModules(outputs map[string]string) api.Plugin {
	return api.Plugin{Name: "built-modules", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: `^\.`}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			if args.Kind != api.ResolveJSDynamicImport {
				return api.OnResolveResult{}, nil
			}
			file := strings.TrimSuffix(strings.TrimSuffix(filepath.Join(args.ResolveDir, args.Path), ".ts"), ".js")
			for entry, output := range outputs {
				if strings.TrimSuffix(entry, ".ts") == file {
					return api.OnResolveResult{Path: "./" + output, External: true}, nil
				}
			}
			return api.OnResolveResult{}, nil
		})
	}}
}

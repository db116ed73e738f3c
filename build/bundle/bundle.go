// Package bundle makes the page's scripts and styles from web/ with esbuild.
//
// Two builds: the first makes what is named after its content and cached for ever (the element, the page,
// the chunks they share or load later); the second makes embed.js, whose name is fixed because articles
// carry it, with the first build's URL of the element in it. All files lie at the site's root, so that
// import.meta.url leads every module to it.
//
// A warning fails the build. Types are not checked here: `make check` runs tsc.
package bundle

import (
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Sources says where the code lies.
type Sources struct {
	// Web is the folder of the TypeScript and CSS.
	Web string
	// Goroot is the toolchain's, for goroot: imports.
	Goroot string
}

// Bundles is what was made. All paths are relative to the site's root.
type Bundles struct {
	Files map[string][]byte
	// Embed, Element, Page, Frame, Early, Embedding, Notes, Style, ClaimsStyle, EmbeddingStyle and NotesStyle are the entry points; Early runs before anything is
	// painted, Frame in frames alone.
	Embed, Element, Page, Frame, Early, Embedding, Notes, Style, ClaimsStyle, EmbeddingStyle, NotesStyle string
	// ServiceWorker is a script that lacks the build that it is of: build/site writes that.
	ServiceWorker []byte
	// File is the page's scripts in one classic script, for where the site is opened as a file.
	File []byte

	imports map[string][]imported
	parts   map[string]string // by source, of what is loaded on its own
}

type imported struct{ path, kind string }

const embedName = "embed.js"

// outDir is where the files would lie, from the folder around web/.
const outDir = "dist"

// Make bundles the site's scripts and styles.
func Make(s Sources) (*Bundles, error) {
	s, err := s.absolute()
	if err != nil {
		return nil, err
	}
	element, page, style := filepath.Join(s.Web, "element/element.ts"), filepath.Join(s.Web, "page/page.ts"), filepath.Join(s.Web, "page/page.css")
	early, frame, claims := filepath.Join(s.Web, "page/early.ts"), filepath.Join(s.Web, "page/frame.ts"), filepath.Join(s.Web, "page/claims.css")
	embedding, embeddingStyle := filepath.Join(s.Web, "page/embedding.ts"), filepath.Join(s.Web, "page/embedding.css")
	notes, notesStyle := filepath.Join(s.Web, "page/notes.ts"), filepath.Join(s.Web, "page/notes.css")
	b := &Bundles{Files: map[string][]byte{}, imports: map[string][]imported{}, parts: map[string]string{}}

	options := s.options()
	options.EntryPoints = []string{element, page, early, frame, embedding, notes, style, claims, embeddingStyle, notesStyle}
	options.EntryNames = "[name].[hash]"
	options.Splitting = true
	outputs, err := b.build(options)
	if err != nil {
		return nil, err
	}
	b.Element, b.Page, b.Early, b.Frame = outputs[element], outputs[page], outputs[early], outputs[frame]
	b.Embedding, b.Notes, b.NotesStyle = outputs[embedding], outputs[notes], outputs[notesStyle]
	b.Style, b.ClaimsStyle, b.EmbeddingStyle = outputs[style], outputs[claims], outputs[embeddingStyle]

	embed := filepath.Join(s.Web, "embed.ts")
	options = s.options()
	options.EntryPoints = []string{embed}
	options.EntryNames = strings.TrimSuffix(embedName, ".js")
	options.Plugins = append([]api.Plugin{builtModules(outputs)}, options.Plugins...)
	if outputs, err = b.build(options); err != nil {
		return nil, err
	}
	b.Embed = outputs[embed]
	worker := s.worker("sw.ts")
	if err := failures(worker.Errors, worker.Warnings); err != nil {
		return nil, err
	}
	b.ServiceWorker = worker.OutputFiles[0].Contents
	b.File, err = s.file()
	return b, err
}

// file bundles all scripts of the page as one that needs no server.
func (s Sources) file() ([]byte, error) {
	options := s.options()
	options.EntryPoints = []string{filepath.Join(s.Web, "file/file.ts")}
	options.Format = api.FormatIIFE
	options.Sourcemap = api.SourceMapNone
	options.Inject = []string{filepath.Join(s.Web, "file/fetch.ts")}
	options.Define = map[string]string{"import.meta.url": "address"}
	result := api.Build(options)
	if err := failures(result.Errors, result.Warnings); err != nil {
		return nil, err
	}
	for _, f := range result.OutputFiles {
		if path.Ext(f.Path) == ".js" {
			return f.Contents, nil
		}
	}
	return nil, errors.New("the script for files was not made")
}

// absolute is the same with an absolute path to web/, as what follows expects it.
func (s Sources) absolute() (Sources, error) {
	web, err := filepath.Abs(s.Web)
	s.Web = web
	return s, err
}

// options are those of every build. Paths in what it makes are relative to the folder around web/, so that the same
// sources give the same bytes wherever they lie.
func (s Sources) options() api.BuildOptions {
	root := filepath.Dir(s.Web)
	return api.BuildOptions{
		AbsWorkingDir:     root,
		Bundle:            true,
		Format:            api.FormatESModule,
		Target:            api.ES2022,
		Platform:          api.PlatformBrowser,
		ChunkNames:        "[name].[hash]",
		AssetNames:        "[name].[hash]",
		Outdir:            filepath.Join(root, outDir), // nothing is written
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsEndOfFile,
		Sourcemap:         api.SourceMapLinked,
		Metafile:          true,
		LogLevel:          api.LogLevelSilent, // messages are returned as errors
		Loader:            map[string]api.Loader{".svg": api.LoaderFile, ".woff2": api.LoaderFile},
		Plugins:           []api.Plugin{workers(s), goroot(s.Goroot), inlineStyles()},
	}
}

// build adds what esbuild made of the options, and returns the output of each entry point.
func (b *Bundles) build(options api.BuildOptions) (outputs map[string]string, err error) {
	result := api.Build(options)
	if err := failures(result.Errors, result.Warnings); err != nil {
		return nil, err
	}
	for _, f := range result.OutputFiles {
		name, err := filepath.Rel(options.Outdir, f.Path)
		if err != nil {
			return nil, err
		}
		b.Files[filepath.ToSlash(name)] = f.Contents
	}
	var meta struct {
		Outputs map[string]struct {
			EntryPoint string
			Imports    []struct {
				Path, Kind string
				External   bool
			}
		}
	}
	if err := json.Unmarshal([]byte(result.Metafile), &meta); err != nil {
		return nil, fmt.Errorf("esbuild's metafile: %w", err)
	}
	entries := map[string]string{} // as esbuild writes a path, to as we do
	for _, e := range options.EntryPoints {
		rel, err := filepath.Rel(options.AbsWorkingDir, e)
		if err != nil {
			return nil, err
		}
		entries[filepath.ToSlash(rel)] = e
	}
	outputs = map[string]string{}
	for file, out := range meta.Outputs {
		name := path.Base(file)
		if out.EntryPoint != "" {
			b.parts[out.EntryPoint] = name
		}
		if entry, ok := entries[out.EntryPoint]; ok {
			outputs[entry] = name
		}
		for _, i := range out.Imports {
			b.imports[name] = append(b.imports[name], imported{path.Base(i.Path), i.Kind})
		}
	}
	return outputs, nil
}

// failures makes one error of all messages, each with its place.
func failures(lists ...[]api.Message) error {
	var errs []error
	for _, list := range lists {
		for _, m := range list {
			text := m.Text
			if at := m.Location; at != nil {
				text = fmt.Sprintf("%s:%d:%d: %s", at.File, at.Line, at.Column+1, text)
			}
			for _, n := range m.Notes {
				text += "\n\t" + n.Text
			}
			if strings.HasPrefix(m.Text, "Could not resolve") {
				text += "\n\tIf it is a package of package.json: `npm ci` installs those."
			}
			errs = append(errs, errors.New(text))
		}
	}
	return errors.Join(errs...)
}

// Needs is every script and style that the given ones load before anything is asked for: they themselves
// and what they import statically, sorted.
func (b *Bundles) Needs(files ...string) []string { return b.reach(files, false, nil) }

// Unasked is every script and style that comes with the given ones at once or later, but for the given parts and what they alone need:
// those that only an act of the reader loads. They are paths of modules, as for Part.
func (b *Bundles) Unasked(files, asked []string) ([]string, error) {
	var without []string
	for _, a := range asked {
		part := b.Part(a)
		if part == "" {
			return nil, fmt.Errorf("%s is no module that is loaded on its own", a)
		}
		without = append(without, part)
	}
	return b.reach(files, true, without), nil
}

// Part is the file of a module that is loaded on its own, by its path from the folder around web/; "" where there is none.
func (b *Bundles) Part(source string) string { return b.parts[source] }

// Later is what the given files may load on demand, sorted, without what they need from the start.
func (b *Bundles) Later(files ...string) []string {
	first := b.Needs(files...)
	return slices.DeleteFunc(b.reach(files, true, nil), func(f string) bool { return slices.Contains(first, f) })
}

// reach follows imports, dynamic ones where it is told to, and never into the files without.
func (b *Bundles) reach(files []string, dynamic bool, without []string) []string {
	var reached []string
	for todo := slices.Clone(files); len(todo) > 0; todo = todo[1:] {
		file := todo[0]
		if _, made := b.Files[file]; !made || slices.Contains(reached, file) || slices.Contains(without, file) {
			continue
		}
		reached = append(reached, file)
		for _, i := range b.imports[file] {
			if dynamic || i.kind != "dynamic-import" {
				todo = append(todo, i.path)
			}
		}
	}
	slices.Sort(reached)
	return reached
}

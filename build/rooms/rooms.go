// Package rooms holds the repository to its rule that imports flow one way between its rooms.
//
// A room is a folder. The table below is ARCHITECTURE.md's, as data: what it does not allow is refused,
// a room that it does not name as well. Within a room, files import each other freely.
package rooms

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Module is the path of the Go module.
const Module = "interleave"

// A Room is a folder, or a file that stands alone.
type Room struct {
	Path string
	// May lists the rooms it imports from.
	May []string
	// OnlyStandard says that its Go imports nothing from elsewhere.
	OnlyStandard bool
}

// Rooms are all rooms that hold Go or TypeScript. The innermost folder counts.
var Rooms = []Room{
	{Path: "demos", OnlyStandard: true},
	{Path: "claims", OnlyStandard: true},
	{Path: "records", OnlyStandard: true},
	{Path: "wasm", May: []string{"records"}},
	{Path: "build", May: []string{"records", "wasm"}},

	{Path: "web/records"},
	{Path: "web/demo.ts", May: []string{"web/records"}},
	{Path: "web/schedule", May: []string{"web/records", "web/demo.ts"}},
	{Path: "web/stage", May: []string{"web/records", "web/demo.ts", "web/schedule"}},
	{Path: "web/run", May: []string{"web/records", "web/demo.ts"}},
	{Path: "web/element", May: []string{"web/records", "web/demo.ts", "web/schedule", "web/stage", "web/run"}},
	{Path: "web/shell.ts", May: []string{"web/element"}},
	{Path: "web/embed.ts", May: []string{"web/element", "web/shell.ts"}},
	{Path: "web/npm", May: []string{"web/element", "web/shell.ts"}},
	{Path: "web/page", May: []string{"web/records", "web/demo.ts", "web/schedule", "web/stage", "web/element", "web/sw.ts"}},
	{Path: "web/sw.ts"},
	{Path: "web/file", May: []string{"web/embed.ts", "web/page"}},
	{Path: "web/bench", May: []string{"web/records", "web/demo.ts", "web/schedule", "web/stage", "web/element"}},
	{Path: "web/modules.d.ts"},
	{Path: "web/journeys", May: []string{"build", "records"}},
}

// Breaches returns every import that the table does not allow, as file:line and a sentence.
func Breaches(root fs.FS) ([]string, error) { return breaches(root, Rooms) }

func breaches(root fs.FS, rooms []Room) ([]string, error) {
	var found []string
	err := fs.WalkDir(root, ".", func(file string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if name := e.Name(); name != "." && (strings.HasPrefix(name, ".") || slices.Contains([]string{"node_modules", "dist", "target", "testdata"}, name)) {
				return fs.SkipDir
			}
			return nil
		}
		read := map[string]func(string, []byte) ([]imported, error){".go": goImports, ".ts": tsImports}[path.Ext(file)]
		if read == nil {
			return nil
		}
		room, known := roomOf(rooms, file)
		if !known {
			found = append(found, file+":1: this file is in no room that the table names")
			return nil
		}
		text, err := fs.ReadFile(root, file)
		if err != nil {
			return err
		}
		imports, err := read(file, text)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		for _, i := range imports {
			if why := refused(rooms, room, i); why != "" {
				found = append(found, fmt.Sprintf("%s:%d: %s", file, i.line, why))
			}
		}
		return nil
	})
	return found, err
}

// An imported is one import. Path is relative to the root where it is the repository's own.
type imported struct {
	path     string
	line     int
	own      bool
	standard bool
}

func refused(rooms []Room, from Room, i imported) string {
	if !i.own {
		if from.OnlyStandard && !i.standard {
			return fmt.Sprintf("%s imports the standard library only, not %s", from.Path, i.path)
		}
		return ""
	}
	to, known := roomOf(rooms, i.path)
	switch {
	case !known:
		return fmt.Sprintf("%s is in no room that the table names", i.path)
	case to.Path != from.Path && !slices.Contains(from.May, to.Path):
		return fmt.Sprintf("%s may not import from %s", from.Path, to.Path)
	}
	return ""
}

func roomOf(rooms []Room, file string) (room Room, known bool) {
	for _, r := range rooms {
		inside := file == r.Path || file+".ts" == r.Path || strings.HasPrefix(file, r.Path+"/")
		if inside && len(r.Path) > len(room.Path) {
			room, known = r, true
		}
	}
	return room, known
}

func goImports(file string, text []byte) ([]imported, error) {
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, file, text, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var imports []imported
	for _, spec := range parsed.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		first, _, _ := strings.Cut(name, "/")
		i := imported{path: name, line: fset.Position(spec.Pos()).Line, standard: !strings.Contains(first, ".")}
		if rest, own := strings.CutPrefix(name, Module+"/"); own {
			i.path, i.own = rest, true
		}
		imports = append(imports, i)
	}
	return imports, nil
}

// tsImport finds static and dynamic imports, types included, and re-exports.
var tsImport = regexp.MustCompile(`(?m)(?:^|[^\w.])(?:from|import)\s*\(?\s*"([^"\n]+)"`)

func tsImports(file string, text []byte) ([]imported, error) {
	var imports []imported
	for _, m := range tsImport.FindAllSubmatchIndex(text, -1) {
		name := string(text[m[2]:m[3]])
		i := imported{path: name, line: 1 + strings.Count(string(text[:m[2]]), "\n")}
		if rest := strings.TrimPrefix(name, "worker:"); strings.HasPrefix(rest, ".") {
			i.path, i.own = path.Join(path.Dir(file), strings.TrimSuffix(rest, ".ts")), true
		}
		imports = append(imports, i)
	}
	return imports, nil
}

// Root is the repository, seen from a package of build/.
func Root() fs.FS { return os.DirFS("../..") }

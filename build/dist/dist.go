// Package dist builds the whole site into a folder of plain files, ready for any static host.
//
// The order: scenarios, then the programs' wasm and the bundles, then pages and data, then the budgets,
// then compression. The folder is replaced only when all of that went well.
package dist

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	"interleave/build/artifact"
	"interleave/build/budgets"
	"interleave/build/bundle"
	"interleave/build/claims"
	"interleave/build/scenario"
	"interleave/build/site"
	"interleave/build/weave"
)

// Options say where from and where to.
type Options struct {
	Root string // the repository
	// Demos are the folders of the scenarios; demos/ of the root where there are none.
	Demos []string
	Out   string // the folder that is written
	URL   string // the address under which the site will stand, for cards and oEmbed; "" where it is not known
	// Cache holds what need not be made again; the user's where its folder is "".
	Cache artifact.Cache
	// Log is told what was made; nobody where it is nil.
	Log io.Writer
}

func (o Options) withDefaults() Options {
	if o.Demos == nil {
		o.Demos = []string{filepath.Join(o.Root, "demos")}
	}
	if o.Cache.Dir == "" {
		o.Cache = artifact.UserCache()
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
	return o
}

// Build writes the site and prints its budgets to the log. A broken budget is an error, and so is a recording
// of a program that has changed since; nothing is replaced then.
func Build(ctx context.Context, o Options) error { return write(ctx, o, true) }

// Write writes the site while it is worked on: what Build refuses is said, but stops nobody.
func Write(ctx context.Context, o Options) error { return write(ctx, o, false) }

func write(ctx context.Context, o Options, strict bool) error {
	start := time.Now()
	o = o.withDefaults()
	if err := replaceable(o.Out); err != nil {
		return err
	}
	scenarios, err := scenariosOf(o.Demos)
	if err != nil {
		return err
	}
	if err := dropStale(scenarios); err != nil {
		if strict {
			return err
		}
		fmt.Fprintf(o.Log, "%v (they are left out)\n", err)
	}
	s, err := makeSite(ctx, o, scenarios)
	if err != nil {
		return err
	}
	lines, err := s.count()
	if err != nil {
		return err
	}
	budgets.Print(o.Log, lines)
	if err := budgets.Check(lines); err != nil {
		if strict {
			return err
		}
		fmt.Fprintln(o.Log, err)
	}
	if err := replace(o.Out, s.files, s.packed); err != nil {
		return err
	}
	if err := o.Cache.Prune(); err != nil {
		return err
	}
	fmt.Fprintf(o.Log, "%s: %d scenarios, %d files, %.1f s\n", o.Out, len(scenarios), len(s.files), time.Since(start).Seconds())
	return nil
}

// scenariosOf loads the scenarios of all folders; no two may share a name.
func scenariosOf(folders []string) ([]*scenario.Scenario, error) {
	var all []*scenario.Scenario
	dirs := map[string]string{}
	for _, folder := range folders {
		found, err := scenario.All(folder)
		if err != nil {
			return nil, err
		}
		for _, s := range found {
			if other, taken := dirs[s.Name]; taken {
				return nil, fmt.Errorf("%s: there is a scenario of this name already, in %s", s.Dir, other)
			}
			dirs[s.Name] = s.Dir
		}
		all = append(all, found...)
	}
	return all, nil
}

// dropStale takes out the recordings of programs, and compilers' messages about them, that have changed since, and returns what it took.
func dropStale(scenarios []*scenario.Scenario) error {
	var dropped []error
	for _, s := range scenarios {
		for _, p := range s.Programs {
			if p.Refused != nil && p.Refused.Stale {
				dropped = append(dropped, fmt.Errorf("%s/%s has changed since the compiler refused it, or was never given to it: `make record` does that", s.Dir, p.Files[0].Name))
				p.Refused.Message = ""
			}
		}
		all, changed := len(s.Recordings), ""
		s.Recordings = slices.DeleteFunc(s.Recordings, func(r scenario.Recording) bool {
			changed = cmp.Or(changed, r.Stale)
			return r.Stale != ""
		})
		if n := all - len(s.Recordings); n > 0 {
			dropped = append(dropped, fmt.Errorf("%s/%s has changed since %d recordings of it were made: make them again with `make record`", s.Dir, changed, n))
		}
	}
	return errors.Join(dropped...)
}

// A built site, not yet written.
type built struct {
	scenarios []*scenario.Scenario
	bundles   *bundle.Bundles
	programs  *programs
	site      *site.Site
	files     map[string][]byte // by path in the site
	packed    map[string][]byte // their compressed twins
}

func makeSite(ctx context.Context, o Options, scenarios []*scenario.Scenario) (*built, error) {
	toolchain, err := weave.FindToolchain(ctx)
	if err != nil {
		return nil, err
	}
	programs, err := compilePrograms(ctx, o.Cache, scenarios)
	if err != nil {
		return nil, err
	}
	bundles, err := bundle.Make(bundle.Sources{Web: filepath.Join(o.Root, "web"), Goroot: toolchain.Goroot})
	if err != nil {
		return nil, err
	}
	measured, err := claimsOf(o.Root)
	if err != nil {
		return nil, err
	}
	pages, err := site.Write(site.Input{Scenarios: scenarios, Bundles: bundles, Live: programs.live, Claims: measured, URL: o.URL})
	if err != nil {
		return nil, err
	}
	files := maps.Clone(pages.Files)
	maps.Copy(files, bundles.Files)
	maps.Copy(files, programs.files)
	if files["licences.txt"], err = licences(o.Root); err != nil {
		return nil, err
	}
	packed, err := pack(ctx, o.Cache, files)
	if err != nil {
		return nil, err
	}
	b := &built{scenarios, bundles, programs, pages, files, packed}
	b.files[zipName], err = b.zipped()
	return b, err
}

func claimsOf(root string) (c site.Claims, err error) {
	folder := filepath.Join(root, "claims")
	if c.All, err = claims.Load(folder); err != nil {
		return c, err
	}
	c.Results, err = claims.ReadResults(folder)
	return c, err
}

// pack makes the compressed twins, those left out that would not be smaller.
func pack(ctx context.Context, cache artifact.Cache, files map[string][]byte) (map[string][]byte, error) {
	type job struct {
		file string
		artifact.Encoding
	}
	var (
		jobs   = make(chan job)
		mu     sync.Mutex
		packed = map[string][]byte{}
		failed error
		group  sync.WaitGroup
	)
	for range runtime.NumCPU() {
		group.Go(func() {
			for j := range jobs {
				twin, err := cache.Compress(j.Encoding, files[j.file])
				mu.Lock()
				if err != nil && failed == nil {
					failed = fmt.Errorf("%s: %w", j.file, err)
				} else if len(twin) < len(files[j.file]) {
					packed[j.file+j.Ending] = twin
				}
				mu.Unlock()
			}
		})
	}
	for _, file := range slices.Sorted(maps.Keys(files)) {
		for _, e := range artifact.Encodings {
			if artifact.Compressible(file) && ctx.Err() == nil {
				jobs <- job{file, e}
			}
		}
	}
	close(jobs)
	group.Wait()
	if failed == nil {
		failed = ctx.Err()
	}
	return packed, failed
}

// replace puts a new folder in the place of the old one.
func replace(out string, files ...map[string][]byte) error {
	parent, base := filepath.Split(filepath.Clean(out))
	if parent == "" {
		parent = "."
	}
	fresh, err := os.MkdirTemp(parent, "."+base+"-new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh)
	if err := os.Chmod(fresh, 0o755); err != nil { // MkdirTemp's is for its owner alone
		return err
	}
	for _, some := range files {
		for name, content := range some {
			path := filepath.Join(fresh, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				return err
			}
			if err := os.WriteFile(path, content, 0o666); err != nil {
				return err
			}
		}
	}
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	return os.Rename(fresh, out)
}

// replaceable is an error where the folder holds something that is no site of ours: it would be deleted.
func replaceable(out string) error {
	there, err := os.ReadDir(out)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(there) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(out, "interleave.json")); err != nil {
		return fmt.Errorf("%s is not empty and holds no site: choose another folder, or empty it", out)
	}
	return nil
}

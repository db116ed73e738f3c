// Package browser finds a Chromium for the tests, and fetches one where the machine has none.
package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// Find returns the path of a Chromium: what CHROME names, else an installed one, else Debian's package
// (as root, or with sudo that asks nothing), else the one Playwright downloads through npx.
func Find(ctx context.Context) (string, error) { return finder{execute: execute}.find(ctx) }

// names are those under which Chromium and its kin are installed, in the order of preference.
var names = []string{"chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "headless-shell"}

// elsewhere are places that are not in PATH.
var elsewhere = []string{
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
	`C:\Program Files\Google\Chrome\Application\chrome.exe`,
}

// playwright is the version whose Chromium is fetched where nothing else helps.
const playwright = "playwright@1.65.1"

// A finder runs commands through execute, so that tests can answer in their place.
type finder struct {
	execute func(ctx context.Context, name string, args ...string) (output string, err error)
}

func (f finder) find(ctx context.Context) (string, error) {
	if named := os.Getenv("CHROME"); named != "" {
		path, err := exec.LookPath(named)
		if err != nil {
			return "", fmt.Errorf("CHROME names %s, which cannot be run: %w", named, err)
		}
		return path, nil
	}
	if path := installed(); path != "" {
		return path, nil
	}
	tried := []error{errors.New("no Chromium is installed")}
	for _, get := range []func(context.Context) (string, error){f.fromDebian, f.fromPlaywright} {
		path, err := get(ctx)
		if err == nil {
			return path, nil
		}
		tried = append(tried, err)
	}
	return "", fmt.Errorf("the tests need a Chromium: install one, or set CHROME to its path\n%w", errors.Join(tried...))
}

func installed() string {
	for _, name := range slices.Concat(names, elsewhere) {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func (f finder) fromDebian(ctx context.Context) (string, error) {
	if _, err := exec.LookPath("apt-get"); err != nil {
		return "", errors.New("there is no apt-get here")
	}
	var prefix []string
	if os.Geteuid() != 0 {
		prefix = []string{"sudo", "-n"}
	}
	for _, args := range [][]string{{"update", "-q"}, {"install", "-q", "-y", "--no-install-recommends", "chromium", "fonts-liberation", "fonts-dejavu-core"}} {
		command := slices.Concat(prefix, []string{"apt-get"}, args)
		if _, err := f.execute(ctx, command[0], command[1:]...); err != nil {
			return "", err
		}
	}
	if path := installed(); path != "" {
		return path, nil
	}
	return "", errors.New("apt-get installed chromium, but it is not in PATH")
}

func (f finder) fromPlaywright(ctx context.Context) (string, error) {
	if _, err := f.execute(ctx, "npx", "--yes", playwright, "install", "chromium"); err != nil {
		return "", err
	}
	folder := os.Getenv("PLAYWRIGHT_BROWSERS_PATH")
	if folder == "" {
		caches, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		folder = filepath.Join(caches, "ms-playwright")
	}
	for _, form := range []string{"chrome-linux*/chrome", "chrome-mac*/Chromium.app/Contents/MacOS/Chromium", "chrome-win*/chrome.exe"} {
		found, err := filepath.Glob(filepath.Join(folder, "chromium-*", form))
		if err == nil && len(found) > 0 {
			return slices.Max(found), nil
		}
	}
	return "", fmt.Errorf("npx %s installed a Chromium, but it is not below %s", playwright, folder)
}

// execute runs a command. Its output is in the error where it fails.
func execute(ctx context.Context, name string, args ...string) (string, error) {
	command := exec.CommandContext(ctx, name, args...)
	if runtime.GOOS == "linux" {
		command.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
	}
	output, err := command.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, output)
	}
	return string(output), nil
}

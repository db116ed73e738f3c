// Package tidy holds the repository to rules that no other tool knows: nothing in it says on which machine
// or from which registry it was made, and every dependency says what it is here for.
package tidy

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Tracked are the files that git knows or would add, relative to root.
func Tracked(root string) ([]string, error) {
	cmd := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("git ls-files: %w", err)
	}
	return strings.FieldsFunc(string(out), func(r rune) bool { return r == 0 }), nil
}

// local matches what only one machine or one network knows. The brackets keep it from matching itself.
var local = regexp.MustCompile(`(?i)(^|[^\w.$}])/(roo[t]|hom[e]/\w+|User[s]/\w+|wor[k])/\w` +
	`|[a-z]:\\User[s]\\` +
	`|registry\.npmj[s]|registry\.yarnpk[g]|proxy\.golan[g]|sum\.golan[g]|(index|static)\.crates\.i[o]` +
	`|https?://[\w.-]*(artifactor[y]|nexu[s]|mirro[r]|verdacci[o])[\w.-]*/`)

// Local returns every line of a text that names this machine or a registry's host.
func Local(file, text string) (found []string) {
	for i, line := range strings.Split(text, "\n") {
		if m := local.FindString(line); m != "" {
			found = append(found, fmt.Sprintf("%s:%d: %q belongs to one machine or network", file, i+1, strings.TrimSpace(m)))
		}
	}
	return found
}

var (
	goRequirement = regexp.MustCompile(`^\s*(?:require )?([\w.-]+\.[\w-]+/\S+) v\S+(.*)$`)
	cargoSection  = regexp.MustCompile(`^\[(.*)\]`)
	cargoPin      = regexp.MustCompile(`^([\w-]+)(?:\.workspace)?\s*=`)
	exactVersion  = regexp.MustCompile(`^\d+\.\d+\.\d+(-[\w.]+)?$`)
)

// GoPins returns the direct requirements of a go.mod without a reason beside them.
func GoPins(file, text string) (found []string) {
	for i, line := range strings.Split(text, "\n") {
		m := goRequirement.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		reason := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(m[2]), "//"))
		if reason == "" {
			found = append(found, fmt.Sprintf("%s:%d: %s has no reason beside it", file, i+1, m[1]))
		}
	}
	return found
}

// NodePins returns the dependencies of a package.json that are not exactly pinned, or have no reason
// under its key "//", the one place where JSON's readers leave room for words.
func NodePins(file, text string) (found []string, err error) {
	var p struct {
		Reasons         map[string]string `json:"//"`
		Dependencies    map[string]string
		DevDependencies map[string]string
	}
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	pins := maps.Clone(p.DevDependencies)
	if pins == nil {
		pins = map[string]string{}
	}
	maps.Copy(pins, p.Dependencies)
	for _, name := range slices.Sorted(maps.Keys(pins)) {
		if !exactVersion.MatchString(pins[name]) {
			found = append(found, fmt.Sprintf("%s: %s is not pinned exactly: %q", file, name, pins[name]))
		}
		if p.Reasons[name] == "" {
			found = append(found, fmt.Sprintf(`%s: %s has no reason under "//"`, file, name))
		}
	}
	return found, nil
}

// CargoPins returns the dependencies of a Cargo.toml without a reason, on their line or on the one above. Those
// of the same workspace, by path, need none.
func CargoPins(file, text string) (found []string) {
	section, above := "", ""
	for i, line := range strings.Split(text, "\n") {
		if m := cargoSection.FindStringSubmatch(line); m != nil {
			section = m[1]
		} else if m := cargoPin.FindStringSubmatch(line); m != nil && strings.HasSuffix(section, "dependencies") {
			if !strings.Contains(line, "#") && !strings.HasPrefix(above, "#") && !strings.Contains(line, "path =") && !strings.Contains(line, "workspace") {
				found = append(found, fmt.Sprintf("%s:%d: %s has no reason beside it", file, i+1, m[1]))
			}
		}
		above = strings.TrimSpace(line)
	}
	return found
}

// Breaches are all breaches of these rules in the repository.
func Breaches(root string) ([]string, error) {
	files, err := Tracked(root)
	if err != nil {
		return nil, err
	}
	var found []string
	for _, file := range files {
		path := filepath.Join(root, file)
		if info, err := os.Stat(path); err != nil || info.IsDir() { // deleted and not yet committed; a link to a folder
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		text := string(content)
		found = append(found, Local(file, text)...)
		switch filepath.Base(file) {
		case "go.mod":
			found = append(found, GoPins(file, text)...)
		case "package.json":
			pins, err := NodePins(file, text)
			if err != nil {
				return nil, err
			}
			found = append(found, pins...)
		case "Cargo.toml":
			found = append(found, CargoPins(file, text)...)
		}
	}
	return found, nil
}

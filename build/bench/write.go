package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"interleave/build/provenance"
)

// Parts are what can be measured: sections of README.md, and WEAK.md.
var Parts = []string{"recording", "stage", "weak"}

// Write measures the parts, all where none is named, and writes what came of them; what was measured of the others stays.
func Write(ctx context.Context, root string, parts []string, log io.Writer) error {
	for _, part := range parts {
		if !slices.Contains(Parts, part) {
			return fmt.Errorf("there is no bench %q: there are %s", part, strings.Join(Parts, ", "))
		}
	}
	if len(parts) == 0 {
		parts = Parts
	}
	dir := filepath.Join(root, "build", "bench")
	for _, part := range parts {
		if part == "weak" {
			if err := WriteWeak(ctx, root, 3, log); err != nil {
				return err
			}
			continue
		}
		var section string
		var err error
		if part == "recording" {
			section, err = recordingSection(ctx, Options{Dir: dir, Trips: 200_000, Rounds: 7, Log: log})
		} else {
			o := StageFull
			o.Root, o.Log = root, log
			section, err = stageSection(ctx, o)
		}
		if err != nil {
			return err
		}
		if err := replace(filepath.Join(dir, "README.md"), part, section); err != nil {
			return err
		}
	}
	return nil
}

func stageSection(ctx context.Context, o StageOptions) (string, error) {
	var speedscope struct{ Version string }
	text, err := os.ReadFile(filepath.Join(o.Root, "node_modules", "speedscope", "package.json"))
	if err != nil {
		return "", fmt.Errorf("speedscope is missing, `npm ci` fetches it: %w", err)
	}
	if err := json.Unmarshal(text, &speedscope); err != nil {
		return "", err
	}
	on := fmt.Sprintf("%s, %s, %s,", provenance.Machine(), provenance.Load(), time.Now().Format(time.DateOnly))
	s, err := MeasureStage(ctx, o)
	if err != nil {
		return "", err
	}
	return s.table(speedscope.Version, on), nil
}

// replace writes a section between its marks.
func replace(file, part, section string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	marks := regexp.MustCompile(`(?s)<!-- ` + part + ` -->\n.*?<!-- /` + part + ` -->`)
	if !marks.Match(text) {
		return errors.New(file + " has no section " + part)
	}
	section = "<!-- " + part + " -->\n" + section + "<!-- /" + part + " -->"
	return os.WriteFile(file, marks.ReplaceAllLiteral(text, []byte(section)), 0o644)
}

package record

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"interleave/build/weave"
)

// buildWith builds a program under the woven runtime into the file binary, with one file more in its main package and others wherever
// files says; the program's own folder is not touched. env are variables for the go command, scratch a folder for what is written.
func buildWith(ctx context.Context, tools weave.Toolchain, p *program, scratch, binary string, env []string, main string, files map[string]string) error {
	woven, err := weave.Write(tools.Goroot, filepath.Join(scratch, "weave"))
	if err != nil {
		return err
	}
	text, err := os.ReadFile(woven)
	if err != nil {
		return err
	}
	var overlay struct{ Replace map[string]string }
	if err := json.Unmarshal(text, &overlay); err != nil {
		return err
	}
	added := "zz_interleave_recorder.go"
	for there(filepath.Join(p.dir, added)) {
		added = "z" + added
	}
	add := func(path, content string) error {
		to := filepath.Join(scratch, "overlay"+strconv.Itoa(len(overlay.Replace))+filepath.Ext(path))
		overlay.Replace[path] = to
		return os.WriteFile(to, []byte(content), 0o644)
	}
	if err := add(filepath.Join(p.dir, added), main); err != nil {
		return err
	}
	for path, content := range files {
		if err := add(path, content); err != nil {
			return err
		}
	}
	if text, err = json.Marshal(overlay); err != nil {
		return err
	}
	file := filepath.Join(scratch, "overlay.json")
	if err := os.WriteFile(file, text, 0o644); err != nil {
		return err
	}
	args := slices.Concat([]string{"build", "-overlay", file, "-buildvcs=false", "-o", binary}, p.target)
	if p.target[0] != "." {
		args = append(args, added)
	}
	cmd := tools.Command(ctx, args...)
	cmd.Dir, cmd.Env = p.dir, append(cmd.Env, env...)
	if _, err := cmd.Output(); err != nil {
		return fmt.Errorf("the program cannot be built:\n%s", words(err))
	}
	return nil
}

func there(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// Package webtest runs the tests of web/ in Node's own test runner.
package webtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"

	"interleave/build/bundle"
)

// Run bundles the tests and runs them in the folder root, with the arguments added to Node's.
func Run(ctx context.Context, root string, s bundle.Sources, args []string, out io.Writer) error {
	node, err := exec.LookPath("node")
	if err != nil {
		return errors.New("the tests of web/ need Node 20 or later: https://nodejs.org")
	}
	dir, err := os.MkdirTemp("", "interleave-tests-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	files, err := bundle.Tests(s, dir)
	if err != nil {
		return err
	}
	command := exec.CommandContext(ctx, node, slices.Concat([]string{"--enable-source-maps", "--test", "--test-reporter=spec"}, args, files)...)
	command.Dir = root
	command.Stdout, command.Stderr = out, out
	if err := command.Run(); err != nil {
		return fmt.Errorf("the tests of web/: %w", err)
	}
	return nil
}

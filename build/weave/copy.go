package weave

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// copyOnce makes dst a copy of the tree src, unless it is there, and returns
// dst. The copy gets its name when it is whole: a copy that was cut short, or
// that another process makes meanwhile, is never seen.
func copyOnce(ctx context.Context, src, dst string) (string, error) {
	if _, err := os.Stat(dst); err == nil {
		return dst, nil
	}
	parent := filepath.Dir(dst)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return "", err
	}
	partial, err := os.MkdirTemp(parent, ".partial-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(partial)
	if err := copyTree(ctx, src, partial); err != nil {
		return "", err
	}
	if err := os.Rename(partial, dst); err != nil {
		if _, there := os.Stat(dst); there == nil {
			return dst, nil // another process was first
		}
		return "", err
	}
	return dst, nil
}

// copyTree copies files and folders; the copies can be written, and executed
// where the originals can.
func copyTree(ctx context.Context, src, dst string) error {
	return filepath.WalkDir(src, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		rel, err := filepath.Rel(src, path)
		if err != nil {
			return err
		}
		to := filepath.Join(dst, rel)
		switch {
		case d.IsDir():
			return os.MkdirAll(to, 0o755)
		case d.Type().IsRegular():
			return copyFile(path, to)
		}
		return fmt.Errorf("%s is neither a file nor a folder", path)
	})
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_EXCL, info.Mode().Perm()|0o644)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}

package claims

import (
	"context"
	"os"
	"path/filepath"
)

// sizes weighs the claim's program in both languages, as built by default and without what only debuggers need.
func (b *bench) sizes(ctx context.Context, c *Claim) ([]Row, error) {
	var rows []Row
	for _, kind := range []struct {
		setup string
		flags []string
		env   []string
	}{
		{"as built", nil, nil},
		{"stripped", []string{"-ldflags=-s -w"}, []string{"CARGO_PROFILE_RELEASE_STRIP=symbols"}},
	} {
		golang, err := b.goBuild(ctx, filepath.Join(b.root, "claims", c.Name), c.Name+"-size", kind.flags...)
		if err != nil {
			return nil, err
		}
		target := filepath.Join(b.dir, "size-"+kind.setup)
		if err := b.cargo(ctx, kind.env, "--package", "claims", "--bin", c.Name, "--target-dir", target); err != nil {
			return nil, err
		}
		row := Row{What: "the binary", Setup: kind.setup, Unit: "bytes"}
		for file, value := range map[string]*Value{golang: &row.Go, filepath.Join(target, "release", c.Name): &row.Rust} {
			info, err := os.Stat(file)
			if err != nil {
				return nil, err
			}
			*value = valueOf([]float64{float64(info.Size())})
		}
		rows = append(rows, row)
	}
	return rows, nil
}

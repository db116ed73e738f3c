package claims

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// A reading is one line that a measured program prints.
type reading struct {
	what, unit string
	value      float64
}

// programs runs both programs in every setup. The runs of one round follow each other, and every other round Rust comes first, so that what else the
// machine does weighs on both alike.
func (b *bench) programs(ctx context.Context, c *Claim) ([]Row, error) {
	golang, err := b.goBuild(ctx, filepath.Join(b.root, "claims", c.Name), c.Name)
	if err != nil {
		return nil, err
	}
	rust, err := b.rustBuild(ctx, c.Name)
	if err != nil {
		return nil, err
	}
	var rows []Row
	for _, setup := range c.Setups {
		var goRuns, rustRuns [][]reading
		for round := range b.rounds {
			order := []string{golang, rust}
			if round%2 == 1 {
				order = []string{rust, golang}
			}
			for _, program := range order {
				readings, err := run(ctx, program, setup.Args)
				if err != nil {
					return nil, err
				}
				if program == golang {
					goRuns = append(goRuns, readings)
				} else {
					rustRuns = append(rustRuns, readings)
				}
			}
		}
		some, err := rowsOf(setup.Label, goRuns, rustRuns)
		if err != nil {
			return nil, err
		}
		rows = append(rows, some...)
	}
	return rows, nil
}

func run(ctx context.Context, program string, args []string) ([]reading, error) {
	out, err := exec.CommandContext(ctx, program, args...).Output()
	if err != nil {
		if exit, ok := err.(*exec.ExitError); ok {
			return nil, fmt.Errorf("%s: %w\n%s", filepath.Base(program), err, exit.Stderr)
		}
		return nil, err
	}
	return parseReadings(string(out))
}

func parseReadings(out string) ([]reading, error) {
	var all []reading
	for line := range strings.Lines(out) {
		parts := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(parts) != 3 {
			return nil, fmt.Errorf("%q is no line of what, number and unit", line)
		}
		value, err := strconv.ParseFloat(parts[1], 64)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", line, err)
		}
		all = append(all, reading{parts[0], parts[2], value})
	}
	return all, nil
}

// rowsOf puts the runs of both programs, which must have printed the same quantities, side by side.
func rowsOf(setup string, golang, rust [][]reading) ([]Row, error) {
	var rows []Row
	for i, first := range golang[0] {
		row := Row{What: first.what, Setup: setup, Unit: first.unit}
		for _, side := range []struct {
			runs  [][]reading
			value *Value
		}{{golang, &row.Go}, {rust, &row.Rust}} {
			var values []float64
			for _, r := range side.runs {
				if len(r) != len(golang[0]) || r[i].what != first.what || r[i].unit != first.unit {
					return nil, fmt.Errorf("the programs print other quantities: %v and %v", golang[0], r)
				}
				values = append(values, r[i].value)
			}
			*side.value = valueOf(values)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

package budgets

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

const two = `[{"name":"loader","set":"loader","encoding":"gzip","limitBytes":10},{"name":"scenario","set":"scenario","encoding":"br","limitBytes":100}]`

var sets = []Set{{Name: "loader", Files: []string{"embed.js"}}, {Name: "scenario", Of: "a", Files: []string{"a.json", "a.wasm"}}, {Name: "scenario", Of: "b", Files: []string{"b.json"}}}

func sizes(m map[string]int) func(string, string) (int, error) {
	return func(file, encoding string) (int, error) {
		n, ok := m[file+" "+encoding]
		if !ok {
			return 0, errors.New("no " + file + " in " + encoding)
		}
		return n, nil
	}
}

func TestKeptBudgets(t *testing.T) {
	lines, err := count([]byte(two), sets, sizes(map[string]int{"embed.js gzip": 10, "a.json br": 40, "a.wasm br": 60, "b.json br": 7}))
	if err != nil {
		t.Fatal(err)
	}
	if err := Check(lines); err != nil {
		t.Error(err)
	}
	var table bytes.Buffer
	Print(&table, lines)
	for _, want := range []string{"loader", "scenario (a)", "scenario (b)", "93"} {
		if !strings.Contains(table.String(), want) {
			t.Errorf("the table lacks %q:\n%s", want, table.String())
		}
	}
}

func TestABrokenBudgetNamesItsFiles(t *testing.T) {
	lines, err := count([]byte(two), sets, sizes(map[string]int{"embed.js gzip": 10, "a.json br": 40, "a.wasm br": 61, "b.json br": 7}))
	if err != nil {
		t.Fatal(err)
	}
	err = Check(lines)
	if want := `the budget "scenario" is broken by 1 bytes: a.wasm 61, a.json 40`; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func TestABudgetOfNothingIsAnError(t *testing.T) {
	if _, err := count([]byte(two), sets[1:], sizes(map[string]int{})); err == nil || !strings.Contains(err.Error(), `there is no set "loader"`) {
		t.Errorf("error %v", err)
	}
}

func TestTheDataIsRead(t *testing.T) {
	all := []Set{{Name: "loader"}, {Name: "viewer"}, {Name: "playground"}, {Name: "first run"}, {Name: "scenario"}}
	lines, err := Count(all, sizes(nil))
	if err != nil || len(lines) != len(all) {
		t.Errorf("%d lines, %v", len(lines), err)
	}
}

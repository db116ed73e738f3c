package tidy

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Whatever is compiled into the page's wasm must be named in NOTICE, which the site carries as its licences.
func TestNoticeNamesWhatIsShipped(t *testing.T) {
	notice, err := os.ReadFile("../../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", "./wasm/...")
	cmd.Dir = "../.."
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	modules := strings.Fields(string(out))
	if len(modules) == 0 {
		t.Fatal("nothing is compiled into the page")
	}
	for _, m := range modules {
		if !strings.Contains(string(notice), m) {
			t.Errorf("%s is compiled into the page, but NOTICE does not name it", m)
		}
	}
}

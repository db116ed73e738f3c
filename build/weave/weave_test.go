package weave

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestWriteNamesOnlyFilesThatExist(t *testing.T) {
	overlay, err := Write(runtime.GOROOT(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(overlay)
	if err != nil {
		t.Fatal(err)
	}
	var content struct{ Replace map[string]string }
	if err := json.Unmarshal(text, &content); err != nil {
		t.Fatal(err)
	}
	for std, ours := range content.Replace {
		if _, err := os.Stat(ours); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(filepath.Dir(std)); err != nil {
			t.Error(err)
		}
	}
}

package browser

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// executable writes a file that can be run, into a folder of its own.
func executable(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCHROMEIsTakenFirst(t *testing.T) {
	mine := executable(t, "mine")
	t.Setenv("CHROME", mine)
	t.Setenv("PATH", filepath.Dir(executable(t, "chromium")))
	if path, err := Find(t.Context()); err != nil || path != mine {
		t.Errorf("found %q, %v", path, err)
	}
}

func TestAWrongCHROMEIsNotPassedOver(t *testing.T) {
	t.Setenv("CHROME", filepath.Join(t.TempDir(), "nothing"))
	if _, err := Find(t.Context()); err == nil || !strings.Contains(err.Error(), "CHROME names") {
		t.Errorf("error %v", err)
	}
}

func TestAnInstalledOneIsTaken(t *testing.T) {
	there := executable(t, "google-chrome")
	t.Setenv("CHROME", "")
	t.Setenv("PATH", filepath.Dir(there))
	if path, err := Find(t.Context()); err != nil || path != there {
		t.Errorf("found %q, %v", path, err)
	}
}

func TestDebiansPackageIsInstalled(t *testing.T) {
	bin := filepath.Dir(executable(t, "apt-get"))
	t.Setenv("CHROME", "")
	t.Setenv("PATH", bin)
	var ran []string
	f := finder{func(_ context.Context, name string, args ...string) (string, error) {
		ran = append(ran, strings.Join(append([]string{name}, args...), " "))
		if strings.Contains(ran[len(ran)-1], "install") {
			return "", os.WriteFile(filepath.Join(bin, "chromium"), []byte("#!/bin/sh\n"), 0o777)
		}
		return "", nil
	}}
	path, err := f.find(t.Context())
	if err != nil || path != filepath.Join(bin, "chromium") {
		t.Errorf("found %q, %v, after %q", path, err, ran)
	}
}

func TestEveryFailureIsSaid(t *testing.T) {
	t.Setenv("CHROME", "")
	t.Setenv("PATH", filepath.Dir(executable(t, "apt-get")))
	f := finder{func(_ context.Context, name string, args ...string) (string, error) {
		return "", errors.New(name + " has no network")
	}}
	_, err := f.find(t.Context())
	for _, want := range []string{"set CHROME", "no Chromium is installed", "npx has no network"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error lacks %q: %v", want, err)
		}
	}
}

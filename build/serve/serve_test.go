package serve

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestRunTakesAnotherPortAndEnds(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte("start"), 0o666); err != nil {
		t.Fatal(err)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()

	ctx, cancel := context.WithCancel(context.Background())
	log, logged := io.Pipe()
	ended := make(chan error)
	go func() { ended <- Run(ctx, dir, taken.Addr().String(), false, logged) }()

	var said bytes.Buffer
	address := regexp.MustCompile(`http://\S+/`)
	for buf := make([]byte, 256); !address.Match(said.Bytes()); {
		n, err := log.Read(buf)
		if err != nil {
			t.Fatal(err)
		}
		said.Write(buf[:n])
	}
	if !strings.Contains(said.String(), "is taken") {
		t.Errorf("it says %q", said.String())
	}
	res, err := http.Get(string(address.Find(said.Bytes())))
	if err != nil {
		t.Fatal(err)
	}
	if body, _ := io.ReadAll(res.Body); string(body) != "start" {
		t.Errorf("it serves %q", body)
	}
	res.Body.Close()
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("it ended with %v", err)
	}
}

func TestNothingToServe(t *testing.T) {
	err := Run(t.Context(), filepath.Join(t.TempDir(), "dist"), "127.0.0.1:0", false, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "make dist") {
		t.Errorf("error %v", err)
	}
}

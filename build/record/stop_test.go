package record

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// A reader who stops the recording has what was recorded.
func TestStopped(t *testing.T) {
	n, err := BuildNative(t.Context(), programs+"endless")
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var out bytes.Buffer
	// It prints when it has begun to loop: only then it is stopped.
	end, err := n.Record(ctx, Options{Printed: writerFunc(stop)}, &out)
	if err != nil || end.How != "stopped" || end.Status() != StatusOther {
		t.Fatalf("%+v %v", end, err)
	}
	mustBeValid(t, out.String())
	if !strings.Contains(out.String(), `"how":"stopped"`) {
		t.Error(out.String())
	}
}

// writerFunc is called by what is written.
type writerFunc func()

func (f writerFunc) Write(p []byte) (int, error) {
	f()
	return len(p), nil
}

package rooms

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestImportsHereFlowOneWay(t *testing.T) {
	found, err := Breaches(Root())
	if err != nil {
		t.Fatal(err)
	}
	for _, breach := range found {
		t.Error(breach)
	}
}

func TestBreaches(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"Go to the left", "build/x/x.go", "package x\n\nimport \"interleave/wasm/decode\"\n", ""},
		{"Go to the right", "records/x.go", "package x\n\nimport \"interleave/build/site\"\n", "records/x.go:3: records may not import from build"},
		{"the standard library", "demos/a/main.go", "package main\n\nimport \"net/http\"\n", ""},
		{"a library in a demo", "demos/a/main.go", "package main\n\nimport \"golang.org/x/sync\"\n", "demos/a/main.go:3: demos imports the standard library only"},
		{"TypeScript to the left", "web/stage/a.ts", "import { x } from \"../schedule/b\";\n", ""},
		{"TypeScript to the right", "web/schedule/a.ts", "\nimport { x } from \"../stage/b\";\n", "web/schedule/a.ts:2: web/schedule may not import from web/stage"},
		{"a type", "web/schedule/a.ts", "import type { X } from \"../stage/b\";\n", "may not import from web/stage"},
		{"a re-export", "web/schedule/a.ts", "export * from \"../stage/b\";\n", "may not import from web/stage"},
		{"on several lines", "web/schedule/a.ts", "import {\n  x,\n} from \"../stage/b\";\n", "web/schedule/a.ts:3:"},
		{"on demand", "web/schedule/a.ts", "const x = await import(\"../stage/b\");\n", "may not import from web/stage"},
		{"a worker", "web/schedule/a.ts", "import s from \"worker:../run/b.worker.ts\";\n", "may not import from web/run"},
		{"the same room", "web/run/a.ts", "import s from \"worker:./b.worker.ts\";\nimport \"goroot:wasm_exec.js\";\n", ""},
		{"a file that is a room", "web/schedule/a.ts", "import type { D } from \"../demo\";\n", ""},
		{"a method named from", "web/records/a.ts", "const s = x.from(\"../stage/b\");\n", ""},
		{"no room at all", "other/x.go", "package x\n", "other/x.go:1: this file is in no room"},
		{"to no room at all", "build/x.go", "package x\n\nimport \"interleave/other\"\n", "other is in no room"},
	} {
		t.Run(c.name, func(t *testing.T) {
			found, err := Breaches(fstest.MapFS{c.file: {Data: []byte(c.text)}})
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Join(found, "\n")
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("found %q, want %q", got, c.want)
			}
		})
	}
}

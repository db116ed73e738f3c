import assert from "node:assert/strict";
import { test } from "node:test";
import { findMarkers } from "./marks";
import { parsed } from "./testing/small";

const run = parsed(`
{"e":"spawn","t":0,"u":1,"name":"main"}
{"e":"run","t":0,"u":1,"w":0}
{"e":"new","t":1,"u":1,"r":1,"kind":"channel","name":"queue","cap":1,"at":"main.go:10"}
{"e":"spawn","t":2,"u":2,"by":1,"name":"helper","at":"util/main.go:12"}
{"e":"op","t":3,"u":1,"r":1,"op":"send","v":"1","len":1,"ok":true,"at":"main.go:14"}
{"e":"wait","t":4,"u":1,"r":1,"op":"send","v":"2","at":"main.go:14"}
{"e":"stop","t":4,"u":1,"w":0,"why":"wait"}
{"e":"run","t":5,"u":2,"w":0}
{"e":"op","t":6,"u":2,"r":1,"op":"close","ok":true,"at":"main.go:20"}
{"e":"op","t":7,"u":2,"r":1,"op":"receive","len":0,"ok":false,"why":"closed","at":"main.go:22"}`);

function stepOf(line: number, of = "", file = "main.go"): number | undefined {
  return findMarkers(run, [{ name: "here", file, line, of }])[0]?.step;
}

test("a mark is at the first event of its line", () => {
  assert.equal(run.steps.lead[stepOf(10)!], 2);
  assert.equal(run.steps.lead[stepOf(14)!], 4);
});

test("a mark may ask for a kind, an operation or a reason", () => {
  assert.equal(run.steps.lead[stepOf(14, "wait")!], 5);
  assert.equal(run.steps.lead[stepOf(14, "send")!], 4);
  assert.equal(run.steps.lead[stepOf(22, "closed")!], 9);
  assert.equal(stepOf(14, "receive"), undefined, "not at this line, though at another");
});

test("a line without events stands for the nearest after it that has any", () => {
  assert.equal(stepOf(11), stepOf(14));
  assert.equal(stepOf(15), stepOf(20));
  assert.equal(stepOf(15, "closed"), undefined, "the nearest line counts, whatever the mark asks for");
  assert.equal(stepOf(23), undefined);
});

test("files are told apart", () => {
  assert.equal(run.steps.lead[stepOf(12, "", "util/main.go")!], 3);
  assert.equal(stepOf(1, "", "main.rs"), undefined);
});

test("markers keep the order and the names of the marks", () => {
  const marks = [
    { name: "late", file: "main.go", line: 22, of: "" },
    { name: "lost", file: "main.go", line: 99, of: "" },
    { name: "early", file: "main.go", line: 10, of: "" },
  ];
  assert.deepEqual(
    findMarkers(run, marks).map(({ name }) => name),
    ["late", "early"],
  );
});

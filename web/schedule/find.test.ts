import assert from "node:assert/strict";
import { test } from "node:test";
import type { Matcher } from "../demo";
import { findEvent, stepOfEvent } from "./find";
import { parsed } from "./testing/small";

const run = parsed(`
{"e":"spawn","t":0,"u":1,"name":"main"}
{"e":"run","t":0,"u":1,"w":0}
{"e":"new","t":1,"u":1,"r":1,"kind":"channel","name":"jobs","cap":1,"at":"main.go:10"}
{"e":"new","t":1,"u":1,"r":2,"kind":"channel","name":"jobs","cap":1,"at":"main.go:11"}
{"e":"spawn","t":2,"u":2,"by":1,"name":"worker","at":"main.go:12"}
{"e":"spawn","t":2,"u":3,"by":1,"name":"worker","at":"main.go:12"}
{"e":"op","t":3,"u":1,"r":1,"op":"send","v":"1","len":1,"ok":true,"at":"main.go:14"}
{"e":"op","t":4,"u":1,"r":2,"op":"send","v":"2","len":1,"ok":true,"at":"main.go:14"}
{"e":"wait","t":5,"u":1,"op":"select","cases":[{"op":"send","r":2},{"op":"receive"}],"at":"main.go:16"}
{"e":"stop","t":5,"u":1,"w":0,"why":"wait"}
{"e":"run","t":6,"u":3,"w":0}
{"e":"op","t":7,"u":3,"r":1,"op":"receive","v":"1","len":0,"ok":true,"at":"main.go:20"}
{"e":"op","t":8,"u":3,"r":1,"op":"receive","len":0,"ok":false,"why":"closed","at":"main.go:20"}
{"e":"end","t":9,"u":3,"how":"returned"}`);

const marks = [
  { name: "sent", file: "main.go", line: 13, of: "send" },
  { name: "drained", file: "main.go", line: 20, of: "closed" },
  { name: "nowhere", file: "main.go", line: 99, of: "" },
];

const found = (matcher: Matcher) => findEvent(run, matcher, marks);

test("the first record of which everything holds", () => {
  assert.equal(found({ op: "send" }), 6);
  assert.equal(found({ op: "send", v: "2" }), 7);
  assert.equal(found({ e: "op", op: "receive", ok: false, why: "closed" }), 12);
  assert.equal(found({ op: "receive", len: 1 }), -1);
  assert.equal(found({ e: "end", how: "returned" }), 13);
});

test("the nth counts from 1, and beyond the last there is none", () => {
  assert.equal(found({ op: "send", nth: 1 }), 6);
  assert.equal(found({ op: "send", nth: 2 }), 7);
  assert.equal(found({ op: "send", nth: 3 }), -1);
});

test("units by the page's name or the recorded one", () => {
  assert.equal(found({ unit: "worker", e: "spawn" }), 4);
  assert.equal(found({ unit: "worker 2", e: "spawn" }), 5);
  assert.equal(found({ by: "main", e: "spawn" }), 4);
  assert.equal(found({ unit: "worker 9" }), -1);
});

test("resources by the page's name or the recorded one, also as a case of a select", () => {
  assert.equal(found({ resource: "jobs", op: "send" }), 6);
  assert.equal(found({ resource: "jobs 2", op: "send" }), 7);
  assert.equal(found({ resource: "jobs 2", e: "wait" }), 8);
  assert.equal(found({ resource: "jobs 1", e: "wait" }), -1);
});

test("a kind is the record's, else its resource's", () => {
  assert.equal(found({ kind: "channel" }), 2);
  assert.equal(found({ kind: "channel", op: "receive" }), 11);
  assert.equal(found({ kind: "mutex" }), -1);
});

test("a mark is its line or the nearest after it; its brackets hold unless the matcher says more", () => {
  assert.equal(found({ mark: "sent" }), 6);
  assert.equal(found({ mark: "drained" }), 12);
  assert.equal(found({ mark: "drained", op: "receive" }), 11);
  assert.equal(found({ mark: "nowhere" }), -1);
  assert.equal(found({ mark: "unknown" }), -1);
});

test("each event is in the step that ends after it and not before", () => {
  run.recording.events.forEach((_, event) => {
    const step = stepOfEvent(run, event);
    assert.ok(run.steps.position[step] > event && (step === 0 || run.steps.position[step - 1] <= event), `event ${event} in step ${step}`);
  });
});

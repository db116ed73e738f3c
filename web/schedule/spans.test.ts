import assert from "node:assert/strict";
import { test } from "node:test";
import { rangesOf } from "./ranges";
import { stretchesOf } from "./shares";
import { parsed } from "./testing/small";

const range = (t: number, name: string, is: string, w?: number) => JSON.stringify({ e: "range", t, name, is, w });

test("spans of the runtime pair by name, lie within each other, and last to the end where they have none", () => {
  const schedule = parsed([range(1, "mark", "begin", 0), range(2, "stop", "begin", 1), range(3, "stop", "end", 1), range(4, "mark", "end", 2), range(5, "mark", "begin"), range(6, "stray", "end")].join("\n"));
  assert.deepEqual(rangesOf(schedule), [
    { name: "mark", from: 1, to: 4, depth: 0 },
    { name: "stop", from: 2, to: 3, depth: 1 },
    { name: "mark", from: 5, to: 7, depth: 0 },
  ]);
});

test("readers of a lock are counted as long as they are as many", () => {
  const op = (u: number, name: string) => `{"e":"op","t":1,"u":${u},"r":1,"op":"${name}","ok":true}`;
  const begin = [1, 2].map((u) => `{"e":"spawn","t":0,"u":${u},"name":"u${u}"}`);
  const ops = [op(1, "rlock"), op(2, "rlock"), op(1, "runlock"), op(2, "runlock"), op(1, "lock"), op(1, "unlock"), op(2, "rlock")];
  const schedule = parsed([...begin, `{"e":"new","t":0,"r":1,"kind":"rwmutex","name":"mu"}`, ...ops].join("\n"));
  assert.deepEqual(stretchesOf(schedule).stretches, [
    { resource: 0, from: 4, to: 5, readers: 1, unit: 0 },
    { resource: 0, from: 5, to: 6, readers: 2, unit: -1 },
    { resource: 0, from: 6, to: 7, readers: 1, unit: 1 },
    { resource: 0, from: 10, to: 11, readers: 1, unit: 1 },
  ]);
});

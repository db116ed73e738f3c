import assert from "node:assert/strict";
import { test } from "node:test";
import { amount } from "./columns";
import { Telling } from "./telling";
import { schedule } from "./testing/small";
import { sentence } from "./words";
import type { Event } from "../records/records";

/** A run in which main sends twice into a channel with so much room, and receives once. */
const roomy = (cap: number) =>
  schedule(
    { e: "spawn", u: 1, name: "main" },
    { e: "run", u: 1, w: 0 },
    { e: "new", u: 1, r: 1, kind: "channel", name: "jobs", cap },
    ...[1, 2].map((len): Omit<Event, "t"> => ({ e: "op", u: 1, r: 1, op: "send", v: `${len}`, len, ok: true })),
    { e: "op", u: 1, r: 1, op: "receive", v: "1", len: 1, ok: true },
    { e: "end", u: 1, how: "returned" },
    { e: "stop", u: 1, w: 0, why: "end" },
    { e: "exit", how: "returned" },
  );

function told(cap: number): string {
  const run = roomy(cap);
  return Array.from({ length: run.steps.count }, (_, step) => sentence(run, step).map(({ text }) => text).join("")).join("\n");
}

test("a capacity that nobody counts is said in words, and no queue is full of it", () => {
  for (const cap of [2 ** 31 - 1, 2 ** 53 - 1]) {
    const words = told(cap);
    assert.equal(new Telling(roomy(cap), 2, 3).capacity, " with room for billions");
    assert.match(words, /main sent 2 to jobs, which holds 2\./);
    assert.doesNotMatch(words, /\d{5}|full/);
  }
  assert.equal(new Telling(roomy(1e9), 2, 3).capacity, " with room for 1000000000");
  assert.match(told(2), /main sent 2 to jobs: 2\/2, full\./);
});

test("a length beyond what the columns hold is not said as a number", () => {
  const run = schedule(
    { e: "spawn", u: 1, name: "main" },
    { e: "run", u: 1, w: 0 },
    { e: "new", u: 1, r: 1, kind: "semaphore", name: "gate", cap: 2 ** 53 - 1, len: 2 ** 53 - 1 },
    { e: "op", u: 1, r: 1, op: "acquire", v: "1", len: 2 ** 53 - 1, ok: true },
    { e: "end", u: 1, how: "returned" },
    { e: "stop", u: 1, w: 0, why: "end" },
    { e: "exit", how: "returned" },
  );
  const [gate] = run.moment(run.time.length - 1).resources;
  assert.equal(amount(gate.len), "billions");
  assert.equal(amount(12), "12");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event } from "../records/records";
import { deriveSchedule } from "./derive";
import { randomRecording } from "./testing/random";
import { schedule } from "./testing/small";

/** Each step as the kinds of its events, the lead in capitals. */
function stepsOf(...events: Omit<Event, "t">[]): string[] {
  const { steps, recording } = schedule(...events);
  const told: string[] = [];
  for (let s = 1; s < steps.count; s++) {
    const words = recording.events.slice(steps.position[s - 1], steps.position[s]).map((event, i) => {
      const word = event.op ?? event.why ?? event.e;
      return steps.position[s - 1] + i === steps.lead[s] ? word.toUpperCase() : word;
    });
    told.push(words.join(" "));
  }
  return told;
}

const main: Omit<Event, "t">[] = [
  { e: "spawn", u: 1, name: "main" },
  { e: "spawn", u: 2, by: 1, name: "other" },
  { e: "run", u: 1, w: 0 },
];

function after(...events: Omit<Event, "t">[]): string[] {
  return stepsOf(...main, ...events).slice(main.length);
}

test("steps cover all events, one after the other, each led by one of its own", () => {
  for (let seed = 0; seed < 30; seed++) {
    const { steps, recording } = deriveSchedule(randomRecording(seed));
    for (let s = 1; s < steps.count; s++) {
      assert.ok(steps.position[s] > steps.position[s - 1]);
      assert.ok(steps.lead[s] >= steps.position[s - 1] && steps.lead[s] < steps.position[s]);
      assert.ok(steps.time[s] >= steps.time[s - 1]);
    }
    assert.equal(steps.position[steps.count - 1], recording.events.length);
  }
});

test("a wait and the stop after it are one step", () => {
  assert.deepEqual(after({ e: "wait", u: 1, r: 1, op: "receive" }, { e: "stop", u: 1, why: "wait" }), ["RECEIVE wait"]);
});

test("a stop that alone says what its unit waits for is a step", () => {
  assert.deepEqual(after({ e: "stop", u: 1, why: "wait", op: "network" }), ["NETWORK"]);
});

test("giving way is a step, whoever decides it", () => {
  assert.deepEqual(after({ e: "stop", u: 1, why: "yield" }, { e: "run", u: 1 }, { e: "stop", u: 1, why: "preempt" }), ["YIELD", "RUN", "PREEMPT"]);
});

test("what a unit does for another one belongs to its own operation", () => {
  const handedOver: Omit<Event, "t">[] = [
    { e: "op", u: 1, r: 1, op: "send", ok: true },
    { e: "op", u: 2, by: 1, r: 1, op: "receive", ok: true },
    { e: "wake", u: 2, by: 1, why: "wake" },
    { e: "out", u: 1, v: "sent" },
  ];
  assert.deepEqual(after(...handedOver), ["SEND receive wake out"]);
});

test("a receive from a blocked sender starts with the sender's send", () => {
  const steps = after(
    { e: "op", u: 1, r: 2, op: "close", ok: true },
    { e: "op", u: 2, by: 1, r: 1, op: "send", ok: true },
    { e: "op", u: 1, r: 1, op: "receive", ok: true },
    { e: "wake", u: 2, by: 1 },
  );
  assert.deepEqual(steps, ["CLOSE", "send RECEIVE wake"]);
});

test("a freed slot that a blocked sender fills belongs to the receive", () => {
  const steps = after(
    { e: "op", u: 1, r: 1, op: "receive", ok: true },
    { e: "op", u: 2, by: 1, r: 1, op: "send", ok: true },
    { e: "op", u: 1, r: 1, op: "receive", ok: true },
  );
  assert.deepEqual(steps, ["RECEIVE send", "RECEIVE"]);
});

test("a select belongs to the operation that it chose", () => {
  assert.deepEqual(after({ e: "op", u: 1, r: 1, op: "receive", ok: true }, { e: "op", u: 1, op: "select", choice: 0, ok: true }), ["RECEIVE select"]);
  assert.deepEqual(after({ e: "op", u: 1, op: "select", choice: -1, ok: true }), ["SELECT"]);
});

test("a select that others completed says why its unit runs again", () => {
  assert.deepEqual(stepsOf({ e: "spawn", u: 1 }, { e: "run", u: 1 }, { e: "op", u: 1, op: "select", choice: 0, ok: true }), ["SPAWN", "RUN select"]);
});

test("a condition's wait gives its lock back in the same step", () => {
  const steps = after({ e: "wait", u: 1, r: 2, op: "wait" }, { e: "op", u: 1, r: 1, op: "unlock", ok: true }, { e: "stop", u: 1, why: "wait" });
  assert.deepEqual(steps, ["WAIT unlock wait"]);
});

test("branches that begin to wait together are one step", () => {
  const steps = after(
    { e: "wait", u: 1, r: 1, op: "receive" },
    { e: "new", u: 1, r: 2, kind: "timer", at: "a:1" },
    { e: "wait", u: 1, r: 2, op: "sleep", at: "a:1" },
    { e: "stop", u: 1, why: "wait" },
  );
  assert.deepEqual(steps, ["RECEIVE new sleep wait"]);
});

test("what is born with its first use is no step; what is made is one", () => {
  assert.deepEqual(after({ e: "new", u: 1, r: 1, kind: "mutex", at: "a:1" }, { e: "op", u: 1, r: 1, op: "lock", ok: true, at: "a:1" }), ["new LOCK"]);
  assert.deepEqual(after({ e: "new", u: 1, r: 1, kind: "mutex", at: "a:1" }, { e: "op", u: 1, r: 1, op: "lock", ok: true, at: "a:2" }), ["NEW", "LOCK"]);
  assert.deepEqual(after({ e: "new", u: 1, r: 1, kind: "join handle", of: 3 }, { e: "spawn", u: 3, by: 1 }), ["new SPAWN"]);
  assert.deepEqual(after({ e: "spawn", u: 3, by: 1 }, { e: "new", u: 1, r: 1, kind: "join handle", of: 3 }), ["SPAWN new"]);
  assert.deepEqual(after({ e: "new", u: 1, r: 1, kind: "join handle", of: 2, at: "a:1" }, { e: "wait", u: 1, r: 1, op: "join", at: "a:2" }), ["new JOIN"]);
});

test("a unit that runs again because its wait is over does so in one step", () => {
  assert.deepEqual(stepsOf({ e: "spawn", u: 1 }, { e: "run", u: 1 }, { e: "op", u: 1, op: "sleep", ok: true }, { e: "out", u: 1, v: "" }), ["SPAWN", "RUN sleep out"]);
  assert.deepEqual(stepsOf({ e: "spawn", u: 1 }, { e: "run", u: 1 }, { e: "op", u: 1, r: 1, op: "receive", ok: true }), ["SPAWN", "RUN", "RECEIVE"]);
});

test("a worker falls idle with the last act before, and is busy with the first one after", () => {
  const steps = after({ e: "wait", u: 1, op: "sleep" }, { e: "stop", u: 1, why: "wait" }, { e: "idle", w: 0 }, { e: "busy", w: 0 }, { e: "wake", u: 1, why: "timer" });
  assert.deepEqual(steps, ["SLEEP wait idle", "busy TIMER"]);
});

test("what comes before any act belongs to the first", () => {
  assert.deepEqual(stepsOf({ e: "busy", w: 0 }, { e: "range", name: "GC", is: "begin" }, { e: "spawn", u: 1 }), ["busy range SPAWN"]);
  assert.deepEqual(stepsOf({ e: "busy", w: 0 }, { e: "idle", w: 0 }), ["BUSY idle"]);
});

test("on several workers, what another unit does is not taken for a consequence", () => {
  const steps = after({ e: "op", u: 1, r: 1, op: "send", ok: true }, { e: "op", u: 2, r: 2, op: "lock", ok: true }, { e: "wake", u: 3, by: 1, why: "wake" });
  assert.deepEqual(steps, ["SEND", "LOCK", "WAKE"]);
});

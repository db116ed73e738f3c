import assert from "node:assert/strict";
import { test } from "node:test";
import { lastAt } from "./columns";
import { linksAt, nextStepOf, otherEnd, wakeAt } from "./follow";
import { LinkKind, State } from "./schedule";
import { spentBy } from "./spent";
import { randomRecording } from "./testing/random";
import { parsed } from "./testing/small";
import { deriveSchedule } from "./derive";
import { visitsOf } from "./visits";

const needs = { lastAt, LinkKind, State };

/** main (0) starts a worker (1), which waits to receive from q; main sends and so wakes it. */
const text = `
{"e":"spawn","t":0,"u":1,"name":"main"}
{"e":"run","t":1,"u":1,"w":0}
{"e":"new","t":2,"u":1,"r":1,"kind":"channel","name":"q","cap":0,"at":"m.go:2"}
{"e":"spawn","t":3,"u":2,"by":1,"name":"worker","at":"m.go:3"}
{"e":"wait","t":4,"u":1,"op":"sleep","until":20,"at":"m.go:4"}
{"e":"stop","t":4,"u":1,"w":0,"why":"wait"}
{"e":"run","t":5,"u":2,"w":0}
{"e":"wait","t":6,"u":2,"r":1,"op":"receive","at":"m.go:9"}
{"e":"stop","t":6,"u":2,"w":0,"why":"wait"}
{"e":"wake","t":20,"u":1,"why":"timer"}
{"e":"run","t":21,"u":1,"w":0}
{"e":"op","t":21,"u":1,"op":"sleep","ok":true,"at":"m.go:4"}
{"e":"op","t":22,"u":1,"r":1,"op":"send","v":"7","ok":true,"at":"m.go:5"}
{"e":"op","t":22,"u":2,"by":1,"r":1,"op":"receive","v":"7","ok":true,"at":"m.go:9"}
{"e":"wake","t":22,"u":2,"by":1,"at":"m.go:5"}
{"e":"end","t":23,"u":1,"how":"returned"}
{"e":"stop","t":23,"u":1,"w":0,"why":"end"}
{"e":"run","t":24,"u":2,"w":0}
{"e":"end","t":25,"u":2,"how":"returned"}
{"e":"stop","t":25,"u":2,"w":0,"why":"end"}
{"e":"exit","t":26,"how":"returned"}`;

function stepOf(run: ReturnType<typeof parsed>, event: number): number {
  return lastAt(run.steps.position, 0, run.steps.count, event) + 1;
}

test("a unit that waits leads to the one that will wake it, and the wake leads back", () => {
  const run = parsed(text);
  const waits = stepOf(run, 7);
  const [link] = linksAt(needs, run, 1, waits);
  assert.equal(run.links.kind[link], LinkKind.wake);
  const waker = otherEnd(run, link, 1);
  assert.equal(waker.unit, 0);
  assert.ok(waker.position > run.steps.position[waits]);
  assert.deepEqual(otherEnd(run, link, 0), { unit: 1, position: run.links.to[link] });
  assert.equal(wakeAt(needs, run, 1, run.links.to[link]), link);
});

test("a unit that only a timer wakes leads to nobody by its wake", () => {
  const run = parsed(text);
  const links = linksAt(needs, run, 0, stepOf(run, 7));
  assert.ok(links.every((link) => run.links.kind[link] !== LinkKind.wake), "no link stands for the timer");
});

test("a line's operations are counted once each, also where they had to wait", () => {
  const run = parsed(text);
  assert.deepEqual([...visitsOf(run, "m.go:9").operations], [["receive", 1]]);
  assert.deepEqual([...visitsOf(run, "m.go:4").operations], [["sleep", 1]]);
  assert.deepEqual([...visitsOf(run, "m.go:3").operations], [["spawn", 1]]);
  assert.equal(visitsOf(run, "m.go:5").steps.length, 1);
  assert.equal(visitsOf(run, "m.go:77").steps.length, 0);
});

test("the next step of a unit is one in which it acts or changes its state, both ways", () => {
  const run = parsed(text);
  const forward: number[] = [];
  for (let s = nextStepOf(run, [1], 0, 1); s > 0; s = nextStepOf(run, [1], s, 1)) forward.push(s);
  const back: number[] = [];
  for (let s = nextStepOf(run, [1], run.steps.count, -1); s > 0; s = nextStepOf(run, [1], s, -1)) back.unshift(s);
  assert.ok(forward.length >= 4);
  assert.deepEqual(forward, back);
});

test("of any recording: every link of a unit has that unit at one end, and the times of its states fill the run", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const run = deriveSchedule(randomRecording(seed));
    for (const { index } of run.units) {
      for (let s = 0; s < run.steps.count; s++) {
        for (const link of linksAt(needs, run, index, s)) {
          assert.ok(run.links.fromUnit[link] === index || run.links.toUnit[link] === index);
          const end = otherEnd(run, link, index);
          assert.ok(end.position >= 1 && end.position <= run.time.length);
        }
      }
      const { ns } = spentBy(run, run.time, index, run.time.length);
      const all = ns.reduce((sum, n) => sum + n, 0);
      assert.ok(Math.abs(all - (run.time[run.time.length - 1] - run.time[0])) < 1e-6, `unit ${index} of seed ${seed}: ${all}`);
    }
  }
});

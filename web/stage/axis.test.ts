import assert from "node:assert/strict";
import { test } from "node:test";
import { makeScore } from "../schedule/score";
import { schedule, timed } from "../schedule/testing/small";
import { timeWords } from "../schedule/time";
import { Axis } from "./axis";
import { clockWords } from "./clock";
import { textPx } from "./scene";
import { timeAxis } from "./timeaxis";

const short = () =>
  schedule(
    { e: "spawn", u: 1, name: "main" },
    { e: "run", u: 1, w: 0 },
    { e: "new", u: 1, r: 1, kind: "channel", name: "c", cap: 1 },
    { e: "op", u: 1, r: 1, op: "send", v: "1", len: 1, ok: true },
    { e: "end", u: 1, how: "returned" },
    { e: "stop", u: 1, w: 0, why: "end" },
    { e: "exit", how: "returned" },
  );

const sleeper = () =>
  timed(
    {},
    { e: "spawn", t: 0, u: 1, name: "main" },
    { e: "run", t: 0, u: 1, w: 0 },
    { e: "wait", t: 0, u: 1, op: "sleep", until: 1e6 },
    { e: "stop", t: 0, u: 1, w: 0, why: "wait" },
    { e: "wake", t: 1e6, u: 1, why: "timer" },
    { e: "run", t: 1e6, u: 1, w: 0 },
    { e: "end", t: 1e6, u: 1, how: "returned" },
    { e: "stop", t: 1e6, u: 1, w: 0, why: "end" },
    { e: "exit", t: 1e6, how: "returned" },
  );

test("places never go back, and all lie on the axis", () => {
  for (const one of [short(), sleeper()]) {
    for (const time of [null, timeAxis({ clockWords, textPx, timeWords })]) {
      const axis = new Axis(makeScore([one]), [one], time);
      const { place } = axis.tracks[0];
      for (let p = 1; p < place.length; p++) assert.ok(place[p] >= place[p - 1], `${time ? "time" : "steps"}: position ${p} stands before ${p - 1}`);
      assert.equal(place.at(-1), axis.length);
    }
  }
});

test("each column is nearest to its own effect", () => {
  const one = sleeper();
  const score = makeScore([one]);
  const axis = new Axis(score, [one]);
  for (let c = 0; c < score.columns; c++) assert.equal(axis.columnAt(axis.effect(c)), c);
  assert.equal(axis.columnAt(-100), 0);
  assert.equal(axis.columnAt(1e9), score.columns - 1);
});

test("between two instants lies a gap, and none where no time passes", () => {
  const [still, slept] = [short(), sleeper()];
  assert.equal(new Axis(makeScore([still]), [still]).gaps.length, 0);
  const axis = new Axis(makeScore([slept]), [slept]);
  assert.equal(axis.gaps.length, 2);
  assert.ok(axis.gaps[1] > axis.gaps[0]);
});

test("on the axis of time, an instant takes none of it", () => {
  const one = sleeper();
  const score = makeScore([one]);
  const axis = new Axis(score, [one], timeAxis({ clockWords, textPx, timeWords }));
  const [first, second] = score.measures;
  assert.equal(axis.start[second.first - 1], axis.start[first.first]);
  assert.ok(axis.start[second.first] > axis.start[first.first]);
});

test("two sources share the columns of their instants", () => {
  const [a, b] = [short(), sleeper()];
  const axis = new Axis(makeScore([a, b]), [a, b]);
  assert.equal(axis.tracks[0].place[2], axis.tracks[1].place[2]);
});

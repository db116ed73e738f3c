import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event, Header } from "../records/records";
import { deriveSchedule } from "./derive";
import type { Schedule, Score } from "./schedule";
import { makeScore, sharedMarkers } from "./score";
import { randomRecording } from "./testing/random";
import { timed } from "./testing/small";

const ms = 1_000_000;

/** One unit that works `steps[i]` steps in instant i and sleeps a millisecond in between; the clock creeps by `creepNs` with each event. */
function sleeper(changes: Partial<Header>, creepNs: number, ...steps: number[]): Schedule {
  let t = 0;
  const events: Event[] = [];
  const add = (event: Omit<Event, "t">) => events.push({ ...event, t: (t += creepNs) });
  add({ e: "spawn", u: 1, name: "main" });
  for (const [instant, count] of steps.entries()) {
    for (let i = 0; i < count; i++) add({ e: "op", u: 1, op: "do", ok: true });
    if (instant === steps.length - 1) break;
    add({ e: "wait", u: 1, op: "sleep", until: t + ms });
    add({ e: "stop", u: 1, why: "wait" });
    t = t - 2 * creepNs + ms;
    add({ e: "wake", u: 1, why: "timer" });
    add({ e: "run", u: 1 });
    add({ e: "op", u: 1, op: "sleep", ok: true });
  }
  return timed(changes, ...events);
}

function withRun({ recording }: Schedule): Schedule {
  const [spawn, ...rest] = recording.events;
  return deriveSchedule({ header: recording.header, events: [spawn, { e: "run", t: spawn.t, u: 1 }, ...rest] });
}

/** What every score keeps, whatever it is made of. */
function assertWhole(score: Score, schedules: Schedule[]) {
  assert.equal(score.measures.reduce((sum, { count }) => sum + count, 0), score.columns);
  for (const [m, { first, count, time }] of score.measures.entries()) {
    for (let c = first; c < first + count; c++) assert.equal(score.measureOf[c], m);
    if (m > 0) assert.ok(time >= score.measures[m - 1].time);
  }
  for (const [i, { steps }] of schedules.entries()) {
    assert.equal(score.stepAt[i].length, score.columns);
    const seen: number[] = [];
    for (let c = 0; c < score.columns; c++) {
      if (score.acts[i][c]) seen.push(score.stepAt[i][c]);
      else if (c > 0) assert.equal(score.stepAt[i][c], score.stepAt[i][c - 1]);
    }
    assert.deepEqual(seen, [...Array(steps.count - 1).keys()].map((s) => s + 1), "each step acts once, in order");
  }
}

test("any number of runs keeps every step, in order", () => {
  for (const count of [1, 2, 5]) {
    for (let seed = 0; seed < 10; seed++) {
      const schedules = [...Array(count).keys()].map((i) => deriveSchedule(randomRecording(seed * 5 + i)));
      const score = makeScore(schedules);
      assertWhole(score, schedules);
      assert.ok(score.comparable);
    }
  }
});

test("a clock that creeps and one that stands still share their instants", () => {
  const go = withRun(sleeper({ model: "go" }, 64, ...Array(200).fill(3)));
  const tokio = withRun(sleeper({ model: "tokio" }, 0, ...Array(200).fill(5)));
  const score = makeScore([go, tokio]);
  assertWhole(score, [go, tokio]);
  assert.equal(score.measures.length, 200);
  assert.ok(go.time[go.time.length - 1] > 199 * ms + 30_000, "the clock has crept further than instants may differ");
  for (const { first } of score.measures.slice(1)) assert.deepEqual([score.acts[0][first], score.acts[1][first]], [1, 1]);
  assert.equal(score.measures[1].time, ms);
});

test("a measure is as wide as its longest source, and begins for all at once", () => {
  const short = withRun(sleeper({}, 0, 1, 1));
  const long = withRun(sleeper({}, 0, 7, 2));
  const { measures } = makeScore([short, long]);
  assert.deepEqual(measures.map(({ first, count }) => [first, count]), [[0, 1 + 10], [11, 4]]);
});

test("a source that sleeps longer is not in the measures between", () => {
  const often = withRun(sleeper({}, 64, 1, 1, 1, 1));
  const events = withRun(sleeper({}, 0, 1, 1)).recording.events.map((event) => ({ ...event, t: event.t > 0 ? 3 * ms : 0, until: event.until && 3 * ms }));
  const seldom = timed({}, ...events);
  const score = makeScore([often, seldom]);
  assertWhole(score, [often, seldom]);
  const acting = score.measures.map(({ first }) => [score.acts[0][first], score.acts[1][first]]);
  assert.deepEqual(acting.slice(1), [[1, 0], [1, 0], [1, 1]]);
});

test("an instant goes on while somebody is ready, however far the clock creeps", () => {
  const busy = timed({}, { e: "spawn", t: 0, u: 1 }, { e: "run", t: ms, u: 1 }, { e: "stop", t: 5 * ms, u: 1, why: "yield" }, { e: "run", t: 9 * ms, u: 1 });
  assert.equal(makeScore([busy]).measures.length, 1);
});

test("a virtual and a real clock are aligned at their start, and the score says why", () => {
  const virtual = withRun(sleeper({ clock: "virtual" }, 0, 1, 1, 1));
  const real = withRun(sleeper({ clock: "real" }, 64, 2, 2));
  const score = makeScore([virtual, real]);
  assertWhole(score, [virtual, real]);
  assert.equal(score.comparable, false);
  assert.match(score.why, /^One clock is virtual, the other real/);
  assert.equal(score.measures.length, 1);
  for (let c = 0; c < virtual.steps.count; c++) assert.equal(score.stepAt[0][c], c);
});

test("real clocks are merged by time", () => {
  const one = timed({ clock: "real" }, { e: "spawn", t: 0, u: 1 }, { e: "run", t: 30, u: 1 });
  const two = timed({ clock: "real" }, { e: "spawn", t: 0, u: 1 }, { e: "run", t: 20, u: 1 }, { e: "exit", t: 40, how: "returned" });
  const score = makeScore([one, two]);
  assertWhole(score, [one, two]);
  assert.ok(score.comparable);
  assert.deepEqual([...score.acts[0]], [0, 1, 0, 1, 0]);
  assert.deepEqual([...score.acts[1]], [0, 1, 1, 0, 1]);
});

test("markers that all sources have in the same order are shared, as many as there can be", () => {
  const of = (text: string) => [...text].map((name, step) => ({ name, step: step + 1 }));
  const names = (...sources: string[]) => sharedMarkers(sources.map(of)).map(({ name }) => name).join("");
  assert.equal(names("abcd", "abxcd"), "abcd");
  assert.equal(names("abcd", "dabc"), "abc");
  assert.equal(names("ab", "cd"), "");
  assert.equal(names("ab"), "");
  assert.equal(names("abc", "acb", "abc"), "ab");
});

test("lined up by markers, each marker has one column in all sources, and no step is lost or out of order", () => {
  const schedules = [3, 4, 5].map((seed) => deriveSchedule(randomRecording(seed)));
  const markers = [0.2, 0.5, 0.9].map((share, i) => ({ name: `m${i}`, steps: schedules.map(({ steps }, k) => Math.floor(steps.count * share * (1 - k / 10))) }));
  const score = makeScore(schedules, markers);
  for (const { steps } of markers) {
    const columns = steps.map((step, i) => score.stepAt[i].indexOf(step));
    assert.equal(new Set(columns).size, 1);
    steps.forEach((_, i) => assert.equal(score.acts[i][columns[i]], 1));
  }
  schedules.forEach(({ steps }, i) => {
    const acted = [...score.stepAt[i]].filter((_, c) => score.acts[i][c]);
    assert.deepEqual(acted, Array.from({ length: steps.count - 1 }, (_, s) => s + 1));
  });
  assert.equal(score.comparable, false);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event, Recording } from "../records/records";
import { Derivation, deriveSchedule } from "./derive";
import { LinkKind, State, type Schedule } from "./schedule";
import { Chance, randomRecording } from "./testing/random";
import { momentOf, replay } from "./testing/replay";

const seeds = [...Array(40).keys()];

test("what is read while it comes gives the schedule that it gives at once", () => {
  for (let seed = 0; seed < 30; seed++) {
    const recording = randomRecording(seed, 120);
    const chance = new Chance(seed);
    const derivation = new Derivation();
    for (let read = 0; read < recording.events.length; read += 1 + chance.next(40)) derivation.read(recording.events.slice(0, read));
    assert.deepEqual(columnsOf(derivation.finish(recording)), columnsOf(deriveSchedule(recording)));
  }
});

/** All that is looked up in. */
function columnsOf({ units, resources, time, intervals, firstInterval, links, levels, firstLevel, active, steps }: Schedule) {
  return { units, resources, time, intervals, firstInterval, links, levels, firstLevel, active, steps };
}

test("a moment is what a replay of all events up to it gives", () => {
  for (const seed of seeds) {
    const recording = randomRecording(seed);
    const schedule = deriveSchedule(recording);
    let position = 0;
    for (const state of replay(recording)) {
      assert.deepEqual(momentOf(schedule, position), state, `seed ${seed}, position ${position}`);
      position++;
    }
    assert.equal(position, recording.events.length + 1);
  }
});

test("moments may be asked for in any order", () => {
  const schedule = deriveSchedule(randomRecording(3));
  const forward = schedule.recording.events.map((_, p) => momentOf(schedule, p));
  for (let p = forward.length - 1; p >= 0; p--) assert.deepEqual(momentOf(schedule, p), forward[p]);
});

test("the states of a unit cover every position without a gap", () => {
  for (const seed of seeds) {
    const { intervals, firstInterval, units, recording, unitOfInterval } = deriveSchedule(randomRecording(seed));
    for (const { index } of units) {
      let position = 0;
      for (let i = firstInterval[index]; i < firstInterval[index + 1]; i++) {
        assert.equal(unitOfInterval(i), index);
        assert.equal(intervals.from[i], position);
        position = intervals.to[i];
      }
      assert.equal(position, recording.events.length + 1);
    }
  }
});

test("active counts those who run or are ready", () => {
  for (const seed of seeds) {
    const schedule = deriveSchedule(randomRecording(seed));
    for (let p = 0; p <= schedule.recording.events.length; p++) {
      const active = schedule.moment(p).units.filter(({ state }) => state === State.running || state === State.ready);
      assert.equal(schedule.active[p], active.length);
    }
  }
});

test("every value received has a message link from its own send", () => {
  let total = 0;
  for (const seed of seeds) {
    const { links, recording } = deriveSchedule(randomRecording(seed));
    const { events } = recording;
    let messages = 0;
    for (let i = 0; i < links.count; i++) {
      if (i > 0) assert.ok(links.to[i] >= links.to[i - 1], "sorted by their end");
      if (links.kind[i] !== LinkKind.message) continue;
      messages++;
      const [send, receive] = [events[links.from[i] - 1], events[links.to[i] - 1]];
      assert.deepEqual([send.op, send.v, receive.op, receive.v], ["send", receive.v, "receive", send.v]);
    }
    assert.equal(messages, events.filter(({ e, op, ok }) => e === "op" && op === "receive" && ok).length);
    total += messages;
  }
  assert.ok(total > 100, "the recordings do send something");
});

test("every beginning of a recording derives", () => {
  for (const seed of seeds.slice(0, 8)) {
    const { header, events } = randomRecording(seed);
    for (let length = 0; length <= events.length; length++) {
      const schedule = deriveSchedule({ header, events: events.slice(0, length) });
      assert.equal(schedule.moment(length).position, length);
      assert.equal(schedule.steps.position[schedule.steps.count - 1], length);
    }
  }
});

test("a unit woken while it runs is ready right after its stop", () => {
  const schedule = derive(
    { e: "spawn", u: 1, name: "main" },
    { e: "run", u: 1, w: 0 },
    { e: "wait", u: 1, op: "receive" },
    { e: "wake", u: 1 },
    { e: "stop", u: 1, w: 0, why: "wait" },
  );
  assert.equal(schedule.unitAt(0, 4).state, State.running);
  assert.equal(schedule.unitAt(0, 5).state, State.ready);
});

test("a wait that is polled again stays the reason", () => {
  const schedule = derive(
    { e: "spawn", u: 1, name: "main" },
    { e: "run", u: 1, w: 0 },
    { e: "wait", u: 1, r: 1, op: "receive" },
    { e: "wait", u: 1, op: "sleep", until: 900 },
    { e: "stop", u: 1, w: 0, why: "wait" },
    { e: "wake", u: 1 },
    { e: "run", u: 1, w: 0 },
    { e: "stop", u: 1, w: 0, why: "wait" },
    { e: "wake", u: 1 },
    { e: "run", u: 1, w: 0 },
    { e: "op", u: 1, op: "sleep", ok: true },
    { e: "unwait", u: 1, r: 1, op: "receive" },
  );
  assert.deepEqual(ops(schedule, 5), ["receive", "sleep"]);
  assert.deepEqual(ops(schedule, 8), ["receive", "sleep"]);
  assert.equal(schedule.unitAt(0, 5).state, State.waiting, "for somebody, not only for a timer");
  assert.deepEqual(ops(schedule, 12), []);
});

test("a stop may be all that says what a unit waits for", () => {
  const schedule = derive({ e: "spawn", u: 1 }, { e: "run", u: 1 }, { e: "stop", u: 1, why: "wait", op: "network", at: "main.go:7" }, { e: "wake", u: 1, why: "io" }, { e: "run", u: 1 });
  assert.deepEqual(ops(schedule, 3), ["network"]);
  assert.equal(schedule.unitAt(0, 3).at, "main.go:7");
  assert.deepEqual(ops(schedule, 5), []);
});

test("units and resources that nothing introduced begin where they are first spoken of", () => {
  const schedule = derive({ e: "run", u: 7, w: 3 }, { e: "op", u: 7, r: 4, op: "lock", ok: true }, { e: "wait", u: 8, op: "select", cases: [{ op: "receive", r: 9 }] });
  assert.deepEqual(
    schedule.units.map(({ name, born }) => [name, born]),
    [
      ["unit 1", 1],
      ["unit 2", 3],
    ],
  );
  assert.deepEqual(
    schedule.resources.map(({ id, born }) => [id, born]),
    [
      [4, 2],
      [9, 3],
    ],
  );
  assert.equal(schedule.unitAt(0, 1).worker, 3);
});

test("numbers of a file are not sizes", () => {
  const huge = Number.MAX_SAFE_INTEGER;
  const schedule = derive(
    { e: "spawn", u: huge, name: "main" },
    { e: "new", u: huge, r: huge, kind: "channel", cap: huge },
    { e: "run", u: huge, w: huge },
    { e: "op", u: huge, r: huge, op: "send", v: "1", len: huge, ok: true },
  );
  assert.deepEqual(schedule.moment(4).resources[0].values, ["1"]);
});

test("names and badges tell units apart", () => {
  const spawns = ["main", "producer", "consumer", "consumer", "pinger", "mixer", "consumer 2"];
  const schedule = derive(...spawns.map((name, i) => ({ e: "spawn", u: i + 1, name })));
  assert.deepEqual(
    schedule.units.map(({ name, letter, roleIndex }) => [name, letter, roleIndex]),
    [
      ["main", "M", 0],
      ["producer", "Pr", 1],
      ["consumer 1", "C1", 2],
      ["consumer 3", "C2", 2],
      ["pinger", "Pi", 3],
      ["mixer", "Mi", 4],
      ["consumer 2", "C3", 5],
    ],
  );
});

test("badges stay three characters and unique with very many units", () => {
  const schedule = derive(...[...Array(70_000).keys()].map((i) => ({ e: "spawn", u: i + 1, name: i % 2 ? "worker" : "writer" })));
  const letters = new Set(schedule.units.map((unit) => unit.letter));
  assert.equal(letters.size, 70_000);
  assert.ok([...letters].every((letter) => letter.length >= 1 && letter.length <= 3));
});

function derive(...events: Omit<Event, "t">[]): Schedule {
  const recording: Recording = {
    header: { e: "header", t: 0, version: 1, model: "go", runtime: "test", threads: 1, clock: "virtual" },
    events: events.map((event, t) => ({ ...event, t })),
  };
  return deriveSchedule(recording);
}

function ops(schedule: Schedule, position: number): string[] {
  return schedule.unitAt(0, position).waits.map((wait) => wait.op);
}

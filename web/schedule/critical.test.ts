import assert from "node:assert/strict";
import { test } from "node:test";
import { criticalPath, sharesOf } from "./critical";
import { deriveSchedule } from "./derive";
import { intervalAt } from "./facts";
import { pathWords } from "./pathwords";
import { fill, list, resourcePiece, textOf, unitPiece } from "./pieces";
import { LinkKind, State, type Schedule } from "./schedule";
import { randomRecording } from "./testing/random";
import { parsed } from "./testing/small";
import { timeWords } from "./time";
import { waitWords } from "./words";

const needs = { State, LinkKind, intervalAt };
const words = (schedule: Schedule) =>
  textOf(pathWords(schedule, sharesOf(schedule, criticalPath(schedule, needs), needs), { fill, list, resourcePiece, timeWords, unitPiece, waitWords }));

test("the pieces cover the run from its beginning to its end without a gap, and each is what its unit did then", () => {
  const states = { run: State.running, ready: State.ready, sleep: State.sleeping, wait: State.waiting };
  for (let seed = 0; seed < 200; seed++) {
    const schedule = deriveSchedule(randomRecording(seed));
    const path = criticalPath(schedule, needs);
    assert.equal(path[0].from, 0);
    assert.equal(path.at(-1)!.to, schedule.time.length);
    path.forEach((piece, i) => {
      if (i > 0) assert.equal(piece.from, path[i - 1].to);
      assert.ok(piece.to > piece.from && piece.ns >= 0);
      if (piece.kind === "none") return;
      for (const position of [piece.from, piece.to - 1]) assert.equal(schedule.unitAt(piece.unit, position).state, states[piece.kind]);
    });
    const { totalNs, runNs, readyNs, noneNs, sleepNs, waitNs } = sharesOf(schedule, path, needs);
    const parts = [runNs, readyNs, noneNs, ...sleepNs.values(), ...waitNs.values()];
    assert.equal(parts.reduce((sum, ns) => sum + ns, 0), totalNs);
    assert.equal(totalNs, schedule.time.at(-1)! - schedule.time[0]);
  }
});

test("where the path goes over to another unit, that one made the unit ready then", () => {
  for (let seed = 0; seed < 60; seed++) {
    const schedule = deriveSchedule(randomRecording(seed));
    const path = criticalPath(schedule, needs).filter(({ kind }) => kind !== "none");
    for (let i = 1; i < path.length; i++) {
      const [before, after] = [path[i - 1], path[i]];
      if (before.unit === after.unit) continue;
      const event = schedule.recording.events[after.from - 1];
      assert.ok(event.e === "wake" || event.e === "spawn");
      assert.deepEqual([schedule.unitIndex(event.by), schedule.unitIndex(event.u)], [before.unit, after.unit]);
    }
  }
});

const slowSender = `
{"e":"spawn","t":0,"u":1,"name":"main"}
{"e":"run","t":0,"u":1,"w":0}
{"e":"new","t":0,"u":1,"r":1,"kind":"channel","name":"answer","cap":0}
{"e":"spawn","t":0,"u":2,"by":1,"name":"worker"}
{"e":"wait","t":0,"u":1,"r":1,"op":"receive"}
{"e":"stop","t":0,"u":1,"w":0,"why":"wait"}
{"e":"run","t":0,"u":2,"w":0}
{"e":"wait","t":1000000,"u":2,"op":"sleep","until":4000000}
{"e":"stop","t":1000000,"u":2,"w":0,"why":"wait"}
{"e":"wake","t":4000000,"u":2,"why":"timer"}
{"e":"run","t":4000000,"u":2,"w":0}
{"e":"op","t":4000000,"u":2,"op":"sleep","ok":true}
{"e":"op","t":4000000,"u":2,"r":1,"op":"send","v":"1","len":0,"ok":true}
{"e":"op","t":4000000,"u":1,"by":2,"r":1,"op":"receive","v":"1","len":0,"ok":true}
{"e":"wake","t":4000000,"u":1,"by":2}
{"e":"end","t":4000000,"u":2,"how":"returned"}
{"e":"stop","t":4000000,"u":2,"w":0,"why":"end"}
{"e":"run","t":4000000,"u":1,"w":0}
{"e":"end","t":5000000,"u":1,"how":"returned"}
{"e":"stop","t":5000000,"u":1,"w":0,"why":"end"}
{"e":"exit","t":5000000,"how":"returned"}`;

test("who waits for another is not on the path: what the other does meanwhile is", () => {
  const schedule = parsed(slowSender, { clock: "real" });
  const path = criticalPath(schedule, needs);
  assert.deepEqual(
    path.map(({ unit, kind, ns }) => [unit < 0 ? "" : schedule.units[unit].name, kind, ns / 1e6]),
    [
      ["", "none", 0],
      ["main", "ready", 0],
      ["main", "run", 0],
      ["worker", "ready", 0],
      ["worker", "run", 1],
      ["worker", "sleep", 3],
      ["worker", "ready", 0],
      ["worker", "run", 0],
      ["main", "ready", 0],
      ["main", "run", 1],
      ["", "none", 0],
    ],
  );
  assert.equal(words(schedule), "The run took 5 ms: 3 ms (60 %) asleep (worker) and 2 ms (40 %) running. On the way one unit waits for another once, over answer.");
});

test("on a virtual clock the words say that only timers count", () => {
  assert.match(words(parsed(slowSender)), /Its clock is virtual: running takes next to no time, only timers do\.$/);
});

test("a path without time or without units has words too", () => {
  assert.equal(words(parsed(`{"e":"exit","t":0,"how":"returned"}`, { clock: "real" })), "The run took no time.");
  assert.match(words(parsed(`{"e":"spawn","t":0,"u":1,"name":"main"}\n{"e":"exit","t":900,"how":"stopped"}`)), /^The run took 900 ns: 900 ns \(100 %\) with nothing on the way\./);
});

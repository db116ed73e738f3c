import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveSchedule } from "../schedule/derive";
import { intervalAt } from "../schedule/facts";
import { LinkKind, State } from "../schedule/schedule";
import { workerName } from "../schedule/telling";
import { randomRecording } from "../schedule/testing/random";
import { parsed } from "../schedule/testing/small";
import { workersOf } from "../schedule/workers";
import { Workers } from "./workers";

const needs = { State, LinkKind, intervalAt, workerName };

const two = parsed(
  `
{"e":"spawn","t":0,"u":1,"name":"main"}
{"e":"run","t":1,"u":1,"w":0}
{"e":"spawn","t":2,"u":2,"by":1,"name":"worker"}
{"e":"busy","t":3,"w":1}
{"e":"run","t":3,"u":2,"w":1}
{"e":"end","t":4,"u":2,"how":"returned"}
{"e":"stop","t":4,"u":2,"w":1,"why":"end"}
{"e":"idle","t":5,"w":1}
{"e":"spawn","t":6,"u":3,"by":1,"name":"worker"}
{"e":"stop","t":7,"u":1,"w":0,"why":"yield"}
{"e":"run","t":8,"u":3,"w":0}
{"e":"stop","t":9,"u":3,"w":0,"why":"yield"}
{"e":"run","t":10,"u":1,"w":0}
{"e":"exit","t":11,"how":"returned","blocked":[1,3]}`,
  { threads: 3 },
);

test("each worker has what it ran, when it was idle, and what it took from another", () => {
  const { workers, leads } = workersOf(two, needs);
  const names = (units: number[]) => units.map((unit) => two.units[unit].name);
  assert.deepEqual(
    workers.map(({ worker, unit, taken }) => [worker, names(unit), taken]),
    [
      [0, ["main", "worker 2", "main"], 0],
      [1, ["worker 1"], 1],
      [2, [], 0],
    ],
  );
  assert.deepEqual(
    leads.map(({ link, ...lead }) => ({ ...lead, unit: two.links.toUnit[link] })),
    [
      { fromWorker: 0, toWorker: 1, from: 3, to: 5, unit: 1 },
      { fromWorker: 0, toWorker: 0, from: 9, to: 11, unit: 2 },
    ],
  );
  assert.deepEqual([workers[1].idleFrom, workers[1].idleTo], [[8], []]);
});

test("workers are offered where they show more than the units", () => {
  const workers = new Workers(needs as never);
  assert.deepEqual(workers.rows(two)?.map(({ role }) => role), ["P 0", "P 1", "P 2"]);
  assert.equal(workers.rows(deriveSchedule(randomRecording(1))), null);
  const threads = [1, 2].map((u) => `{"e":"spawn","t":0,"u":${u},"name":"t${u}"}\n{"e":"run","t":1,"u":${u},"w":${u - 1}}`).join("\n");
  assert.equal(workers.rows(parsed(threads, { threads: 2, model: "threads" })), null);
});

test("a worker beyond the header's is the thread of the unit that has it for itself", () => {
  const rows = new Workers(needs as never).rows(
    parsed(
      `
{"e":"spawn","t":0,"u":1,"name":"main","kind":"thread"}
{"e":"run","t":1,"u":1,"w":1}
{"e":"spawn","t":2,"u":2,"by":1,"name":"a"}
{"e":"spawn","t":2,"u":3,"by":1,"name":"b"}
{"e":"run","t":3,"u":2,"w":0}
{"e":"stop","t":4,"u":2,"w":0,"why":"yield"}
{"e":"run","t":5,"u":3,"w":0}`,
    ),
  );
  assert.deepEqual(rows?.map(({ role }) => role), ["P 0", "thread of main"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event } from "../records/records";
import { State } from "../schedule/schedule";
import { schedule } from "../schedule/testing/small";
import { rowsOf } from "./rows";

/** Main and `count` workers that run one after the other. */
function crowd(count: number) {
  const events: Omit<Event, "t">[] = [
    { e: "spawn", u: 1, name: "main" },
    { e: "run", u: 1, w: 0 },
  ];
  for (let u = 2; u < count + 2; u++) events.push({ e: "spawn", u, by: 1, name: "worker" });
  events.push({ e: "wait", u: 1, op: "join" }, { e: "stop", u: 1, w: 0, why: "wait" });
  for (let u = 2; u < count + 2; u++) events.push({ e: "run", u, w: 0 }, { e: "end", u, how: "returned" }, { e: "stop", u, w: 0, why: "end" });
  return schedule(...events);
}

test("few units have a row each, in order of birth", () => {
  const rows = rowsOf(crowd(3), new Set());
  assert.deepEqual(
    rows.map((r) => r.units),
    [[0], [1], [2], [3]],
  );
  assert.ok(rows.every((r) => !r.folded));
});

test("many units are folded by role, and unfolded at wish", () => {
  const folded = rowsOf(crowd(20), new Set());
  assert.deepEqual(
    folded.map((r) => [r.role, r.units.length, r.folded]),
    [
      ["main", 1, false],
      ["worker", 20, true],
    ],
  );
  assert.equal(rowsOf(crowd(20), new Set(["worker"])).length, 22);
});

test("an unfolded role of very many says how many it leaves out", () => {
  const rows = rowsOf(crowd(200), new Set(["worker"]));
  const shown = rows.filter((r) => !r.folded && r.role === "worker").length;
  assert.equal(rows.at(-1)!.hidden, 200 - shown);
});

test("a folded row runs whenever one of its units does, and covers the run without a gap", () => {
  const one = crowd(20);
  const { spans } = rowsOf(one, new Set()).find((r) => r.folded)!;
  for (let i = spans.first + 1; i < spans.end; i++) assert.equal(spans.from[i], spans.to[i - 1]);
  for (let p = 0; p <= one.time.length; p++) {
    let i = spans.first;
    while (i < spans.end - 1 && spans.to[i] <= p) i++;
    const anyRuns = one.units.some((u) => u.role === "worker" && one.unitAt(u.index, p).state === State.running);
    assert.equal(spans.state[i] === State.running, anyRuns, `position ${p}`);
  }
});

test("a crowd without common roles does not outgrow the canvas", () => {
  const events: Omit<Event, "t">[] = [
    { e: "spawn", u: 1, name: "main" },
    { e: "run", u: 1, w: 0 },
  ];
  for (let u = 2; u < 1002; u++) events.push({ e: "spawn", u, by: 1, name: `worker of kind ${u}` });
  const rows = rowsOf(schedule(...events), new Set());
  assert.ok(rows.length < 200);
  assert.equal(rows.length + rows.at(-1)!.hidden, 1001);
});

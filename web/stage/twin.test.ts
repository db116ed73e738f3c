import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readRecording } from "../records/read";
import { deriveSchedule } from "../schedule/derive";
import { LinkKind, State, type Schedule } from "../schedule/schedule";
import { makeScore } from "../schedule/score";
import { randomRecording } from "../schedule/testing/random";
import { workerName } from "../schedule/telling";
import { sentence, textOf, waitWords } from "../schedule/words";
import { stripKind } from "./layout";
import { drawAll, type Drawn } from "./testing/sheet";
import { Mark, markRows, markWords, namedIn } from "./twin";

const needs = { State, LinkKind, stripKind, waitWords, workerName };

// Tests run at the repository's root.
const recorded = ["web/schedule/testdata", ...readdirSync("demos").map((demo) => join("demos", demo, "traces"))]
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((name) => name.endsWith(".ndjson"));

const schedules: [string, () => Schedule][] = [
  ...recorded.map((file): [string, () => Schedule] => [file, () => deriveSchedule(readRecording(readFileSync(file)))]),
  ...Array.from({ length: 60 }, (_, seed): [string, () => Schedule] => [`by chance ${seed}`, () => deriveSchedule(randomRecording(seed, 60))]),
];

/** Beyond this the stage itself counts instead of drawing: units have no lane of their own, or curves are left out. */
const drawable = ({ units, links }: Schedule) => units.length <= 48 && links.kind.filter((kind) => kind === LinkKind.message).length < 400;

/** What the table says, by kind. */
function rowsOf(schedule: Schedule): Map<number, number[]> {
  const { count, kind, row } = markRows(needs, [schedule], makeScore([schedule]));
  const rows = new Map<number, number[]>(Object.values(Mark).map((mark) => [mark, []]));
  for (let k = 0; k < count; k++) rows.get(kind[k])!.push(row[k]);
  return rows;
}

for (const [name, make] of schedules) {
  test(`${name}: what is drawn stands in the table, and what stands in the table is drawn`, (t) => {
    const schedule = make();
    if (!drawable(schedule)) return t.skip("more than the stage draws one by one");
    const { scene, drawn } = drawAll(schedule);
    const rows = rowsOf(schedule);
    compareLanes(schedule, scene, drawn, rows);
    compareLinks(schedule, drawn, rows.get(Mark.link)!);
    compareStrips(schedule, scene, drawn, rows.get(Mark.level)!);
    compareValues(schedule, scene, drawn);
  });
}

type Scene = ReturnType<typeof drawAll>["scene"];

/** Bars, lines and stems on every lane. */
function compareLanes(schedule: Schedule, { groups: [group], view }: Scene, drawn: Drawn[], rows: Map<number, number[]>) {
  const { intervals, units } = schedule;
  const x = (position: number) => view.x(group.track.place[position]);
  for (const { row, y } of group.box.lanes) {
    if (row.folded) continue;
    const unit = row.units[0];
    const here = drawn.filter((d) => d.ink.endsWith(` ${unit}`) && d.y0 <= y && d.y1 >= y && d.y1 - d.y0 < 20);
    const told = rows.get(Mark.state)!.filter((i) => schedule.unitOfInterval(i) === unit);
    const inkOf = (state: number) => (state === State.running ? "run" : state === State.ready ? "ready" : "mark");
    for (const i of told) {
      const from = x(intervals.from[i]);
      const to = x(intervals.to[i]);
      if (to - from < 3) continue;
      const state = intervals.state[i];
      const bar = here.some((d) => d.ink === `${inkOf(state)} ${unit}` && d.x0 <= from + 2 && d.x1 >= Math.min(to, from + 6) - 3);
      assert.ok(bar, `${units[unit].name} ${state} from ${intervals.from[i]} to ${intervals.to[i]} is told and not drawn`);
    }
    // A birth and an end have stems; beside them everything in the unit's inks lies within a state that is told.
    const stems = [units[unit].born, units[unit].ended].filter((p) => p >= 0);
    assert.equal(rows.get(Mark.birth)!.includes(unit), true);
    assert.equal(rows.get(Mark.end)!.includes(unit), units[unit].ended >= 0);
    for (const d of here) {
      const kind = d.ink.split(" ")[0];
      if (kind === "text") continue;
      const stem = d.how === "stroke" && d.x0 === d.x1 && stems.some((p) => Math.abs(d.x0 - x(p)) < 6);
      const within = told.some((i) => {
        const same = inkOf(intervals.state[i]) === kind || (kind === "mark" && intervals.state[i] === State.ready);
        return same && d.x0 >= x(intervals.from[i]) - 1 && d.x1 <= Math.max(x(intervals.to[i]), x(intervals.from[i]) + 4) + 1;
      });
      // The outline of a value that was tried to be sent stands before the wait that it begins.
      const outline = drawn.some((cell) => cell.how === "fill" && cell.ink === "surface" && cell.x0 === d.x0 && cell.y0 === d.y0);
      assert.ok(stem || within || outline, `${units[unit].name}: ${d.how} in ${d.ink} from ${d.x0} to ${d.x1} is drawn and not told`);
    }
  }
}

/** Curves and dotted verticals. */
function compareLinks({ links }: Schedule, drawn: Drawn[], told: number[]) {
  assert.deepEqual([...told].sort((a, b) => a - b), [...links.kind.keys()]);
  const messages = told.filter((i) => links.kind[i] === LinkKind.message && links.fromUnit[i] !== links.toUnit[i] && links.fromUnit[i] >= 0 && links.toUnit[i] >= 0);
  assert.equal(drawn.filter((d) => d.curved).length, messages.length, "curves");
  const verticals = drawn.filter((d) => d.how === "stroke" && d.dashed && d.x0 === d.x1 && d.ink.startsWith("mark "));
  const ready = told.filter((i) => links.kind[i] !== LinkKind.message);
  assert.deepEqual(verticals.map((d) => Number(d.ink.split(" ")[1])).sort(), ready.map((i) => links.toUnit[i]).sort(), "wakes and spawns");
}

/** How high each queue stands where, who holds each lock when, and what each counter is at. */
function compareStrips(schedule: Schedule, { groups: [group], view }: Scene, drawn: Drawn[], told: number[]) {
  const { levels, firstLevel, recording } = schedule;
  const x = (position: number) => view.x(group.track.place[position]);
  for (const strip of group.box.strips) {
    const mine = told.filter((i) => levels.resource[i] === strip.resource);
    const all = Array.from({ length: firstLevel[strip.resource + 1] - firstLevel[strip.resource] }, (_, k) => firstLevel[strip.resource] + k);
    assert.deepEqual(mine, strip.kind === "meeting" || strip.kind === "gate" ? [] : all);
    mine.forEach((level, k) => {
      const from = x(levels.from[level]);
      const to = x(k + 1 < mine.length ? levels.from[mine[k + 1]] : recording.events.length + 1);
      if (to - from < 30) return;
      const here = drawn.filter((d) => d.y0 >= strip.top - 20 && d.y1 <= strip.bottom && d.x0 <= from + 16 && d.x1 >= from);
      if (strip.kind === "queue") {
        const area = here.find((d) => d.ink === "sunk" && d.x0 === from);
        assert.ok(area && (levels.len[level] > 0) === (area.y1 > area.y0), `a queue at ${levels.len[level]}`);
      } else if (strip.kind === "lock") {
        const holder = levels.holder[level];
        assert.equal(
          here.some((d) => d.ink.startsWith("mark ") && d.x0 >= from && d.x1 > from + 2),
          holder >= 0,
          `a lock that ${holder} holds`,
        );
      } else assert.ok(here.some((d) => d.text === String(levels.len[level])), `a counter at ${levels.len[level]}`);
    });
  }
}

/** Values in the bars are in the sentences of their steps. */
function compareValues(schedule: Schedule, { groups: [group], view, axis }: Scene, drawn: Drawn[]) {
  const inLane = ({ y0 }: Drawn) => group.box.lanes.some((lane) => Math.abs(lane.y - y0) < 8);
  for (const { text, x0 } of drawn.filter((d) => d.how === "text" && (d.ink === "on" || d.ink.startsWith("text ")) && inLane(d))) {
    const step = group.track.columnOf.findLastIndex((column, s) => s > 0 && view.x(axis.start[column]) <= x0);
    assert.ok(textOf(sentence(schedule, step)).includes(text.replace("…", "")), `“${text}” is not in the sentence of step ${step}: ${textOf(sentence(schedule, step))}`);
  }
}

test("rows stand in order of their columns, and each has its words and who it speaks of", () => {
  const [first, second] = [1, 2].map((seed) => deriveSchedule(randomRecording(seed)));
  const score = makeScore([first, second]);
  const { count, source, kind, row, column, until } = markRows(needs, [first, second], score);
  for (let k = 0; k < count; k++) {
    assert.ok(k === 0 || column[k] >= column[k - 1]);
    assert.ok(until[k] >= column[k] && until[k] < score.columns);
    const schedule = [first, second][source[k]];
    const words = markWords(needs, schedule, kind[k], row[k]);
    assert.match(textOf(words), /^\S.*\.$/);
    assert.doesNotMatch(textOf(words), /undefined|NaN|null/);
    const named = namedIn(schedule, kind[k], row[k]);
    for (const piece of words) {
      if (piece.unit !== undefined) assert.ok(named.units.includes(piece.unit));
      if (piece.resource !== undefined) assert.ok(named.resources.includes(piece.resource));
    }
  }
});

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readRecording } from "../records/read";
import { deriveSchedule } from "../schedule/derive";
import { circlesAt, circlesOf } from "../schedule/circle";
import { criticalPath } from "../schedule/critical";
import { LinkKind, State, type Schedule } from "../schedule/schedule";
import { makeScore } from "../schedule/score";
import { stretchesOf } from "../schedule/shares";
import { randomRecording } from "../schedule/testing/random";
import { parsed } from "../schedule/testing/small";
import { sentence, textOf } from "../schedule/words";
import { workersDiffer, workersOf } from "../schedule/workers";
import { tools } from "./layers";
import { stripKind } from "./layout";
import { drawAll, drawAt, type Drawn } from "./testing/sheet";
import { Mark, markRows, type Shown } from "./twin";
import { markWords, namedIn } from "./twinwords";

const needs = { tools, stripKind };
const units: Shown = { workers: false, path: false };

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
function rowsOf(schedule: Schedule, shown: Shown): Map<number, number[]> {
  const { count, kind, row } = markRows(needs, [schedule], makeScore([schedule]), shown);
  const rows = new Map<number, number[]>(Object.values(Mark).map((mark) => [mark, []]));
  for (let k = 0; k < count; k++) rows.get(kind[k])!.push(row[k]);
  return rows;
}

for (const [name, make] of schedules) {
  test(`${name}: what is drawn stands in the table, and what stands in the table is drawn`, (t) => {
    const schedule = make();
    if (!drawable(schedule)) return t.skip("more than the stage draws one by one");
    const { scene, drawn } = drawAll(schedule);
    const rows = rowsOf(schedule, units);
    compareLanes(schedule, scene, drawn, rows);
    compareLinks(schedule, drawn, rows.get(Mark.link)!);
    compareStrips(schedule, scene, drawn, rows.get(Mark.level)!);
    compareShares(schedule, scene, drawn, rows.get(Mark.share)!);
    compareActs(schedule, scene, drawn, rows.get(Mark.act)!);
    compareValues(schedule, scene, drawn);
    compareChoices(schedule, scene, rows.get(Mark.choice)!);
    compareCircles(schedule, scene, rows.get(Mark.circle)!);
    for (const kind of [Mark.path, Mark.turn, Mark.idle, Mark.lead]) assert.deepEqual(rows.get(kind), []);

    const path = { workers: false, path: true };
    const beside = drawAll(schedule, path);
    comparePath(schedule, beside.scene, beside.drawn, rowsOf(schedule, path).get(Mark.path)!);
  });

  test(`${name}: so it is among workers`, (t) => {
    const schedule = make();
    if (!drawable(schedule)) return t.skip("more than the stage draws one by one");
    if (!workersDiffer(workersOf(schedule, tools))) return t.skip("workers show no more than units");
    const both = { workers: true, path: true };
    const { scene, drawn } = drawAll(schedule, both);
    const rows = rowsOf(schedule, both);
    compareTurns(schedule, scene, drawn, rows.get(Mark.turn)!);
    compareIdle(schedule, scene, drawn, rows.get(Mark.idle)!);
    compareLeads(schedule, scene, drawn, rows.get(Mark.lead)!);
    compareStrips(schedule, scene, drawn, rows.get(Mark.level)!);
    comparePath(schedule, scene, drawn, rows.get(Mark.path)!);
    compareChoices(schedule, scene, rows.get(Mark.choice)!);
    for (const kind of [Mark.state, Mark.birth, Mark.end, Mark.link, Mark.circle]) assert.deepEqual(rows.get(kind), []);
    for (let c = 0; c < scene.score.columns; c++) assert.deepEqual(drawAt(scene, "circle", c), []);
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

/** Double lines where readers share a lock. */
function compareShares(schedule: Schedule, { groups: [group], view }: Scene, drawn: Drawn[], told: number[]) {
  const x = (position: number) => view.x(group.track.place[position]);
  const { stretches } = stretchesOf(schedule);
  const locks = group.box.strips.filter(({ kind }) => kind === "lock");
  assert.deepEqual([...told].sort((a, b) => a - b), [...stretches.keys()].filter((k) => locks.some(({ resource }) => resource === stretches[k].resource)));
  for (const { resource, top, bottom } of locks) {
    const mine = told.map((k) => stretches[k]).filter((stretch) => stretch.resource === resource);
    const lines = drawn.filter((d) => d.how === "stroke" && d.y0 >= top - 2 && d.y1 <= bottom && d.y1 - d.y0 === 8 && d.x0 < d.x1);
    assert.deepEqual(lines.map(({ x0, ink }) => [x0, ink]), mine.map(({ from, unit }) => [x(from) + 1, unit < 0 ? "ink2" : `mark ${unit}`]), "stretches of readers");
    const words = drawn.filter(({ text, y0 }) => / read$/.test(text) && y0 >= top - 2 && y0 <= bottom).map(({ text }) => parseInt(text));
    assert.deepEqual(words.filter((n) => !mine.some(({ readers }) => readers === n)), []);
  }
}

/** Ticks where something was done to what lets units pass. */
function compareActs(schedule: Schedule, { groups: [group], view }: Scene, drawn: Drawn[], told: number[]) {
  const { events } = schedule.recording;
  const ticks = group.box.strips.flatMap(({ kind, base, resource }) => {
    if (kind !== "gate") return [];
    return drawn.filter((d) => d.how === "stroke" && d.ink === "ink2" && d.x0 === d.x1 && d.y0 === base - 9 && d.y1 === base - 1).map(({ x0 }) => `${resource} ${x0}`);
  });
  assert.deepEqual(ticks.sort(), told.map((i) => `${schedule.resourceIndex(events[i].r)} ${view.x(group.track.place[i + 1])}`).sort(), "acts");
}

/** The cases that stand beside the playhead, wherever it stands. */
function compareChoices(schedule: Schedule, scene: Scene, told: number[]) {
  const { score } = scene;
  for (let c = 0; c < score.columns; c++) {
    const step = score.stepAt[0][c];
    const texts = drawAt(scene, "choice", c).flatMap(({ text }) => text || []);
    assert.equal(texts.length > 0, told.includes(step), `a choice at step ${step}`);
    if (texts.length === 0) continue;
    const words = textOf(markWords(needs, schedule, Mark.choice, step));
    for (const text of texts.filter((one) => !/^and \d+ more$/.test(one))) assert.ok(words.includes(text.replace(", ready too", "")), `“${text}” is not in: ${words}`);
    assert.equal(words.includes("ready too"), texts.some((text) => text.endsWith("ready too")));
  }
}

/** Brackets and tints of circles, wherever the playhead stands. */
function compareCircles(schedule: Schedule, scene: Scene, told: number[]) {
  const { score } = scene;
  const circles = circlesOf(schedule, tools);
  for (let c = 0; c < score.columns; c++) {
    const position = schedule.steps.position[score.stepAt[0][c]];
    const drawn = drawAt(scene, "circle", c);
    const here = told.filter((k) => circles[k].from <= position && position < circles[k].to);
    const sorted = (waiters: { unit: number }[][]) => waiters.map((all) => all.map(({ unit }) => unit).sort()).sort();
    assert.deepEqual(sorted(circlesAt(schedule, position, tools)), sorted(here.map((k) => circles[k].waiters)));
    assert.equal(drawn.filter(({ how }) => how === "stroke").length, here.reduce((n, k) => n + circles[k].waiters.length, 0), `brackets at ${position}`);
    const words = here.map((k) => textOf(markWords(needs, schedule, Mark.circle, k))).join(" ");
    for (const { text } of drawn.filter(({ how }) => how === "text")) assert.ok(words.includes(text), `“${text}” is not in: ${words}`);
  }
}

/** The line of the critical path. */
function comparePath(schedule: Schedule, { groups: [group], view }: Scene, drawn: Drawn[], told: number[]) {
  const x = (position: number) => view.x(group.track.place[position]);
  const path = criticalPath(schedule, tools);
  const lines = drawn.filter((d) => d.how === "path" && d.ink === "ink" && d.y0 === d.y1);
  for (const k of told) {
    const { from, to, kind } = path[k];
    const dotted = kind === "sleep" || kind === "wait";
    if (x(to) - x(from) < 1) continue;
    assert.ok(lines.some((d) => d.x0 === x(from) && d.x1 === x(to) && d.dashed === dotted), `the path from ${from} to ${to} is told and not drawn`);
  }
  for (const d of lines) assert.ok(told.some((k) => x(path[k].from) === d.x0 && x(path[k].to) === d.x1), `the path from ${d.x0} to ${d.x1} is drawn and not told`);
}

/** The bars on lanes of workers. */
function compareTurns({ intervals, unitOfInterval }: Schedule, { groups: [group], view }: Scene, drawn: Drawn[], told: number[]) {
  const x = (position: number) => view.x(group.track.place[position]);
  const ys = new Map(group.box.lanes.map(({ row, y }) => [row.paint!.turns(row)!.worker, y]));
  // What is narrower than a pixel fills one.
  const left = (i: number) => (x(intervals.to[i]) - x(intervals.from[i]) < 1 ? Math.floor(x(intervals.from[i])) : x(intervals.from[i]) + 0.5).toFixed(1);
  const bars = drawn.filter((d) => d.how === "fill" && d.ink.startsWith("run ")).map((d) => `${d.ink} ${(d.y0 + d.y1) / 2} ${d.x0.toFixed(1)}`);
  assert.deepEqual(bars.sort(), told.map((i) => `run ${unitOfInterval(i)} ${ys.get(intervals.worker[i])} ${left(i)}`).sort());
}

/** Dotted lines where a worker has nothing to run. */
function compareIdle(schedule: Schedule, { groups: [group], view }: Scene, drawn: Drawn[], told: number[]) {
  const x = (position: number) => view.x(group.track.place[position]);
  const { workers } = workersOf(schedule, tools);
  assert.deepEqual([...told].sort((a, b) => a - b), workers.flatMap(({ idleFrom }) => idleFrom.map((p) => p - 1)).sort((a, b) => a - b));
  group.box.lanes.forEach(({ y }, w) => {
    const { idleFrom, idleTo } = workers[w];
    const lines = drawn.filter((d) => d.how === "stroke" && d.ink === "control" && d.dashed && d.y0 === y && d.y1 === y);
    const wide = idleFrom.filter((from, k) => x(idleTo[k] ?? schedule.time.length + 1) - x(from) >= 2);
    assert.equal(lines.length, wide.length, "idle");
    for (const from of wide) assert.ok(lines.some(({ x0 }) => x0 >= x(from) && x0 <= x(from) + 40), `idle from ${from}`);
  });
}

/** Lines from run to run. */
function compareLeads(schedule: Schedule, { groups: [group], view }: Scene, drawn: Drawn[], told: number[]) {
  const { leads } = workersOf(schedule, tools);
  const { links } = schedule;
  const x = (position: number) => Math.round(view.x(group.track.place[position]));
  const ys = new Map(group.box.lanes.map(({ row, y }) => [row.paint!.turns(row)!.worker, y]));
  assert.deepEqual([...told].sort((a, b) => a - b), [...leads.keys()]);
  const lines = drawn.filter((d) => d.curved).map(({ ink, x0, x1 }) => `${ink} ${Math.round(x0)} ${Math.round(x1)}`);
  const inkOf = (link: number) => (links.kind[link] === LinkKind.message ? "ink3" : `mark ${links.toUnit[link]}`);
  assert.deepEqual(lines.sort(), leads.map(({ link, from, to }) => `${inkOf(link)} ${x(from)} ${x(to) + 1}`).sort());
  assert.ok(leads.every(({ fromWorker, toWorker }) => ys.has(fromWorker) && ys.has(toWorker)));
}

const circle = (more = "") =>
  parsed(`{"e":"spawn","t":0,"u":1,"name":"main"}
{"e":"new","t":0,"r":1,"kind":"mutex","name":"left"}
{"e":"new","t":0,"r":2,"kind":"mutex","name":"right"}
${Array.from({ length: 14 }, (_, i) => `{"e":"spawn","t":0,"u":${i + 2},"name":"worker"}`).join("\n")}
{"e":"run","t":1,"u":2,"w":0}
{"e":"op","t":1,"u":2,"r":1,"op":"lock","ok":true}
{"e":"stop","t":2,"u":2,"w":0,"why":"yield"}
{"e":"run","t":3,"u":3,"w":0}
{"e":"op","t":3,"u":3,"r":2,"op":"lock","ok":true}
{"e":"wait","t":4,"u":3,"r":1,"op":"lock"}
{"e":"stop","t":4,"u":3,"w":0,"why":"wait"}
{"e":"run","t":5,"u":2,"w":0}
{"e":"wait","t":6,"u":2,"r":2,"op":"lock"}
{"e":"stop","t":6,"u":2,"w":0,"why":"wait"}${more}`);

test("a circle holds until one of its units goes on, or a lock gets another holder", () => {
  const ends = (more: string) => circlesOf(circle(more), tools).map(({ from, to, waiters }) => [from, to, waiters.map(({ unit }) => unit).sort()]);
  assert.deepEqual(ends(""), [[27, 28, [1, 2]]]);
  const main = `\n{"e":"run","t":7,"u":1,"w":0}\n`;
  assert.deepEqual(ends(`${main}{"e":"wake","t":8,"u":3,"by":1}`), [[27, 29, [1, 2]]]);
  assert.deepEqual(ends(`${main}{"e":"op","t":8,"u":1,"r":1,"op":"unlock","ok":true}\n{"e":"out","t":9,"u":1,"v":"x"}`), [[27, 29, [1, 2]]]);
  compareCircles(circle(main), drawAll(circle(main)).scene, [0]);
});

test("a circle of units that share a row is drawn there, with all that they wait for", () => {
  const { scene } = drawAll(circle(), units, ["worker"]);
  assert.equal(scene.groups[0].box.lanes.length, 2);
  const drawn = drawAt(scene, "circle", scene.score.columns - 1);
  const { y } = scene.groups[0].box.lanes[1];
  assert.deepEqual(drawn.filter(({ text }) => text).map(({ text }) => text), ["right, left"]);
  const [bracket] = drawn.filter(({ how }) => how === "stroke");
  assert.ok(bracket.y0 >= y - 14 && bracket.y1 <= y + 14 && bracket.y0 < bracket.y1);
});

test("rows stand in order of their columns, and each has its words and who it speaks of", () => {
  const [first, second] = [1, 2].map((seed) => deriveSchedule(randomRecording(seed)));
  const score = makeScore([first, second]);
  const { count, source, kind, row, column, until } = markRows(needs, [first, second], score, { workers: false, path: true });
  for (let k = 0; k < count; k++) {
    assert.ok(k === 0 || column[k] >= column[k - 1]);
    assert.ok(until[k] >= column[k] && until[k] < score.columns);
    const schedule = [first, second][source[k]];
    const words = markWords(needs, schedule, kind[k], row[k]);
    assert.match(textOf(words), /^\S.*\.$/);
    assert.doesNotMatch(textOf(words), /undefined|NaN|null/);
    const named = namedIn(needs, schedule, kind[k], row[k]);
    for (const piece of words) {
      if (piece.unit !== undefined) assert.ok(named.units.includes(piece.unit));
      if (piece.resource !== undefined) assert.ok(named.resources.includes(piece.resource));
    }
  }
});

/**
 * The picture as rows: one for each mark that the stage draws at some zoom, so that whoever does not see it reads the same. Columns, like
 * everything that may be a million rows; a row's words are made when it is shown (twinwords.ts). Nothing here is needed before a reader asks for it.
 */
import { choiceIn, choicesOf, choosesOn } from "../schedule/choices";
import { circlesOf } from "../schedule/circle";
import { criticalPath } from "../schedule/critical";
import { rangesOf } from "../schedule/ranges";
import type { Schedule, Score } from "../schedule/schedule";
import { actsOf, stretchesOf } from "../schedule/shares";
import { workersDiffer, workersOf } from "../schedule/workers";
import type { StripKind } from "./layout";
import type { Tools } from "./layers";

/** What a row tells. The number is its code in `MarkRows.kind`. */
export const Mark = {
  /** A unit runs, is ready, waits or sleeps: a row of the intervals. */
  state: 0,
  /** A unit begins, a unit ends: its index. */
  birth: 1,
  end: 2,
  /** From one lane to another: a row of the links. */
  link: 3,
  /** What a resource holds from here on: a row of the levels. */
  level: 4,
  /** The runtime's own work: the event index of its beginning. */
  range: 5,
  /** The run broke off: the event index of its `exit`. */
  exit: 6,
  /** How many readers share a lock: a row of `stretchesOf`. */
  share: 7,
  /** An act on what lets units pass: its event index. */
  act: 8,
  /** What a unit chose among: the step. */
  choice: 9,
  /** Units that wait for each other: a row of `circlesOf`. */
  circle: 10,
  /** A piece of the critical path: a row of `criticalPath`. */
  path: 11,
  /** A worker runs a unit: a row of the intervals. */
  turn: 12,
  /** A worker has nothing to run: the event index of its `idle`. */
  idle: 13,
  /** From one run on a worker to another: a row of the leads of `workersOf`. */
  lead: 14,
} as const;

/** What of the run is shown beside units, queues and links. */
export interface Shown {
  /** Workers in the place of units, where they show more. */
  workers: boolean;
  path: boolean;
}

/** Rows in order of their columns; those of one column by source, then by kind. */
export interface MarkRows {
  count: number;
  /** Index of the source in the score. */
  source: Uint8Array;
  kind: Uint8Array;
  /** What `kind` says it is the row or index of. */
  row: Uint32Array;
  /** Columns of the score in which it begins and up to which it holds. */
  column: Uint32Array;
  until: Uint32Array;
}

/** What the viewer holds and this takes from it. */
export interface MarkNeeds {
  tools: Pick<Tools, "State" | "LinkKind" | "intervalAt" | "levelAt">;
  stripKind(schedule: Schedule, resource: number): StripKind | undefined;
}

/** Takes a mark: its kind, its row, and the positions at which it begins and up to which it holds. */
type Add = (mark: number, row: number, from: number, to: number) => void;

/** The rows of all sources of a score. */
export function markRows(needs: MarkNeeds, schedules: Schedule[], score: Score, shown: Shown): MarkRows {
  const columns: number[] = [];
  const source: number[] = [];
  const kind: number[] = [];
  const row: number[] = [];
  const until: number[] = [];
  schedules.forEach((schedule, i) => {
    const columnAt = columnsOf(schedule, score, i);
    const add: Add = (mark, index, from, to) => {
      source.push(i);
      kind.push(mark);
      row.push(index);
      columns.push(columnAt(from));
      until.push(columnAt(to));
    };
    const { recording } = schedule;
    const byWorker = shown.workers && workersDiffer(workersOf(schedule, needs.tools));
    if (byWorker) addWorkers(schedule, needs, add);
    else addUnits(schedule, needs, add);
    if (shown.path) addPath(schedule, needs, byWorker, add);
    addStrips(schedule, needs, add);
    for (const { from, to } of rangesOf(schedule)) add(Mark.range, from - 1, from, to);
    const end = recording.events.length;
    const exit = recording.events[end - 1];
    if (exit?.e === "exit" && exit.how !== "returned") add(Mark.exit, end - 1, end, end);
  });
  const order = orderOf(columns, score.columns);
  const inOrder = <T extends Uint8Array | Uint32Array>(into: T, from: number[]): T => {
    for (let i = 0; i < order.length; i++) into[i] = from[order[i]];
    return into;
  };
  const count = order.length;
  return {
    count,
    source: inOrder(new Uint8Array(count), source),
    kind: inOrder(new Uint8Array(count), kind),
    row: inOrder(new Uint32Array(count), row),
    column: inOrder(new Uint32Array(count), columns),
    until: inOrder(new Uint32Array(count), until),
  };
}

/** What stands on lanes of units, and between them. */
function addUnits(schedule: Schedule, { tools }: MarkNeeds, add: Add) {
  const { intervals, links, units, steps } = schedule;
  const { State } = tools;
  for (const unit of units) {
    add(Mark.birth, unit.index, unit.born, unit.born);
    if (unit.ended >= 0) add(Mark.end, unit.index, unit.ended, unit.ended);
  }
  for (let k = 0; k < intervals.count; k++) {
    const state = intervals.state[k];
    if (state !== State.unborn && state !== State.ended) add(Mark.state, k, intervals.from[k], intervals.to[k]);
  }
  for (let k = 0; k < links.count; k++) add(Mark.link, k, links.from[k], links.to[k]);
  for (const step of choicesOf(schedule, tools)) add(Mark.choice, step, steps.position[step], steps.position[step]);
  circlesOf(schedule, tools).forEach(({ from, to }, k) => add(Mark.circle, k, from, to));
}

/** What stands on lanes of workers, and between them. */
function addWorkers(schedule: Schedule, { tools }: MarkNeeds, add: Add) {
  const { intervals, recording, steps } = schedule;
  const { workers, leads } = workersOf(schedule, tools);
  for (let k = 0; k < intervals.count; k++) if (intervals.state[k] === tools.State.running) add(Mark.turn, k, intervals.from[k], intervals.to[k]);
  for (const { idleFrom, idleTo } of workers) {
    idleFrom.forEach((from, k) => add(Mark.idle, from - 1, from, idleTo[k] ?? recording.events.length));
  }
  leads.forEach(({ from, to }, k) => add(Mark.lead, k, from, to));
  for (const step of choicesOf(schedule, tools)) {
    if (choosesOn(schedule, step, choiceIn(schedule, step, tools)!.unit, tools) >= 0) add(Mark.choice, step, steps.position[step], steps.position[step]);
  }
}

/** Among workers the path is where they run. */
function addPath(schedule: Schedule, { tools }: MarkNeeds, byWorker: boolean, add: Add) {
  criticalPath(schedule, tools).forEach(({ unit, kind, from, to }, k) => {
    if (unit >= 0 && (!byWorker || kind === "run")) add(Mark.path, k, from, to);
  });
}

function addStrips(schedule: Schedule, { stripKind }: MarkNeeds, add: Add) {
  const { levels, firstLevel, resources, recording } = schedule;
  const { stretches, first } = stretchesOf(schedule);
  const acts = actsOf(schedule);
  for (const { index } of resources) {
    const strip = stripKind(schedule, index);
    if (strip === "gate") for (const event of acts.get(index) ?? []) add(Mark.act, event, event + 1, event + 1);
    if (strip === "lock") for (let k = first[index]; k < first[index + 1]; k++) add(Mark.share, k, stretches[k].from, stretches[k].to);
    if (!strip || strip === "meeting" || strip === "gate") continue;
    const last = firstLevel[index + 1];
    for (let k = firstLevel[index]; k < last; k++) add(Mark.level, k, levels.from[k], k + 1 < last ? levels.from[k + 1] : recording.events.length);
  }
}

/** Rows in order of their keys, those of one key in their own order. */
function orderOf(keys: number[], limit: number): Uint32Array {
  const next = new Uint32Array(limit + 1);
  for (const key of keys) next[key + 1]++;
  for (let k = 0; k < limit; k++) next[k + 1] += next[k];
  const order = new Uint32Array(keys.length);
  keys.forEach((key, i) => (order[next[key]++] = i));
  return order;
}

/** The column of the score at which a position of a source is reached. */
function columnsOf({ steps }: Schedule, score: Score, source: number): (position: number) => number {
  const columnOf = new Uint32Array(steps.count);
  for (let c = 0; c < score.columns; c++) if (score.acts[source][c]) columnOf[score.stepAt[source][c]] = c;
  return (position) => {
    let low = 0;
    let high = steps.count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (steps.position[middle] < position) low = middle + 1;
      else high = middle;
    }
    return columnOf[low];
  };
}

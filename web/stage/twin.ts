/**
 * The picture as rows: one for each mark that the stage draws at some zoom, so that whoever does not see it reads the same. Columns, like
 * everything that may be a million rows; a row's words are made when it is shown. Nothing here is needed before a reader asks for it.
 */
import type { LinkKind, Piece, Schedule, Score, State } from "../schedule/schedule";
import type { StripKind } from "./layout";

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
} as const;

/** Rows in order of their columns; those of one column by source, then by position. */
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
export interface TwinNeighbours {
  State: typeof State;
  LinkKind: typeof LinkKind;
  stripKind(schedule: Schedule, resource: number): StripKind | undefined;
  waitWords(schedule: Schedule, event: number): readonly string[];
  workerName(schedule: Schedule, worker: number): string;
}

/** The rows of all sources of a score. */
export function markRows({ State, stripKind }: TwinNeighbours, schedules: Schedule[], score: Score): MarkRows {
  const columns: number[] = [];
  const source: number[] = [];
  const kind: number[] = [];
  const row: number[] = [];
  const until: number[] = [];
  schedules.forEach((schedule, i) => {
    const columnAt = columnsOf(schedule, score, i);
    const add = (mark: number, index: number, from: number, to: number) => {
      source.push(i);
      kind.push(mark);
      row.push(index);
      columns.push(columnAt(from));
      until.push(columnAt(to));
    };
    const { intervals, links, levels, firstLevel, units, resources, recording } = schedule;
    const end = recording.events.length;
    for (const unit of units) {
      add(Mark.birth, unit.index, unit.born, unit.born);
      if (unit.ended >= 0) add(Mark.end, unit.index, unit.ended, unit.ended);
    }
    for (let k = 0; k < intervals.count; k++) {
      const state = intervals.state[k];
      if (state !== State.unborn && state !== State.ended) add(Mark.state, k, intervals.from[k], intervals.to[k]);
    }
    for (let k = 0; k < links.count; k++) add(Mark.link, k, links.from[k], links.to[k]);
    for (const { index } of resources) {
      const strip = stripKind(schedule, index);
      if (!strip || strip === "meeting" || strip === "gate") continue;
      const last = firstLevel[index + 1];
      for (let k = firstLevel[index]; k < last; k++) add(Mark.level, k, levels.from[k], k + 1 < last ? levels.from[k + 1] : end);
    }
    for (const { begin, end: to } of rangesOf(schedule)) add(Mark.range, begin, begin + 1, to + 1);
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

/** Event indices of the beginning and end of each span of the runtime's own; one that is open at the end ends there. */
function rangesOf({ recording: { events } }: Schedule): { begin: number; end: number }[] {
  const ranges: { begin: number; end: number }[] = [];
  const open = new Map<string, { begin: number; end: number }>();
  events.forEach(({ e, name = "", is, w }, i) => {
    if (e !== "range") return;
    const key = `${name} ${w ?? ""}`;
    if (is === "end") {
      const range = open.get(key);
      if (range) range.end = i;
      open.delete(key);
      return;
    }
    const range = { begin: i, end: events.length - 1 };
    open.set(key, range);
    ranges.push(range);
  });
  return ranges;
}

/** Units and resources that a row speaks of. */
export interface Named {
  units: number[];
  resources: number[];
}

export function namedIn({ units, unitOfInterval, intervals, links, levels, recording, resourceIndex, unitIndex }: Schedule, kind: number, row: number): Named {
  switch (kind) {
    case Mark.birth:
      return { units: [row, units[row].parent], resources: [] };
    case Mark.end:
      return { units: [row], resources: [] };
    case Mark.state: {
      const wait = recording.events[intervals.cause[row]];
      const waited = wait ? [wait.r, ...(wait.cases ?? []).map((one) => one.r)].map((id) => resourceIndex(id)) : [];
      return { units: [unitOfInterval(row)], resources: waited };
    }
    case Mark.link:
      return { units: [links.fromUnit[row], links.toUnit[row]], resources: [links.resource[row]] };
    case Mark.level:
      return { units: [levels.holder[row]], resources: [levels.resource[row]] };
    case Mark.range:
      return { units: [unitIndex(recording.events[row].u)], resources: [] };
    default:
      return { units: [], resources: [] };
  }
}

/** A row in words. */
export function markWords(needs: TwinNeighbours, schedule: Schedule, kind: number, row: number): Piece[] {
  const { units, recording } = schedule;
  const unit = (index: number): Piece => (index < 0 ? { text: "The runtime" } : { text: units[index].name, unit: index });
  switch (kind) {
    case Mark.birth: {
      const { parent, spawnedAt } = units[row];
      const at = spawnedAt ? ` at ${spawnedAt}` : "";
      return parent < 0 ? [unit(row), { text: ` begins${at}.` }] : [unit(row), { text: " begins, started by " }, unit(parent), { text: `${at}.` }];
    }
    case Mark.end:
      return [unit(row), { text: ` ends${units[row].how ? `: ${units[row].how}` : ""}.` }];
    case Mark.state:
      return [unit(schedule.unitOfInterval(row)), { text: ` ${stateOf(needs, schedule, row)}.` }];
    case Mark.link:
      return linkWords(needs, schedule, row, unit);
    case Mark.level:
      return levelWords(needs, schedule, row, unit);
    case Mark.range:
      return [{ text: `The runtime works: ${recording.events[row].name ?? "work of its own"}.` }];
    default:
      return [{ text: `The run breaks off: ${recording.events[row].how ?? "no reason is recorded"}.` }];
  }
}

function stateOf({ State, waitWords, workerName }: TwinNeighbours, schedule: Schedule, row: number): string {
  const { intervals, recording } = schedule;
  const { header } = recording;
  const cause = intervals.cause[row];
  const why = cause >= 0 ? `: ${waitWords(schedule, cause)[0]}` : "";
  switch (intervals.state[row]) {
    case State.running:
      return header.threads > 1 ? `runs on ${workerName(schedule, intervals.worker[row])}` : "runs";
    case State.ready:
      return "is ready";
    case State.sleeping:
      return `sleeps${why}`;
    default:
      return `waits${why}`;
  }
}

function linkWords({ LinkKind }: TwinNeighbours, { links, recording, resources }: Schedule, row: number, unit: (index: number) => Piece): Piece[] {
  const from = unit(links.fromUnit[row]);
  const to = unit(links.toUnit[row]);
  if (links.kind[row] === LinkKind.spawn) return [from, { text: " starts " }, to, { text: "." }];
  if (links.kind[row] === LinkKind.wake) return [from, { text: " wakes " }, to, { text: "." }];
  const value = recording.events[links.to[row] - 1]?.v || "A value";
  const resource = resources[links.resource[row]];
  const over: Piece[] = resource ? [{ text: " over " }, { text: resource.name, resource: resource.index }] : [];
  return [{ text: `${value} goes from ` }, from, ...over, { text: " to " }, to, { text: "." }];
}

function levelWords({ stripKind }: TwinNeighbours, schedule: Schedule, row: number, unit: (index: number) => Piece): Piece[] {
  const { levels, resources } = schedule;
  const index = levels.resource[row];
  const { name, cap } = resources[index];
  const piece: Piece = { text: name, resource: index };
  const kind = stripKind(schedule, index);
  const holder = levels.holder[row];
  if (holder >= 0) return [piece, { text: " is held by " }, unit(holder), { text: "." }];
  if (kind === "lock") return [piece, { text: " is held by nobody alone." }];
  if (kind !== "queue") return [piece, { text: ` is at ${levels.len[row]}.` }];
  const held = levels.held[row] > 0 ? `, ${levels.held[row]} reserved` : "";
  return [piece, { text: ` holds ${levels.len[row]}${cap > 0 ? ` of ${cap}` : ""}${held}.` }];
}

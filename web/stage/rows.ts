/**
 * The rows of a group of lanes: a unit each or, where units are many, one row for all units of a role that says
 * what they do together. A row is drawn from its spans and does not know which of the two it is.
 */
import { Ints } from "../schedule/columns";
import { State, type Schedule } from "../schedule/schedule";
import type { RowPainter } from "./layers";

/** Stretches of one state, as rows `first … end − 1` of columns; span i covers positions `from[i] ≤ p < to[i]`. */
export interface Spans {
  first: number;
  end: number;
  state: Uint8Array;
  from: Uint32Array;
  to: Uint32Array;
  /** Event index of the `wait` that explains a span, −1 where none does; null in rows of many units. */
  cause: Int32Array | null;
}

export interface Row {
  /** What it stands for: unit indices, in order of birth. */
  units: number[];
  role: string;
  /** Whether it stands for a role: then `units` may be many. */
  folded: boolean;
  /** Units after this row that no row shows. */
  hidden: number;
  spans: Spans;
  /** Draws it, where it stands for something else than units. */
  paint?: RowPainter;
}

/** Groups of more units than this are folded by role. */
export const foldAbove = 12;
/** An unfolded role shows this many units, and a group this many rows; the rest is told in words and in the table. */
const mostUnits = 48;
/** A canvas has an end: browsers draw nothing on one of some 16,000 px. */
const mostRows = 160;

/** The rows of a schedule. `open` names the roles that the reader has unfolded; `folds`, whether units of one role share a row. */
export function rowsOf(schedule: Schedule, open: ReadonlySet<string>, folds = schedule.units.length > foldAbove): Row[] {
  const { units } = schedule;
  const roles = new Map<string, number[]>();
  for (const unit of units) {
    const members = roles.get(unit.role);
    if (members) members.push(unit.index);
    else roles.set(unit.role, [unit.index]);
  }
  const rows: Row[] = [];
  for (const [role, members] of roles) {
    if (folds && members.length > 1) rows.push({ units: members, role, folded: true, hidden: 0, spans: together(schedule, role, members) });
    if (folds && members.length > 1 && !open.has(role)) continue;
    const shown = folds ? members.slice(0, mostUnits) : members;
    for (const unit of shown) rows.push({ units: [unit], role, folded: false, hidden: 0, spans: spansOf(schedule, unit) });
    if (shown.length < members.length) rows[rows.length - 1].hidden = members.length - shown.length;
  }
  // Units of different roles stay in the order of their birth when nothing is folded.
  if (!folds) rows.sort((a, b) => a.units[0] - b.units[0]);
  const more = rows.splice(mostRows);
  if (more.length > 0) rows[mostRows - 1].hidden += more.reduce((n, row) => n + (row.folded ? 0 : row.units.length), 0);
  return rows;
}

function spansOf(schedule: Schedule, unit: number): Spans {
  const { state, from, to, cause } = schedule.intervals;
  return { first: schedule.firstInterval[unit], end: schedule.firstInterval[unit + 1], state, from, to, cause };
}

const folded = new WeakMap<Schedule, Map<string, Spans>>();

/** What the units of a role do together is the first of these that any of them does. */
const order = [State.running, State.ready, State.waiting, State.sleeping, State.ended];
/** The state before the first of a unit. */
const none = 7;

/** What the units of a role do together: running where any runs, else ready where any is ready, and so on. */
function together(schedule: Schedule, role: string, members: number[]): Spans {
  let known = folded.get(schedule);
  if (!known) folded.set(schedule, (known = new Map()));
  let spans = known.get(role);
  if (!spans) known.set(role, (spans = merge(schedule, members)));
  return spans;
}

function merge({ intervals, firstInterval }: Schedule, members: number[]): Spans {
  // An edge is one number, so that millions of them are sorted quickly: the position, then the state before it and the state after it.
  let edges = 0;
  for (const unit of members) edges += firstInterval[unit + 1] - firstInterval[unit];
  const sorted = new Float64Array(edges);
  let end = 0;
  for (const unit of members) {
    let before = none;
    for (let i = firstInterval[unit]; i < firstInterval[unit + 1]; i++) {
      sorted[--edges] = intervals.from[i] * 64 + before * 8 + intervals.state[i];
      before = intervals.state[i];
      end = Math.max(end, intervals.to[i]);
    }
  }
  sorted.sort();
  const count = new Int32Array(8);
  const state = new Ints();
  const from = new Ints();
  for (let i = 0; i < sorted.length;) {
    const at = Math.floor(sorted[i] / 64);
    for (; i < sorted.length && sorted[i] < (at + 1) * 64; i++) {
      const change = sorted[i] - at * 64;
      count[change >> 3]--;
      count[change & 7]++;
    }
    const now = order.find((s) => count[s] > 0) ?? State.unborn;
    if (state.length > 0 && state.at(state.length - 1) === now) continue;
    state.push(now);
    from.push(at);
  }
  const to = new Uint32Array(from.length).fill(end);
  to.set(from.rows.subarray(1));
  return { first: 0, end: to.length, state: new Uint8Array(state.rows), from: new Uint32Array(from.rows), to, cause: null };
}

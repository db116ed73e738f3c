/**
 * The schedule: what a recording says, derived once into columns so that any moment can be looked up.
 *
 * Everything here knows records only: no runtime, no language, no number of sources. A moment is named by
 * a *position* `p`: the state after the first `p` events (0: before anything). Columns are typed arrays
 * of one length per table (struct of arrays); ids of the records are mapped to dense indices in order of birth.
 */
import type { Recording } from "../records/records";
import type { Tenures } from "./tenures";

/** What a unit is doing. The numbers are the codes in `intervals.state`. */
export const State = {
  unborn: 0,
  running: 1,
  /** Could run, waits for its worker. */
  ready: 2,
  /** Waits for somebody: a channel, a lock, a join. */
  waiting: 3,
  /** Waits for nobody: only a timer will wake it. */
  sleeping: 4,
  ended: 5,
} as const;
export type StateCode = (typeof State)[keyof typeof State];
export const stateNames = ["not started", "running", "ready", "waiting", "sleeping", "ended"] as const;

export interface Unit {
  /** Dense index: row of the columns. */
  index: number;
  /** The id in the records. */
  id: number;
  /** Unique within the schedule: the recorded name, numbered where several units share it (`consumer 2`). */
  name: string;
  /** The recorded name, shared by units of one kind; units of the same role share a colour. */
  role: string;
  /** Index of the role in order of birth; 0 is the main unit's. */
  roleIndex: number;
  /** At most three characters for badges: `M`, `P`, `C2`. Unique within the schedule. */
  letter: string;
  kind: string;
  /** Index of the unit that spawned it, −1 for the runtime. */
  parent: number;
  spawnedAt: string;
  /** Positions (event index + 1) of its spawn and end; end is −1 where it has none. */
  born: number;
  ended: number;
  /** `returned`, `panicked` …; "" while it has no end. */
  how: string;
}

export interface Resource {
  index: number;
  id: number;
  kind: string;
  /** The variable's name, else the kind with its number. */
  name: string;
  cap: number;
  at: string;
  /** Position of its birth. */
  born: number;
  /** For a join handle: index of the unit it waits for, else −1. */
  of: number;
  /** For a context: index of the one that it was made from, else −1. */
  parent: number;
}

/**
 * State intervals of all units, sorted by unit, then by position. Interval i covers positions `from[i] ≤ p < to[i]`; those of
 * one unit cover every position 0 … events without a gap, from `unborn` on. An interval takes 15 bytes, so that millions of them are no burden.
 */
export interface Intervals {
  count: number;
  state: Uint8Array;
  from: Uint32Array;
  to: Uint32Array;
  /** The worker while running, else −1. */
  worker: Int16Array;
  /** Event index of the `wait` that explains a waiting or sleeping interval (of the `stop` where only that says why), else −1. */
  cause: Int32Array;
}

export const LinkKind = { message: 0, wake: 1, spawn: 2 } as const;

/**
 * Links between two units, sorted by `to`. Positions are event index + 1: of a message, its send and its receive; of a wake or a
 * spawn, twice the moment at which the unit becomes ready. Wakes without effect and wakes by the runtime have no link.
 */
export interface Links {
  count: number;
  kind: Uint8Array;
  from: Uint32Array;
  to: Uint32Array;
  fromUnit: Int32Array;
  toUnit: Int32Array;
  /** The channel of a message, else −1. */
  resource: Int32Array;
}

/** What each resource holds over time, sorted by resource, then position: from this position on it holds `len` (of a wait group: its counter). */
export interface Levels {
  count: number;
  resource: Uint32Array;
  from: Uint32Array;
  len: Uint32Array;
  held: Uint32Array;
  /** Unit index of the holder of a lock, −1 where nobody holds it alone. */
  holder: Int32Array;
}

export interface Wait {
  /** Event index of the `wait` record (of the `stop`, where only that says what it waits for). */
  event: number;
  op: string;
  /** Resource index, −1 where the runtime does not say. */
  resource: number;
  value: string;
  /** Due time in ns of a timer, −1 where there is none. */
  until: number;
  at: string;
}

export interface UnitMoment {
  unit: number;
  state: StateCode;
  worker: number;
  /** All that it waits for; empty unless waiting or sleeping. */
  waits: Wait[];
  /** The line where it is, `file:line`, "" where no record has said yet. */
  at: string;
}

export interface ResourceMoment {
  resource: number;
  len: number;
  /** Slots reserved by permits that are not written yet. */
  held: number;
  /** Values in it, head (next to leave) first; of a watch channel the last one that was sent. Fewer than `len` where the recording does not say them all. */
  values: string[];
  closed: boolean;
  /** Unit index of who holds a lock alone, −1 else. */
  holder: number;
  /** Unit indices of all who hold it or a share of it: who locked it, readers, owners of permits; who took it first stands first. */
  holders: number[];
  /** Units waiting on it, in the order they came, with what they want. */
  waiting: { unit: number; op: string; value: string }[];
}

export interface Moment {
  position: number;
  time: number;
  /** The event that led here, −1 at position 0. */
  event: number;
  units: UnitMoment[];
  resources: ResourceMoment[];
}

/**
 * A step groups an event with what follows from it without anyone else acting (the `stop` after a `wait`, the `wake` and the
 * hand-over done by the unit that acts). What must stand before its lead in the records (the blocked sender's `send` before the
 * `receive` that takes it) belongs to the step too. Step s covers positions up to `position[s]`; step 0 is the state before the first event.
 */
export interface Steps {
  count: number;
  /** Position after the step. */
  position: Uint32Array;
  /** Time in ns of the step's first event. */
  time: Float64Array;
  /** Event index of the one that gives the step its meaning (the operation, not its consequences), −1 for step 0. */
  lead: Int32Array;
  /** Unit index that acted, −1 for the runtime. */
  unit: Int32Array;
}

export interface Schedule {
  recording: Recording;
  units: Unit[];
  resources: Resource[];
  /** Time in ns of each event. */
  time: Float64Array;
  intervals: Intervals;
  /** Intervals of unit u are rows `firstInterval[u] … firstInterval[u + 1] − 1`. */
  firstInterval: Uint32Array;
  links: Links;
  levels: Levels;
  /** Levels of resource r are rows `firstLevel[r] … firstLevel[r + 1] − 1`. */
  firstLevel: Uint32Array;
  /** Who holds each lock and permit; found when it is first asked for. */
  tenures(): Tenures;
  /** How many units run or are ready at each position; where it is 0, only the runtime (a timer, I/O) can go on. */
  active: Uint32Array;
  steps: Steps;
  /** Index of the unit or resource with an id of the records (`u`, `by`, `r`), −1 where there is none. */
  unitIndex(id: number | undefined): number;
  resourceIndex(id: number | undefined): number;
  /** Unit index of an interval. */
  unitOfInterval(row: number): number;
  /** What one unit does at a position; cheaper than the whole moment. */
  unitAt(unit: number, position: number): UnitMoment;
  /** The state at a position, by look-up. */
  moment(position: number): Moment;
}

/** A named moment of one source: the first event at or after the line of a `// @mark name` comment. */
export interface Marker {
  name: string;
  /** Step index in its own schedule. */
  step: number;
}

/**
 * One shared axis for several schedules, as a musical score is: *columns* are the steps under one playhead, a *measure* is one
 * instant of virtual time. Within a measure order matters and no time passes; between measures nothing can run. A measure is as wide as its
 * longest source, so sources can be read against each other. Column 0 is the state before the first event of every source. On real
 * clocks there is one measure, in which steps are merged by their times; where clocks cannot be compared there is one measure too,
 * aligned at its start.
 */
export interface Score {
  columns: number;
  /** `first` and `count` are columns; `time` is the recorded time in ns of the measure's first event. */
  measures: { first: number; count: number; time: number }[];
  /** For each source: the step of its own schedule that stands at or last before each column. */
  stepAt: Uint32Array[];
  /** For each source: 1 where it has a step of its own in this column. */
  acts: Uint8Array[];
  /** Measure of each column. */
  measureOf: Uint32Array;
  /** Whether times may be read across sources; if not, why, in words. */
  comparable: boolean;
  why: string;
}

/** A sentence in pieces, so that units and resources can be drawn in their colours. */
export interface Piece {
  text: string;
  unit?: number;
  resource?: number;
}

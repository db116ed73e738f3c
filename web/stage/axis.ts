/**
 * Where a moment stands on the horizontal axis, in *slots*: one slot is the width of one step.
 *
 * On the axis of steps each column of the score is one slot wide, and between two measures lies a gap in which nothing
 * can run. On the axis of time a column stands at its time. Positions of a source are placed once, into one array, so
 * that drawing is a look-up.
 */
import type { Schedule, Score } from "../schedule/schedule";
import type { Scene } from "./scene";

/** Where inside its column an event takes effect; before that stand the events which lead up to it. */
export const effectAt = 0.78;
const leadUpAt = 0.03;
/** Width of the idle time between two measures. */
const gapSlots = 1.5;

export type AxisKind = "steps" | "time";

/** An axis that is not that of steps. */
export interface AxisOf {
  /** Fills the axis' `start`; returns its slots per ns. */
  place(axis: Axis, score: Score, schedules: Schedule[]): number;
  /** Draws its ticks and their words. */
  draw(scene: Scene): void;
}

/** One source's places. */
export interface Track {
  /** Slot of each position, 0 … events + 1; the last is the end of the axis. */
  place: Float64Array;
  /** Column of each step. */
  columnOf: Uint32Array;
  /** Step of each position. */
  stepOf: Uint32Array;
}

export class Axis {
  /** Slot at which each column begins; one more entry for the end. */
  readonly start: Float64Array;
  readonly tracks: Track[];
  /** Slots of the idle stretches: begin, end, begin, end … */
  readonly gaps: Float64Array;
  /** The axis of time; null on that of steps. */
  readonly time: AxisOf | null;
  /** Scale of the axis of time; 0 on that of steps. */
  readonly slotsPerNs: number;

  constructor(score: Score, schedules: Schedule[], time: AxisOf | null = null) {
    this.time = time;
    this.start = new Float64Array(score.columns + 1);
    const gaps: number[] = [];
    this.slotsPerNs = time ? time.place(this, score, schedules) : this.#placeByStep(score, gaps);
    this.gaps = Float64Array.from(gaps);
    this.tracks = schedules.map((schedule, i) => this.#track(score, schedule, i));
  }

  /** The whole axis, in slots. */
  get length(): number {
    return this.start[this.start.length - 1];
  }

  /** The slot at which a column's event has taken effect: where the playhead stands. */
  effect(column: number): number {
    return this.start[column] + this.#widthOf(column) * effectAt;
  }

  /** The column whose effect lies nearest to a slot. */
  columnAt(slot: number): number {
    let low = 0;
    let high = this.start.length - 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.effect(middle) < slot) low = middle + 1;
      else high = middle;
    }
    if (low > 0 && slot - this.effect(low - 1) < this.effect(low) - slot) low--;
    return low;
  }

  #placeByStep(score: Score, gaps: number[]): number {
    let slot = 0;
    for (let c = 0; c < score.columns; c++) {
      if (c > 0 && score.measureOf[c] !== score.measureOf[c - 1]) {
        gaps.push(slot, slot + gapSlots);
        slot += gapSlots;
      }
      this.start[c] = slot;
      slot += 1;
    }
    this.start[score.columns] = slot;
    return 0;
  }

  /** A column is never wider than a step: what follows it in time is not its own. */
  #widthOf(column: number): number {
    return !this.time ? 1 : Math.min(1, this.start[column + 1] - this.start[column]);
  }

  #track(score: Score, schedule: Schedule, source: number): Track {
    const { steps } = schedule;
    const columnOf = new Uint32Array(steps.count);
    for (let c = 0; c < score.columns; c++) if (score.acts[source][c]) columnOf[score.stepAt[source][c]] = c;
    const positions = schedule.time.length + 1;
    const place = new Float64Array(positions + 1);
    const stepOf = new Uint32Array(positions + 1);
    let p = 1;
    for (let s = 1; s < steps.count; s++) {
      const begin = this.start[columnOf[s]];
      const width = this.#widthOf(columnOf[s]);
      for (; p <= steps.position[s]; p++) {
        stepOf[p] = s;
        place[p] = begin + width * (p - 1 < steps.lead[s] ? leadUpAt : effectAt);
      }
    }
    for (; p <= positions; p++) {
      stepOf[p] = steps.count - 1;
      place[p] = this.length;
    }
    return { place, columnOf, stepOf };
  }
}

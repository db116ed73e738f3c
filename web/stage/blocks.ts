/**
 * What blocks of rows have in common, so that a frame looks at a few blocks for each pixel, however many rows the pixel holds: of spans the
 * longest one, made once for an axis; of a column its least and its most.
 */
import type { Track } from "./axis";
import type { Spans } from "./rows";

/** Rows of a block of the first level: one of two rows would take as much memory as all others together. */
const leastRows = 4;

/** Rows of a block of the first level of a column; all levels together take a fourth of the column's bytes. */
const columnRows = 16;

/** Of block b of a level: how long its longest span is in slots; and the state of that, the first of several, or `stands` where any has it. */
export interface Level {
  rows: number;
  /** Its power of two. */
  shift: number;
  state: Uint8Array;
  length: Float32Array;
}

/** Levels are of blocks of 4 rows, of 8, of 16 and so on. Spans of the state `stands` are shown before longer ones; no state where it is −1. */
export function levelsOf({ place }: Track, { state, from, to }: Spans, stands: number): Level[] {
  const levels: Level[] = [];
  const add = (rows: number, each: number, states: Uint8Array, lengths: Float32Array) => {
    const blocks = Math.floor(states.length / each);
    const level: Level = { rows, shift: Math.log2(rows), state: new Uint8Array(blocks), length: new Float32Array(blocks) };
    for (let b = 0, i = 0; b < blocks; b++) {
      let longest = lengths[i];
      let now = states[i];
      for (const end = i++ + each; i < end; i++) {
        const longer = lengths[i] > longest;
        if (longer) longest = lengths[i];
        if (states[i] === stands || (longer && now !== stands)) now = states[i];
      }
      level.length[b] = longest;
      level.state[b] = now;
    }
    levels.push(level);
    return level;
  };
  const lengths = new Float32Array(state.length);
  for (let i = 0; i < lengths.length; i++) lengths[i] = place[to[i]] - place[from[i]];
  let last = add(leastRows, leastRows, state, lengths);
  while (last.state.length >= 2) last = add(last.rows * 2, 2, last.state, last.length);
  return levels;
}

/** The least and the most of a column between any two of its rows. */
export class Extremes {
  /** What `look` found. */
  least = 0;
  most = 0;
  /** Of blocks of 16 rows, of 32 and so on. */
  readonly #levels: Record<"least" | "most", Uint32Array>[] = [];

  constructor(readonly column: Uint32Array) {
    for (let least = column, most = column, rows = columnRows; least.length >= rows; rows = 2) {
      const blocks = Math.floor(least.length / rows);
      const level = { least: new Uint32Array(blocks), most: new Uint32Array(blocks) };
      for (let b = 0, i = 0; b < blocks; b++) {
        let low = least[i];
        let high = most[i];
        for (const end = i++ + rows; i < end; i++) {
          if (least[i] < low) low = least[i];
          if (most[i] > high) high = most[i];
        }
        level.least[b] = low;
        level.most[b] = high;
      }
      this.#levels.push(level);
      ({ least, most } = level);
    }
  }

  /** Among the rows `from … end − 1` and what was found before in `least` and `most`. */
  look(from: number, end: number) {
    let a = Math.ceil(from / columnRows);
    let b = Math.floor(end / columnRows);
    if (a >= b) return this.#take(this.column, this.column, from, end);
    this.#take(this.column, this.column, from, a * columnRows);
    this.#take(this.column, this.column, b * columnRows, end);
    // Of each level at most one block at either end: what lies between is whole blocks of the next.
    for (let l = 0; a < b; l++, a >>= 1, b >>= 1) {
      const { least, most } = this.#levels[l];
      if (a % 2 === 1) this.#take(least, most, a, ++a);
      if (b % 2 === 1) this.#take(least, most, --b, b + 1);
    }
  }

  #take(least: Uint32Array, most: Uint32Array, from: number, end: number) {
    for (let i = from; i < end; i++) {
      if (least[i] < this.least) this.least = least[i];
      if (most[i] > this.most) this.most = most[i];
    }
  }
}

/**
 * The longest span of each block of rows, in levels: of 4 rows, of 16, of 64 and so on. Made once for an axis, so that a frame looks at a few
 * blocks for each pixel, however many spans the pixel holds.
 */
import type { Track } from "./axis";
import type { Spans } from "./rows";

/** Rows of the first level, and blocks of one level that make one of the next. */
const branches = 4;

/** Of block b of a level: how long its longest span is in slots; and the state of that, the first of several, or `stands` where any has it. */
export interface Level {
  rows: number;
  /** Its power of two. */
  shift: number;
  state: Uint8Array;
  length: Float32Array;
}

/** Spans of the state `stands` are shown before longer ones; no state where it is −1. */
export function levelsOf({ place }: Track, { state, from, to }: Spans, stands: number): Level[] {
  const levels: Level[] = [];
  const add = (rows: number, states: Uint8Array, lengthOf: (i: number) => number) => {
    const blocks = Math.floor(states.length / branches);
    const level: Level = { rows, shift: Math.log2(rows), state: new Uint8Array(blocks), length: new Float32Array(blocks) };
    for (let b = 0, i = 0; b < blocks; b++) {
      level.length[b] = -1;
      for (let end = i + branches; i < end; i++) {
        const length = lengthOf(i);
        const longer = length > level.length[b];
        if (longer) level.length[b] = length;
        if (states[i] === stands || (longer && level.state[b] !== stands)) level.state[b] = states[i];
      }
    }
    levels.push(level);
  };
  add(branches, state, (i) => place[to[i]] - place[from[i]]);
  for (let last = levels[0]; last.state.length >= branches; last = levels[levels.length - 1]) {
    const { rows, state, length } = last;
    add(rows * branches, state, (i) => length[i]);
  }
  return levels;
}

/**
 * The longest of the spans that share a pixel, however many they are: blocks of rows are looked through once, so a frame costs pixels and
 * blocks, not spans.
 */
import type { Track } from "./axis";

/** Big enough that the blocks of a pixel are few, small enough that the rows beside its whole blocks are. */
const blockRows = 32;

/** Spans as columns: of span i the positions `from[i] ≤ p < to[i]`. */
type Columns = Record<"from" | "to", ArrayLike<number>>;

/** By the columns of spans: the longest of each block, one more than its row. */
const blocks = new WeakMap<Track, Map<ArrayLike<number>, Int32Array>>();

/** Which of the spans `first … end − 1` is the longest on its track, the first of several. */
export function longestOf(track: Track, spans: Columns, first: number, end: number): number {
  const { place } = track;
  const { from, to } = spans;
  let longest = first;
  let most = -1;
  let ofTrack = blocks.get(track);
  if (!ofTrack) blocks.set(track, (ofTrack = new Map()));
  let known = ofTrack.get(from);
  if (!known) ofTrack.set(from, (known = new Int32Array(from.length / blockRows)));
  for (let row = first, rows: number; row < end; row += rows) {
    let best = row;
    rows = 1;
    if (row % blockRows === 0 && row + blockRows <= end && end - first > blockRows) {
      rows = blockRows;
      // 0: it was not looked for yet.
      best = (known[row / rows] ||= longestOf(track, spans, row, row + rows) + 1) - 1;
    }
    const length = place[to[best]] - place[from[best]];
    if (length <= most) continue;
    most = length;
    longest = best;
  }
  return longest;
}

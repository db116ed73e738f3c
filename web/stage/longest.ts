/**
 * The longest of the spans that share a pixel, however many they are: blocks of rows are looked through once, so a frame costs pixels and
 * blocks, not spans.
 */
import type { Track } from "./axis";

/** Big enough that the blocks of a pixel are few, small enough that the rows beside its whole blocks are. */
const blockRows = 32;

/** Spans as columns: of span i the positions `from[i] ≤ p < to[i]`. */
type Columns = Record<"from" | "to", ArrayLike<number>>;

/**
 * Which of the spans `first … end − 1` is the longest on its track, the first of several. One for which `stands` holds is longer than any
 * for which it does not; what it says of a span must never change.
 */
export function longestOf(track: Track, spans: Columns, first: number, end: number, stands?: (row: number) => boolean): number {
  const { place, blocks } = track;
  const { from, to } = spans;
  let longest = first;
  let most = -1;
  let known = blocks.get(from);
  if (!known) blocks.set(from, (known = new Int32Array(from.length / blockRows)));
  for (let row = first, rows: number; row < end; row += rows) {
    let best = row;
    rows = 1;
    if (row % blockRows === 0 && row + blockRows <= end && end - first > blockRows) {
      rows = blockRows;
      // 0: it was not looked for yet.
      best = (known[row / rows] ||= longestOf(track, spans, row, row + rows, stands) + 1) - 1;
    }
    const length = stands?.(best) ? Infinity : place[to[best]] - place[from[best]];
    if (length <= most) continue;
    most = length;
    longest = best;
  }
  return longest;
}

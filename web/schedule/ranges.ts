/** Spans of the runtime's own, such as a garbage collection. */
import type { Schedule } from "./schedule";

export interface Range {
  name: string;
  /** Positions: it holds at `from ≤ p < to`. */
  from: number;
  to: number;
  /** How many open ones it lies within. */
  depth: number;
}

const found = new WeakMap<Schedule, Range[]>();

/** The spans in order of their beginning; one that never ends lasts to the end of the recording. */
export function rangesOf(schedule: Schedule): Range[] {
  const known = found.get(schedule);
  if (known) return known;
  const ranges: Range[] = [];
  const open: Range[] = [];
  const { events } = schedule.recording;
  events.forEach(({ e, name = "", is }, i) => {
    if (e !== "range") return;
    if (is === "begin") {
      const range = { name, from: i + 1, to: events.length + 1, depth: open.length };
      ranges.push(range);
      open.push(range);
      return;
    }
    const at = open.findLastIndex((range) => range.name === name);
    if (at >= 0) open.splice(at, 1)[0].to = i + 1;
  });
  found.set(schedule, ranges);
  return ranges;
}

/** Times as the axis and the playhead say them. */
import { timeWords } from "../schedule/words";

/** A time since the start of a run in ns: `0 ms`, `1.25 ms`, `340 µs`. */
export function clockWords(ns: number): string {
  return ns === 0 ? "0 ms" : timeWords(ns);
}

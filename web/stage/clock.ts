/** Times as the axis and the playhead say them. */
import { timeWords } from "../schedule/time";

/** A time since the start of a run in ns: `0 ms`, `1.25 ms`, `340 µs`; "" for none. */
export function clockWords(ns: number | undefined): string {
  return ns === undefined ? "" : ns === 0 ? "0 ms" : timeWords(ns);
}

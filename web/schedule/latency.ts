/** How long each unit of a role lived: what a server calls the latency of its requests, if each has a unit of its own. */
import type { Schedule } from "./schedule";

export interface Latency {
  /** Index of the unit. */
  unit: number;
  /** From spawn to end, in ns of the recording's clock. */
  ns: number;
}

export interface Latencies {
  /** Of the units that ended, shortest first. */
  ended: Latency[];
  /** How many of the role have no end in the recording. */
  open: number;
}

/** The lives of the units with a role, by its recorded name. A unit that was still there when the program ended has ended with it by force, and counts as open. */
export function latenciesOf({ units, time }: Schedule, role: string): Latencies {
  const ended: Latency[] = [];
  let open = 0;
  for (const unit of units) {
    if (unit.role !== role) continue;
    if (unit.ended < 0 || unit.how === "shut down" || unit.how === "leaked") open++;
    else ended.push({ unit: unit.index, ns: time[unit.ended - 1] - time[unit.born - 1] });
  }
  ended.sort((a, b) => a.ns - b.ns || a.unit - b.unit);
  return { ended, open };
}

/**
 * The nearest-rank percentile: the shortest time that at least `percent` % of the
 * sorted lives do not exceed, so always one that was recorded. NaN where there is none.
 */
export function percentile(sorted: Latency[], percent: number): number {
  if (sorted.length === 0) return NaN;
  const rank = Math.ceil((percent / 100) * sorted.length);
  return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1].ns;
}

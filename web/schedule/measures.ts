/**
 * The instants of one schedule on a virtual clock. Such a clock moves only when nothing can run, so an instant is what happens
 * between two moments at which no unit runs or is ready; time passes there alone.
 *
 * Clocks creep: Go's takes a little time for each reading, so a sleep of 1 ms that is begun 3 µs into an instant ends at 1.003 ms,
 * and the creep of all instants adds up. Comparing sources by the times of their records would drift, so each instant gets a
 * *nominal* time: that of the instant in which its timer was set, plus how long the timer was set for.
 */
import { isTimed } from "./derive";
import type { Schedule } from "./schedule";

export interface Instant {
  /** Its steps: `first … end − 1`. */
  first: number;
  end: number;
  /** Time in ns of its first event, as recorded. */
  startNs: number;
  /** Time in ns without creep: what instants of several sources are matched by. */
  nominalNs: number;
}

/** A timer's duration is known to this exactly: between reading the clock and recording the wait it creeps a little. */
const durationGrainNs = 10_000;

/** Instants whose nominal times lie nearer to each other than this are one. */
export const sameInstantNs = 20_000;

export function instantsOf(schedule: Schedule): Instant[] {
  const { steps, active, time } = schedule;
  const originNs = time.length > 0 ? time[0] : 0;
  const instants: Instant[] = [{ first: 0, end: 1, startNs: originNs, nominalNs: 0 }];
  for (let s = 1; s < steps.count; s++) {
    const last = instants[instants.length - 1];
    const before = steps.position[s - 1];
    const passed = before > 0 && active[before] === 0 && time[before] > time[before - 1];
    const nominalNs = passed ? nominalOf(schedule, s, instants) : 0;
    if (nominalNs - last.nominalNs > sameInstantNs) instants.push({ first: s, end: s + 1, startNs: steps.time[s], nominalNs });
    else last.end = s + 1;
  }
  return instants;
}

/** Nominal time in ns of each event: that of its instant. */
export function nominalTimes(schedule: Schedule): Float64Array {
  const { steps, time } = schedule;
  const nominal = new Float64Array(time.length);
  for (const { first, end, nominalNs } of instantsOf(schedule)) {
    nominal.fill(nominalNs, first > 0 ? steps.position[first - 1] : 0, steps.position[end - 1]);
  }
  return nominal;
}

/** Nominal time of the instant that step `s` begins. */
function nominalOf(schedule: Schedule, s: number, instants: Instant[]): number {
  const { steps, recording, time } = schedule;
  const event = recording.events[steps.lead[s]];
  const woken = event?.e === "wake" ? schedule.unitIndex(event.u) : -1;
  const waits = woken < 0 ? [] : schedule.unitAt(woken, steps.position[s - 1]).waits;
  const timer = waits.find((wait) => wait.until >= 0 || isTimed(wait.op));
  const last = instants[instants.length - 1];
  if (!timer) return last.nominalNs + steps.time[s] - last.startNs;
  const setIn = instantAt(instants, timer.event + 1, steps.position);
  return setIn.nominalNs + Math.round((steps.time[s] - time[timer.event]) / durationGrainNs) * durationGrainNs;
}

/** The instant to which a position belongs. */
function instantAt(instants: Instant[], position: number, stepPosition: Uint32Array): Instant {
  let low = 0;
  let high = instants.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (stepPosition[instants[middle].end - 1] < position) low = middle + 1;
    else high = middle;
  }
  return instants[low];
}

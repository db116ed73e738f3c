/** How long a unit was in each state. */
import type { nominalTimes } from "./measures";
import type { Schedule } from "./schedule";

/** By code of the state: how often it came into it, and for how many ns it stayed. */
export interface Spent {
  times: number[];
  ns: number[];
}

/** Up to a position; `time` holds the time in ns of each event, by the clock that is to be read. */
export function spentBy({ intervals, firstInterval }: Schedule, time: Float64Array, unit: number, position: number): Spent {
  const spent: Spent = { times: [0, 0, 0, 0, 0, 0], ns: [0, 0, 0, 0, 0, 0] };
  const last = Math.min(position, time.length);
  for (let i = firstInterval[unit]; i < firstInterval[unit + 1] && intervals.from[i] <= position; i++) {
    const state = intervals.state[i];
    spent.times[state]++;
    // Position p begins with event p − 1.
    const from = Math.max(0, intervals.from[i] - 1);
    const to = Math.min(intervals.to[i], last) - 1;
    if (to > from) spent.ns[state] += time[to] - time[from];
  }
  return spent;
}

const times = new WeakMap<Schedule, Float64Array>();

/** Time in ns of each event as it is to be read: what a virtual clock creeps while code runs says nothing. */
export function timesOf(needs: { nominalTimes: typeof nominalTimes }, schedule: Schedule): Float64Array {
  let time = times.get(schedule);
  if (!time) times.set(schedule, (time = schedule.recording.header.clock === "virtual" ? needs.nominalTimes(schedule) : schedule.time));
  return time;
}

/** The measures of a whole run that runs are compared by, each computed from the records. None says which run is better. */
import type { nominalTimes } from "./measures";
import type { isQueue } from "./resources";
import type { Schedule, State } from "./schedule";
import type { timeWords } from "./time";

/** What the measures take from their neighbours: handed over, so that a part that is loaded later can hold this module alone. */
export interface Neighbours {
  State: typeof State;
  isQueue: typeof isQueue;
  nominalTimes: typeof nominalTimes;
  timeWords: typeof timeWords;
}

export interface RunMeasure {
  key: "runs" | "wakes" | "blocked" | "queue" | "makespan" | "units";
  label: string;
  /** What exactly is counted, as a sentence. */
  definition: string;
  /** A count, or nanoseconds by the recording's clock. */
  value: number;
  unit: "" | "ns";
  /** The value with its unit, to be read: `17`, `8 ms virtual`. */
  text: string;
  /** The moment to which one can go for it, where there is one: a position, and what is there. */
  where?: { position: number; words: string };
}

/** The same measures in the same order for every run. */
export function measureRun(schedule: Schedule, { State, isQueue, nominalTimes, timeWords }: Neighbours): RunMeasure[] {
  const virtual = schedule.recording.header.clock === "virtual";
  // What a virtual clock creeps while code runs says nothing about the program.
  const time = virtual ? nominalTimes(schedule) : schedule.time;
  const clock = virtual ? " The clock is virtual: it moves only when nothing can run." : "";
  const count = (value: number) => ({ value, unit: "" as const, text: String(value) });
  const duration = (ns: number) => ({ value: ns, unit: "ns" as const, text: `${timeWords(ns)}${virtual ? " virtual" : ""}` });
  const makespanNs = time.length > 0 ? time[time.length - 1] - time[0] : 0;
  const queue = longestQueue(schedule, isQueue);
  const longest = { ...count(queue.len), where: queue.len > 0 ? { position: queue.position, words: "where it is reached first" } : undefined };
  return [
    { key: "runs", label: "Switches / polls", definition: "How many times a unit got a worker: a goroutine was scheduled, a task was polled.", ...count(countOf(schedule, "run")) },
    { key: "wakes", label: "Wake-ups", definition: "How many times a unit that waited was made ready, by another one, a timer or I/O.", ...count(wakes(schedule, State)) },
    {
      key: "blocked",
      label: "Time blocked",
      definition: `How long units waited for somebody, all units together; sleeping and being ready are not counted.${clock}`,
      ...duration(blockedNs(schedule, time, State.waiting)),
      where: longestWait(schedule, time, State.waiting),
    },
    { key: "queue", label: "Longest queue", definition: "The most values that one channel held at once.", ...longest },
    { key: "makespan", label: "Makespan", definition: `The time from the first event to the last.${clock}`, ...duration(makespanNs), where: { position: time.length, words: "the last event" } },
    { key: "units", label: "Units", definition: "How many goroutines or tasks began, the main one included.", ...count(schedule.units.length) },
  ];
}

function countOf({ recording }: Schedule, kind: string): number {
  let count = 0;
  for (const event of recording.events) if (event.e === kind) count++;
  return count;
}

/** Wakes that had an effect: from waiting or sleeping to ready. */
function wakes({ intervals }: Schedule, State: Neighbours["State"]): number {
  let count = 0;
  for (let i = 1; i < intervals.count; i++) {
    const waited = intervals.state[i - 1] === State.waiting || intervals.state[i - 1] === State.sleeping;
    // The first interval of a unit is none of these.
    if (waited && intervals.state[i] === State.ready) count++;
  }
  return count;
}

function blockedNs({ intervals }: Schedule, time: Float64Array, waiting: number): number {
  let totalNs = 0;
  for (let i = 0; i < intervals.count; i++) {
    if (intervals.state[i] !== waiting) continue;
    // Position p begins with event p − 1; the last interval ends with the recording.
    const last = Math.min(intervals.to[i], time.length) - 1;
    totalNs += time[last] - time[intervals.from[i] - 1];
  }
  return totalNs;
}

/** The beginning of the longest of the waits that are counted. */
function longestWait({ intervals }: Schedule, time: Float64Array, waiting: number): RunMeasure["where"] {
  let longestNs = 0;
  let position = 0;
  for (let i = 0; i < intervals.count; i++) {
    if (intervals.state[i] !== waiting) continue;
    const ns = time[Math.min(intervals.to[i], time.length) - 1] - time[intervals.from[i] - 1];
    if (ns > longestNs) [longestNs, position] = [ns, intervals.from[i]];
  }
  return longestNs > 0 ? { position, words: "the longest wait" } : undefined;
}

function longestQueue({ levels, resources }: Schedule, isQueue: Neighbours["isQueue"]): { len: number; position: number } {
  const longest = { len: 0, position: 0 };
  for (let i = 0; i < levels.count; i++) {
    if (!isQueue(resources[levels.resource[i]])) continue;
    const { len, position } = longest;
    if (levels.len[i] > len || (levels.len[i] === len && len > 0 && levels.from[i] < position)) Object.assign(longest, { len: levels.len[i], position: levels.from[i] });
  }
  return longest;
}

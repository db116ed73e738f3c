/** Puts schedules on one shared axis; `Score` says what that axis is. */
import { instantsOf, sameInstantNs, type Instant } from "./measures";
import type { Schedule, Score } from "./schedule";

/** Any number of schedules, in the order in which they are shown. */
export function makeScore(schedules: Schedule[]): Score {
  const clocks = new Set(schedules.map((schedule) => schedule.recording.header.clock));
  const draft = new Draft(schedules);
  if (clocks.size > 1) {
    draft.measure(0);
    draft.side(schedules.map((schedule) => ({ from: 1, end: schedule.steps.count })));
    return draft.finish("One clock is virtual, the other real: their times cannot be compared, so the runs are aligned at their start.");
  }
  if (clocks.has("real")) mergeByTime(draft, schedules);
  else alignInstants(draft, schedules);
  return draft.finish("");
}

/** Steps `from … end − 1` of one source. */
interface Stretch {
  from: number;
  end: number;
}

/** A score while it is being written, column by column. */
class Draft {
  readonly #measures: Score["measures"] = [];
  readonly #measureOf: number[] = [];
  readonly #stepAt: number[][];
  readonly #acts: number[][];
  #columns = 0;

  constructor(readonly schedules: Schedule[]) {
    this.#stepAt = schedules.map(() => []);
    this.#acts = schedules.map(() => []);
  }

  /** Begins a measure. The first begins with the column in which nothing has happened yet. */
  measure(timeNs: number) {
    const last = this.#measures[this.#measures.length - 1];
    this.#measures.push({ first: this.#columns, count: 0, time: Math.max(timeNs, last?.time ?? 0) });
    if (!last) this.#column(this.schedules.map(() => 0), () => false);
  }

  /** Steps of the sources side by side, each from the same column on. */
  side(stretches: Stretch[]) {
    const width = Math.max(0, ...stretches.map(({ from, end }) => end - from));
    for (let i = 0; i < width; i++) {
      this.#column(
        stretches.map(({ from, end }, source) => (from + i < end ? from + i : this.#stepBefore(source))),
        (source) => stretches[source].from + i < stretches[source].end,
      );
    }
  }

  finish(why: string): Score {
    return {
      columns: this.#columns,
      measures: this.#measures,
      stepAt: this.#stepAt.map((steps) => Uint32Array.from(steps)),
      acts: this.#acts.map((acts) => Uint8Array.from(acts)),
      measureOf: Uint32Array.from(this.#measureOf),
      comparable: why === "",
      why,
    };
  }

  #stepBefore(source: number): number {
    return this.#stepAt[source][this.#columns - 1] ?? 0;
  }

  #column(steps: number[], acts: (source: number) => boolean) {
    for (let source = 0; source < steps.length; source++) {
      this.#stepAt[source].push(steps[source]);
      this.#acts[source].push(acts(source) ? 1 : 0);
    }
    this.#measureOf.push(this.#measures.length - 1);
    this.#measures[this.#measures.length - 1].count++;
    this.#columns++;
  }
}

/** Virtual clocks: each instant is a measure, shared by the sources that have something to do in it. */
function alignInstants(draft: Draft, schedules: Schedule[]) {
  const sources = schedules.map(instantsOf);
  const next = sources.map(() => 0);
  do {
    let nominalNs = Infinity;
    sources.forEach((instants, i) => (nominalNs = Math.min(nominalNs, instants[next[i]]?.nominalNs ?? Infinity)));
    const together = sources.map((instants, i): Instant | undefined => {
      const instant = instants[next[i]];
      return instant && instant.nominalNs <= nominalNs + sameInstantNs ? instant : undefined;
    });
    const times = together.flatMap((instant) => (instant ? [instant.startNs] : []));
    draft.measure(times.length > 0 ? Math.min(...times) : 0);
    // Step 0 has its column already.
    draft.side(together.map((instant) => (instant ? { from: Math.max(1, instant.first), end: instant.end } : { from: 0, end: 0 })));
    together.forEach((instant, i) => instant && next[i]++);
  } while (sources.some((instants, i) => next[i] < instants.length));
}

/** Real clocks: a column for each step, in order of time; steps at the very same time share one. */
function mergeByTime(draft: Draft, schedules: Schedule[]) {
  draft.measure(0);
  const next = schedules.map(() => 1);
  for (;;) {
    let timeNs = Infinity;
    schedules.forEach(({ steps }, i) => {
      if (next[i] < steps.count) timeNs = Math.min(timeNs, steps.time[next[i]]);
    });
    if (timeNs === Infinity) return;
    draft.side(
      schedules.map(({ steps }, i) => {
        const from = next[i];
        if (from < steps.count && steps.time[from] === timeNs) next[i]++;
        return { from, end: next[i] };
      }),
    );
  }
}

/** Puts schedules on one shared axis; `Score` says what that axis is. */
import { Ints } from "./columns";
import { instantsOf, sameInstantNs, type Instant } from "./measures";
import type { Marker, Schedule, Score } from "./schedule";

/** A marker that several sources have: its step in each. */
export interface SharedMarker {
  name: string;
  steps: number[];
}

/** Any number of schedules, in the order in which they are shown; lined up by these markers, or by time where there are none. */
export function makeScore(schedules: Schedule[], markers: SharedMarker[] = []): Score {
  const clocks = new Set(schedules.map((schedule) => schedule.recording.header.clock));
  const draft = new Draft(schedules);
  if (markers.length > 0) {
    alignMarkers(draft, schedules, markers);
    return draft.finish("The runs are lined up by their markers, so one column may stand for another time in each.");
  }
  if (clocks.size > 1) {
    draft.measure(0);
    draft.side(schedules.map((schedule) => ({ from: 1, end: schedule.steps.count })));
    return draft.finish("One clock is virtual, the other real: their times cannot be compared, so the runs are aligned at their start.");
  }
  if (clocks.has("real")) mergeByTime(draft, schedules);
  else alignInstants(draft, schedules);
  return draft.finish("");
}

/** The markers that all of several sources have, as many as come in the same order in all of them; of each source, its markers. */
export function sharedMarkers(bySource: Marker[][]): SharedMarker[] {
  if (bySource.length < 2) return [];
  const shared = bySource[0]
    .map(({ name }): SharedMarker => ({ name, steps: bySource.map((markers) => markers.find((m) => m.name === name)?.step ?? -1) }))
    .filter(({ steps }) => !steps.includes(-1))
    .sort((a, b) => a.steps[0] - b.steps[0]);
  // The longest chain that ends with each of them.
  const chains: SharedMarker[][] = [];
  for (const marker of shared) {
    const before = chains.filter((chain) => chain[chain.length - 1].steps.every((step, i) => step < marker.steps[i]));
    chains.push([...before.reduce((longest, chain) => (chain.length > longest.length ? chain : longest), []), marker]);
  }
  return chains.reduce((longest, chain) => (chain.length > longest.length ? chain : longest), []);
}

/** The sources share the columns between two markers, and have each marker in one and the same column. */
function alignMarkers(draft: Draft, schedules: Schedule[], markers: SharedMarker[]) {
  draft.measure(0);
  let from = schedules.map(() => 1);
  for (const { steps } of markers) {
    draft.side(steps.map((end, i) => ({ from: from[i], end })));
    draft.side(steps.map((step) => ({ from: step, end: step + 1 })));
    from = steps.map((step) => step + 1);
  }
  draft.side(schedules.map(({ steps }, i) => ({ from: from[i], end: steps.count })));
}

/** Steps `from … end − 1` of one source. */
interface Stretch {
  from: number;
  end: number;
}

/** A score while it is being written, column by column. */
class Draft {
  readonly #measures: Score["measures"] = [];
  readonly #measureOf = new Ints();
  readonly #stepAt: Ints[];
  readonly #acts: Ints[];

  constructor(schedules: Schedule[]) {
    this.#stepAt = schedules.map(() => new Ints());
    this.#acts = schedules.map(() => new Ints());
  }

  /** Begins a measure. The first begins with the column in which nothing has happened yet. */
  measure(timeNs: number) {
    const last = this.#measures[this.#measures.length - 1];
    this.#measures.push({ first: this.#measureOf.length, count: 0, time: Math.max(timeNs, last?.time ?? 0) });
    if (!last) this.#add(1, (source) => this.#pad(source, 1));
  }

  /** Steps of the sources side by side, each from the same column on. */
  side(stretches: Stretch[]) {
    let width = 0;
    for (const { from, end } of stretches) width = Math.max(width, end - from);
    this.#add(width, (source) => {
      const { from, end } = stretches[source];
      for (let step = from; step < end; step++) {
        this.#stepAt[source].push(step);
        this.#acts[source].push(1);
      }
      this.#pad(source, width - Math.max(0, end - from));
    });
  }

  finish(why: string): Score {
    return {
      columns: this.#measureOf.length,
      measures: this.#measures,
      stepAt: this.#stepAt.map((steps) => new Uint32Array(steps.rows)),
      acts: this.#acts.map((acts) => new Uint8Array(acts.rows)),
      measureOf: new Uint32Array(this.#measureOf.rows),
      comparable: why === "",
      why,
    };
  }

  /** Columns in which a source has no step of its own. */
  #pad(source: number, columns: number) {
    const steps = this.#stepAt[source];
    const step = steps.length > 0 ? steps.at(steps.length - 1) : 0;
    for (; columns > 0; columns--) {
      steps.push(step);
      this.#acts[source].push(0);
    }
  }

  #add(columns: number, fill: (source: number) => void) {
    this.#stepAt.forEach((_, source) => fill(source));
    const measure = this.#measures.length - 1;
    this.#measures[measure].count += columns;
    for (; columns > 0; columns--) this.#measureOf.push(measure);
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
  if (schedules.length === 1) return draft.side([{ from: 1, end: schedules[0].steps.count }]);
  const next = schedules.map(() => ({ from: 1, end: 1 }));
  for (;;) {
    let timeNs = Infinity;
    schedules.forEach(({ steps }, i) => {
      next[i].from = next[i].end;
      if (next[i].from < steps.count) timeNs = Math.min(timeNs, steps.time[next[i].from]);
    });
    if (timeNs === Infinity) return;
    schedules.forEach(({ steps }, i) => {
      const { from } = next[i];
      if (from < steps.count && steps.time[from] === timeNs) next[i].end++;
    });
    draft.side(next);
  }
}

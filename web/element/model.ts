/** Everything the element knows: the scenario, its sides, the shared axis and the playhead. Knows nothing of the page. */
import type { DemoInfo } from "../demo";
import { lastAt } from "../schedule/columns";
import { findMarkers } from "../schedule/marks";
import type { Marker, Score } from "../schedule/schedule";
import { makeScore, sharedMarkers } from "../schedule/score";
import type { AxisKind, StageContent, StageMark } from "../stage/stage";
import type { Show, Wishes } from "./attributes";
import { Roles } from "./roles";
import { Source } from "./source";

export class Model {
  readonly sources: Source[];
  readonly roles = new Roles();
  /** Keys of the sources that are shown. */
  sides: ReadonlySet<string>;
  params: Record<string, number> = {};
  seed: number;
  clock: "virtual" | "wall";
  /** Score of the sources that have a run, in their order; null where none has. */
  score: Score | null = null;
  marks: StageMark[] = [];
  /** By what the reader wants the sides lined up; null where that is left to what suits them. */
  wantedLineUp: "time" | "markers" | null = null;
  /** By what they are, and whether they have markers in common by which they can be. */
  lineUp: "time" | "markers" = "time";
  hasSharedMarks = false;
  /** Column of the playhead. */
  column = 0;
  /** What of the run is shown; `window` are the first and the last column on the screen, null where all are, `selected` is as selection.ts writes it. */
  readonly view = { axis: "steps" as AxisKind, table: false, workers: false, path: false, selected: "", window: (): [number, number] | null => null };
  parts: Show = { sides: "both", code: true, stage: true };
  playing = false;
  /** Of play; 1 is a pace at which each step can be read. */
  speed = 1;
  running = false;
  /** Whether the scenario's question is open, and nothing may be shown before it is answered or skipped. */
  predicting = false;
  /** What is done while `running`, in words. */
  activity = "";
  /** What went wrong last, as a sentence. */
  error = "";

  constructor(
    readonly demo: DemoInfo,
    wishes: Wishes,
  ) {
    this.sources = demo.programs.map((program) => new Source(program));
    this.sides = new Set(this.sources.map((s) => s.key));
    this.seed = wishes.seed;
    this.wantedLineUp = wishes.lineup;
    this.clock = wishes.clock ?? demo.clock ?? "virtual";
    this.setParams(wishes.params);
    this.choose(wishes.recordings);
  }

  /** Chooses the runs that are named as `<source>-<id>`, with as much of the id as is given; the others stay. Whether that changed any. */
  choose(names: readonly string[]): boolean {
    const before = this.sources.map((source) => source.variant);
    for (const source of this.sources) {
      const named = (id: string) => names.some((name) => `${source.key}-${id}-`.startsWith(`${name}-`));
      source.variant = source.variants.find((v) => named(v.id)) ?? source.variant;
    }
    return this.sources.some((source, i) => source.variant !== before[i]);
  }

  /** Turns the clock switch: where a source has a recording by that clock, it comes onto the stage. Whether that changed any. */
  setClock(clock: "virtual" | "wall"): boolean {
    const before = this.sources.map((source) => source.variant);
    this.clock = clock;
    for (const source of this.sources) source.turnTo(this.demo, this);
    return this.sources.some((source, i) => source.variant !== before[i]);
  }

  /** Takes another seed: what was recorded with the one before is no longer what a run gives. Whether that changed any. */
  setSeed(seed: number): boolean {
    const before = this.sources.map((source) => source.variant);
    this.seed = seed;
    for (const source of this.sources) source.match(this.demo, this);
    return this.sources.some((source, i) => source.variant !== before[i]);
  }

  /** Takes the parameters that the scenario has, also with values that it does not offer; what is not named gets its default. */
  setParams(wanted: Record<string, number>) {
    const params: Record<string, number> = {};
    for (const { name, default: preset } of this.demo.parameters) params[name] = Number.isSafeInteger(wanted[name]) ? wanted[name] : preset;
    this.params = params;
    for (const source of this.sources) source.match(this.demo, this);
  }

  /** The sources that are shown, from top to bottom. */
  get shown(): Source[] {
    return this.sources.filter((s) => this.sides.has(s.key));
  }

  /** What a stage draws. */
  get content(): StageContent {
    return {
      sources: this.shown.map(({ run }) => ({ schedule: run?.schedule ?? null, colours: run?.colours ?? new Uint8Array() })),
      score: this.score,
      marks: this.marks,
    };
  }

  /** Those of them with a run, in the score's order. */
  get staged(): Source[] {
    return this.shown.filter((s) => s.run);
  }

  /** Shows both sides or one; a side that the scenario does not have leaves all. */
  showSides(which: "both" | "go" | "rust") {
    const keys = this.sources.map((s) => s.key).filter((key) => which === "both" || (which === "go") === (key === "go"));
    this.sides = new Set(keys.length > 0 ? keys : this.sources.map((s) => s.key));
  }

  /** Index of the last step; 0 is before anything. */
  get steps(): number {
    return this.score ? this.score.columns - 1 : 0;
  }

  /** Aligns what is on the stage anew. The playhead keeps its column where there is one. */
  align() {
    const staged = this.staged;
    const markers = staged.map((s) => findMarkers(s.run!.schedule, s.program.marks));
    const shared = sharedMarkers(markers);
    const clocks = new Set(staged.map((s) => s.run!.recording.header.clock));
    this.hasSharedMarks = shared.length > 0;
    // Where times cannot be compared, markers are all that the sides have in common.
    const wanted = this.wantedLineUp ?? (clocks.size > 1 ? "markers" : "time");
    this.lineUp = this.hasSharedMarks ? wanted : "time";
    const schedules = staged.map((s) => s.run!.schedule);
    this.score = staged.length > 0 ? makeScore(schedules, this.lineUp === "markers" ? shared : []) : null;
    this.marks = this.#placeMarks(markers);
    this.column = Math.min(this.column, this.steps);
  }

  /** A name that several sources have stands where the first of them reaches it. */
  #placeMarks(bySource: Marker[][]): StageMark[] {
    const columns = new Map<string, number>();
    for (const [i, markers] of bySource.entries()) {
      for (const { name, step } of markers) {
        if (!columns.has(name)) columns.set(name, this.columnOfStep(i, step));
      }
    }
    return [...columns].map(([name, column]) => ({ name, column })).sort((a, b) => a.column - b.column);
  }

  /** The step of a staged source at a column. */
  stepAt(index: number, column = this.column): number {
    return this.score?.stepAt[index][column] ?? 0;
  }

  /** Whether a staged source has a step of its own in a column. */
  acts(index: number, column = this.column): boolean {
    return this.score?.acts[index][column] === 1;
  }

  /** Event position of a staged source at the playhead. */
  positionOf(index: number): number {
    return this.staged[index].run!.schedule.steps.position[this.stepAt(index)];
  }

  /** The first column at which a staged source has reached a step. */
  columnOfStep(index: number, step: number): number {
    const steps = this.score?.stepAt[index];
    return steps ? Math.min(this.steps, lastAt(steps, 0, steps.length, step - 1) + 1) : 0;
  }

  /** Time in ns of a column: the latest that a source has reached. */
  timeAt(column = this.column): number {
    let time = 0;
    this.staged.forEach((source, i) => (time = Math.max(time, source.run!.schedule.steps.time[this.stepAt(i, column)])));
    return time;
  }

  /**
   * The time in ns that stands at a column for the reader; undefined where the sides' clocks cannot be compared. A virtual clock creeps while code runs, by a little that
   * means nothing, so all of one instant has the time of its beginning.
   */
  clockAt(column = this.column): number | undefined {
    const { score } = this;
    if (score?.comparable === false) return undefined;
    const virtual = this.staged.every((s) => s.run!.recording.header.clock === "virtual");
    if (!score || !virtual) return this.timeAt(column);
    const measure = score.measureOf[column];
    return measure === 0 ? 0 : score.measures[measure].time;
  }

  /** The last column at or before a time in ns. */
  columnAtTime(ns: number): number {
    let low = 0;
    let high = this.steps;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.timeAt(middle) <= ns) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The column that `at` names: a step number or a marker; undefined where there is none. */
  columnNamed(at: string): number | undefined {
    if (/^\d+$/.test(at)) return Math.min(this.steps, Number(at));
    return this.marks.find((m) => m.name.toLowerCase() === at.toLowerCase())?.column;
  }
}

/** The element's state as plain values, for those who build on it: what `state` gives and every event carries. */
import type { Event, Header } from "../records/records";
import { stateNames } from "../schedule/schedule";
import { writeWishes } from "./attributes";
import type { Model } from "./model";
import type { Source } from "./source";

export interface UnitState {
  id: number;
  name: string;
  state: (typeof stateNames)[number];
  /** What it waits for; empty unless it waits or sleeps. */
  waitingFor: { op: string; resource: string; value: string }[];
  /** `file:line`, "" where no record has said yet. */
  at: string;
}

export interface ResourceState {
  id: number;
  name: string;
  kind: string;
  len: number;
  cap: number;
  /** Values in it, the next to leave first. */
  contents: string[];
  /** Names of the units that wait on it, in the order they came. */
  waiting: string[];
}

export interface SourceState {
  header: Header;
  live: boolean;
  /** How many of the run's events (records without their header) have happened. */
  position: number;
  units: UnitState[];
  resources: ResourceState[];
  /** How the run ended; null where the recording does not say. */
  outcome: { how: string; code: number; words: string } | null;
}

export interface ElementState {
  demo: string;
  params: Record<string, number>;
  seed: number;
  clock: "virtual" | "wall";
  step: number;
  steps: number;
  /** ns since the start of the run. */
  time: number;
  playing: boolean;
  running: boolean;
  /** The element's attributes that bring another reader to what is seen here. */
  attributes: Record<string, string>;
  /** Whether the scenario's question is open; nothing is shown until it is answered or skipped. */
  predicting: boolean;
  sources: Record<string, SourceState>;
}

export function stateOf(model: Model): ElementState {
  return {
    demo: model.demo.name,
    params: { ...model.params },
    seed: model.seed,
    clock: model.clock,
    step: model.column,
    steps: model.steps,
    time: model.timeAt(),
    playing: model.playing,
    running: model.running,
    attributes: writeWishes(model),
    predicting: model.predicting,
    sources: Object.fromEntries(model.staged.map((source, i) => [source.key, sourceState(source, model.positionOf(i))])),
  };
}

function sourceState(source: Source, position: number): SourceState {
  const { schedule, recording, live } = source.run!;
  const moment = schedule.moment(position);
  const exit: Event | null = source.exit;
  return {
    header: recording.header,
    live,
    position,
    units: moment.units.map(({ unit, state, waits, at }) => ({
      id: schedule.units[unit].id,
      name: schedule.units[unit].name,
      state: stateNames[state],
      waitingFor: waits.map((w) => ({ op: w.op, resource: schedule.resources[w.resource]?.name ?? "", value: w.value })),
      at,
    })),
    resources: moment.resources.map((r) => {
      const { id, name, kind, cap } = schedule.resources[r.resource];
      return { id, name, kind, len: r.len, cap, contents: [...r.values], waiting: r.waiting.map((w) => schedule.units[w.unit].name) };
    }),
    outcome: exit && { how: exit.how ?? "", code: exit.code ?? 0, words: exit.v ?? "" },
  };
}

/** One thing that can be put on the stage, as `sources` lists it. */
export interface SourceEntry {
  /** The key of `records` and `state`. */
  source: string;
  /** Names the entry among those of its source. */
  id: string;
  kind: "live" | "recorded";
  /** Null for a live run that was not made yet. */
  header: Header | null;
  /** Whether it is on the stage. */
  staged: boolean;
}

export function entriesOf(model: Model): SourceEntry[] {
  return model.sources.flatMap((source) =>
    source.variants.map((variant) => {
      const staged = source.run !== null && source.variant === variant;
      return {
        source: source.key,
        id: variant.id,
        kind: variant.live ? ("live" as const) : ("recorded" as const),
        header: variant.header ?? (staged ? source.run!.recording.header : null),
        staged,
      };
    }),
  );
}

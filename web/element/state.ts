/** The element's state as plain values, for those who build on it: what `state` gives and every event carries. */
import type { Event } from "../records/records";
import { stateNames } from "../schedule/schedule";
import { writeWishes } from "./attributes";
import type { Model } from "./model";
import type { ElementState, SourceEntry, SourceState } from "./public";
import type { Source } from "./source";

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

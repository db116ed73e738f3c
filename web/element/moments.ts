/** Finds the moments that a scenario speaks of on the stage, and puts the run that has one there where it is not. */
import type { Matcher } from "../demo";
import { findEvent, stepOfEvent } from "../schedule/find";
import type { Kit } from "./kit";
import type { LessonDesk } from "./lesson";
import type { Source, Variant } from "./source";

export class Moments {
  constructor(
    readonly kit: Kit,
    readonly desk: LessonDesk,
  ) {}

  /** The column of a moment; undefined where the run that it speaks of is not on the stage, or has no such moment. */
  columnOf(at: Matcher): number | undefined {
    const { model } = this.desk;
    const source = this.sourceOf(at);
    if (!source?.run || source.stale || source.variant !== variantOf(source, at) || !this.#holds(at)) return undefined;
    const index = model.staged.indexOf(source);
    const event = index < 0 ? -1 : findEvent(source.run.schedule, at, source.program.marks);
    return event < 0 ? undefined : model.columnOfStep(index, stepOfEvent(source.run.schedule, event));
  }

  /**
   * Moves the playhead to a moment. Parameters, recording and side are chosen for it where they must be, and a live run is made where `mayRun`
   * says so: with the seed and the clock of the first run where another has no such moment. Whether it was found.
   */
  async show(at: Matcher, mayRun: boolean): Promise<boolean> {
    const { desk } = this;
    const { model } = desk;
    const source = this.sourceOf(at);
    if (!source) return false;
    if (!model.sides.has(source.key)) desk.showSide("both");
    await desk.setParams({ ...this.#presets(), ...at.params });
    const variant = variantOf(source, at);
    if (!variant) return false;
    if (source.variant !== variant) await desk.choose(source, variant);
    let column = this.columnOf(at);
    if (variant.live && mayRun) {
      if (!source.run?.live || source.stale || model.running) await desk.run({});
      column = this.columnOf(at);
      const first = { seed: this.kit.defaultSeed, clock: model.demo.clock ?? "virtual" };
      if (column === undefined && (model.seed !== first.seed || model.clock !== first.clock)) {
        await desk.run(first);
        column = this.columnOf(at);
      }
    }
    if (column === undefined) return false;
    desk.seek(column);
    return true;
  }

  /** The side that a matcher speaks of. */
  sourceOf(at: Matcher): Source | undefined {
    const { sources } = this.desk.model;
    return at.source === undefined ? sources[0] : sources.find((s) => s.key === at.source);
  }

  #presets(): Record<string, number> {
    return Object.fromEntries(this.desk.model.demo.parameters.map((p) => [p.name, p.default]));
  }

  #holds(at: Matcher): boolean {
    const { demo, params } = this.desk.model;
    return demo.parameters.every((p) => params[p.name] === (at.params?.[p.name] ?? p.default));
  }
}

/** What is to be on the stage for a matcher: the recording whose file begins as it says, else what is shown first. */
export function variantOf(source: Source, { recording }: Matcher): Variant | undefined {
  if (recording === undefined) return source.run?.live && source.variant?.live ? source.variant : (source.usual ?? undefined);
  return source.variants.find(({ url }) => {
    const file = url.slice(url.lastIndexOf("/") + 1);
    return file.startsWith(recording) && /^[-.]/.test(file.slice(recording.length));
  });
}

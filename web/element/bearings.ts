/** Where a lane, a link or a line is in the runs on the stage: its columns and positions, its units and links, and words for them. */
import { linksAt } from "../schedule/follow";
import type { Schedule } from "../schedule/schedule";
import type { Turns } from "../stage/layers";
import type { Stage } from "../stage/stage";
import { timesWords } from "./details";
import type { Kit } from "./kit";
import type { Model } from "./model";
import { laneOf, same, type Lane, type SelectedLine } from "./selection";
import type { Source } from "./source";

export class Bearings {
  constructor(
    readonly kit: Kit,
    readonly at: { model: Model; stage: Stage },
  ) {}

  /** The step in which a worker's next turn begins or ends (by 1), or the last one before (−1); −1 where there is none. */
  nextTurn({ steps, time }: Schedule, { from, to }: Turns, here: number, by: 1 | -1): number {
    const stepOf = (position: number) => this.kit.lastAt(steps.position, 0, steps.count, position - 1) + 1;
    const edges = [...from, ...to].filter((p) => p <= time.length).map(stepOf).filter((s) => (s - here) * by > 0);
    return edges.reduce((a, b) => (a < 0 || (b - a) * by < 0 ? b : a), -1);
  }

  /** The unit that a worker runs at the playhead, −1 where it runs none. */
  runningOn({ source, worker }: Lane): number {
    const { from, to, unit } = worker!.turns;
    const position = this.positionOf(source);
    const turn = this.kit.lastAt(from, 0, from.length, position);
    return turn >= 0 && position < to[turn] ? unit[turn] : -1;
  }

  /** The lane on the stage that shows a lane: itself, or among workers that of the one who runs the unit now, or does so next, or did so last. */
  shownAs(lane: Lane): Lane | undefined {
    const lanes = this.lanes().filter(({ source }) => source === lane.source);
    const position = this.positionOf(lane.source);
    let found: Lane | undefined;
    let end = -1;
    for (const one of lanes) {
      if (same(one, lane)) return one;
      const { unit = [], to = [] } = one.worker?.turns ?? {};
      unit.forEach((index, turn) => {
        // Of the ends of turns the first after the playhead, where there is none the last before it.
        const nearer = end > position ? to[turn] > position && to[turn] < end : to[turn] > end;
        if (lane.folded || index !== lane.unit || !nearer) return;
        found = one;
        end = to[turn];
      });
    }
    return found;
  }

  /** The columns in which a line shows. */
  visited({ source, visits }: SelectedLine): number[] {
    const index = this.indexOf(source);
    return index < 0 ? [] : Array.from(visits.steps, (step) => this.at.model.columnOfStep(index, step));
  }

  /** Column in which a source reaches a position. */
  columnOf(source: Source, position: number): number {
    const index = this.indexOf(source);
    const { steps } = source.run!.schedule;
    return index < 0 ? 0 : this.at.model.columnOfStep(index, Math.max(0, this.kit.lastAt(steps.position, 0, steps.count, position - 1) + 1));
  }

  /** Position of a source at the playhead. */
  positionOf(source: Source): number {
    const index = this.indexOf(source);
    return index < 0 ? 0 : this.at.model.positionOf(index);
  }

  linksOf(lane: Lane): number[] {
    const index = this.indexOf(lane.source);
    return index < 0 || lane.folded || lane.worker ? [] : linksAt(this.kit, lane.source.run!.schedule, lane.unit, this.at.model.stepAt(index));
  }

  unitsOf({ source, unit, folded, worker }: Lane): number[] {
    const { units } = source.run!.schedule;
    if (worker) return [...new Set(worker.turns.unit)];
    return folded ? units.filter((u) => u.role === units[unit].role).map((u) => u.index) : [unit];
  }

  nameOf({ source, unit, folded, worker }: Lane): string {
    if (worker) return worker.name;
    const { name, role } = source.run!.schedule.units[unit];
    return folded ? `all of ${role}` : name;
  }

  laneWords(lane: Lane): string {
    const { schedule } = lane.source.run!;
    if (lane.worker) {
      const unit = this.runningOn(lane);
      return `${lane.source.name}, ${lane.worker.name}: ${unit < 0 ? "runs nothing" : `runs ${schedule.units[unit].name}`}.`;
    }
    const position = this.positionOf(lane.source);
    const units = this.unitsOf(lane).map((unit) => schedule.unitAt(unit, position));
    return `${lane.source.name}, ${this.nameOf(lane)}: ${lane.folded ? this.kit.countWords(units) : this.kit.stateWords(schedule, units[0])}.`;
  }

  /** What a link is, in a few words. */
  linkWords(source: Source, link: number): string {
    const { links, units, resources, recording } = source.run!.schedule;
    const from = units[links.fromUnit[link]].name;
    const to = units[links.toUnit[link]].name;
    if (links.kind[link] === this.kit.LinkKind.wake) return `${from} wakes ${to}`;
    if (links.kind[link] === this.kit.LinkKind.spawn) return `${from} starts ${to}`;
    const value = recording.events[links.to[link] - 1]?.v;
    const through = links.resource[link] >= 0 ? ` through ${resources[links.resource[link]].name}` : "";
    return `${from} sends ${value ? `${value} ` : ""}to ${to}${through}`;
  }

  lineWords(line: SelectedLine): string {
    const { source, at, visits } = line;
    const [file, number] = split(at);
    const columns = this.visited(line);
    const place = `Line ${number} of ${file}`;
    if (!source.run) return `${place}: ${source.name} has no run on the stage.`;
    if (columns.length === 0) return `${place}: nothing is recorded here.`;
    const operations = [...visits.operations].map(([name, count]) => `${operationWords[name] ?? name} ${timesWords(count)}`);
    const here = columns.indexOf(this.at.model.column);
    const steps = columns.length === 1 ? "1 step" : `${columns.length} steps`;
    return `${place}: ${operations.join(", ") || "seen"}${operations.length > 0 ? "," : ""} in ${steps}.${here >= 0 ? ` This is number ${here + 1}.` : ""}`;
  }

  /** The place of a source among those on the stage, −1 where it has no run there. */
  indexOf(source: Source): number {
    return this.at.model.staged.indexOf(source);
  }

  /** The lane of the unit that acted in this step: of the first source that did, else of the first unit there is. */
  actor(): Lane | null {
    const { model } = this.at;
    const lanes = this.lanes();
    for (const [i, source] of model.staged.entries()) {
      const unit = source.run!.schedule.steps.unit[model.stepAt(i)];
      if (!model.acts(i) || unit < 0) continue;
      const lane = this.shownAs({ source, unit, folded: false }) ?? lanes.find((l) => l.source === source && this.unitsOf(l).includes(unit));
      if (lane) return lane;
    }
    return lanes[0] ?? null;
  }

  /** The lane of the unit that acted in this step, whether lanes of units are on the stage or those of workers; of the first source that did. */
  acting(): Lane | null {
    const { model } = this.at;
    for (const [i, source] of model.staged.entries()) {
      const unit = source.run!.schedule.steps.unit[model.stepAt(i)];
      if (model.acts(i) && unit >= 0) return { source, unit, folded: false };
    }
    return null;
  }

  /** All lanes on the stage, from top to bottom. */
  lanes(): Lane[] {
    const { stage, model } = this.at;
    return (stage.scene?.groups ?? []).flatMap((group, i) =>
      group.box.lanes.map(({ row }) => laneOf(model.staged[i], row)),
    );
  }
}

/** Records that are no operations, in words. */
const operationWords: Record<string, string> = { spawn: "started a unit", new: "made a resource", out: "printed" };

/** `main.go:17` as file and line. */
export function split(at: string): [string, string] {
  const colon = at.lastIndexOf(":");
  return [at.slice(0, colon), at.slice(colon + 1)];
}

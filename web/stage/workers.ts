/**
 * A row for each worker, with the letter and the colour of the unit that it runs. Links lead from run to run: where a unit was made ready on
 * one worker and is run by another, the other has taken it over.
 */
import type { Moment, Schedule } from "../schedule/schedule";
import { workersDiffer, workersOf, type Lead, type WorkerRuns } from "../schedule/workers";
import type { Arc, RowPainter, Tools } from "./layers";
import type { LaneBox } from "./layout";
import { longestOf } from "./longest";
import type { Row, Spans } from "./rows";
import type { Group, Scene } from "./scene";

/** How narrow steps may be that links are drawn, and how many messages are, as in lanes of units. */
export type LinkLimits = Record<"messagesFromPx" | "mostMessages" | "wakesFromPx", number>;

/** How high a line between two runs on one worker bends, and how far these must lie apart. */
const bendPx = 8;
const leastBendPx = 6;

const noSpans: Spans = { first: 0, end: 0, state: new Uint8Array(), from: new Uint32Array(), to: new Uint32Array(), cause: null };

export class Workers implements RowPainter {
  readonly #runs = new WeakMap<Row, WorkerRuns>();

  constructor(readonly tools: Tools & LinkLimits) {}

  /** Null where they would show no more than units do. */
  rows(schedule: Schedule): Row[] | null {
    const table = workersOf(schedule, this.tools);
    if (!workersDiffer(table)) return null;
    return table.workers.map((runs) => {
      const row: Row = { units: [], role: this.#nameOf(schedule, runs), folded: false, hidden: 0, spans: noSpans, paint: this };
      this.#runs.set(row, runs);
      return row;
    });
  }

  /** A worker beyond those that the header counts is a thread that a unit has for itself. */
  #nameOf(schedule: Schedule, { worker, unit }: WorkerRuns): string {
    const alone = worker >= schedule.recording.header.threads && new Set(unit).size === 1;
    return alone ? `thread of ${schedule.units[unit[0]].name}` : this.tools.workerName(schedule, worker);
  }

  turns(row: Row): WorkerRuns | undefined {
    return this.#runs.get(row);
  }

  lane(scene: Scene, group: Group, { row, y }: LaneBox) {
    const runs = this.#runs.get(row);
    if (!runs) return;
    const { view } = scene;
    const { place } = group.track;
    this.#idle(scene, group, runs, y);
    const { from, to } = runs;
    let i = this.tools.bisect(0, from.length, (k) => place[to[k]] > view.from);
    while (i < from.length && place[from[i]] < view.to) {
      const x0 = view.x(place[from[i]]);
      const x1 = view.x(place[to[i]]);
      if (x1 - x0 >= 1) {
        this.#run(scene, group, runs, i, y, x0, x1);
        i++;
        continue;
      }
      // Runs that share a pixel: the longest of them.
      const pixel = Math.floor(x0);
      const nextSlot = view.slot(pixel + 1);
      const next = Math.max(i + 1, this.tools.bisect(i, from.length, (k) => place[to[k]] > nextSlot));
      const longest = longestOf(group.track, runs, i, next);
      scene.ctx.fillStyle = scene.palette.roles[group.colours[runs.unit[longest]]].fill;
      scene.ctx.fillRect(pixel, y - scene.sizes.barPx / 2, scene.axis.time ? 2 : 1, scene.sizes.barPx);
      i = next;
    }
  }

  label({ ctx, palette, sizes }: Scene, group: Group, { row, y }: LaneBox, moment: Moment) {
    const runs = this.#runs.get(row);
    if (!runs) return;
    const px = sizes.barPx + 2;
    const { State, drawBadge, fitted } = this.tools;
    const now = moment.units.find(({ state, worker }) => state === State.running && worker === runs.worker);
    if (now) drawBadge(ctx, palette, group.colours[now.unit], group.schedule.units[now.unit].letter, now.state, px / 2 + 1, y, px);
    else {
      ctx.strokeStyle = palette.control;
      ctx.lineWidth = 1;
      ctx.setLineDash([2, 2]);
      ctx.strokeRect(2.5, y - px / 2 + 1.5, px - 3, px - 3);
      ctx.setLineDash([]);
    }
    if (sizes.labelPx < 60) return;
    ctx.font = `${sizes.microPx + 1}px ${palette.sans}`;
    ctx.fillStyle = palette.ink;
    const room = sizes.labelPx - px - 14;
    const words = runs.taken > 0 ? `${runs.taken} taken over` : runs.unit.length === 0 ? "ran nothing" : "";
    ctx.fillText(fitted(ctx, row.role, room), px + 8, words ? y : y + 4);
    ctx.font = `${sizes.microPx}px ${palette.sans}`;
    ctx.fillStyle = palette.ink3;
    ctx.fillText(fitted(ctx, words, room), px + 8, y + sizes.microPx);
  }

  /** What leads from run to run: wakes and spawns dotted, messages as thin lines; those between runs on one worker bend over it. */
  links(scene: Scene, group: Group) {
    const { ctx, palette } = scene;
    const { schedule, colours } = group;
    for (const { link, points, down } of this.arcs(scene, group)) {
      const message = schedule.links.kind[link] === this.tools.LinkKind.message;
      const [x0, y0, ax, ay, bx, by, x1, y1] = points;
      ctx.strokeStyle = ctx.fillStyle = message ? palette.ink3 : palette.roles[colours[schedule.links.toUnit[link]]].mark;
      ctx.lineWidth = message ? 1 : 1.2;
      if (!message) ctx.setLineDash([1.5, 2]);
      ctx.beginPath();
      ctx.moveTo(x0, y0);
      ctx.bezierCurveTo(ax, ay, bx, by, x1, y1);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.beginPath();
      ctx.moveTo(x1 - 3, y1 - down * 4);
      ctx.lineTo(x1 + 3, y1 - down * 4);
      ctx.lineTo(x1, y1);
      ctx.fill();
    }
  }

  *arcs(scene: Scene, group: Group): Iterable<Arc> {
    const { view } = scene;
    const { place } = group.track;
    const { LinkKind, bisect, mostMessages, messagesFromPx, wakesFromPx } = this.tools;
    const lanes = this.#lanesOf(group);
    if (lanes.size === 0 || view.slotPx < wakesFromPx) return;
    const { leads } = workersOf(group.schedule, this.tools);
    let messages = 0;
    for (let i = bisect(0, leads.length, (k) => place[leads[k].to] >= view.from); i < leads.length; i++) {
      const { link, fromWorker, toWorker, from, to } = leads[i];
      if (place[from] > view.to) {
        if (place[to] > view.to + 400) break;
        continue;
      }
      const message = group.schedule.links.kind[link] === LinkKind.message;
      if (message && (view.slotPx < messagesFromPx || messages++ >= mostMessages)) continue;
      const arc = arcOf(scene, group, lanes, leads[i]);
      if (arc && (fromWorker !== toWorker || arc.points[6] - arc.points[0] >= leastBendPx)) yield arc;
    }
  }

  arcOf(scene: Scene, group: Group, link: number): Arc | undefined {
    const lead = workersOf(group.schedule, this.tools).leads.find((one) => one.link === link);
    return lead && arcOf(scene, group, this.#lanesOf(group), lead);
  }

  /** The lane of each worker, by its number. */
  #lanesOf({ box }: Group): Map<number, LaneBox> {
    return new Map(box.lanes.flatMap((lane) => (this.#runs.has(lane.row) ? [[this.#runs.get(lane.row)!.worker, lane]] : [])));
  }

  #run({ ctx, palette, sizes, view }: Scene, group: Group, runs: WorkerRuns, i: number, y: number, x0: number, x1: number) {
    const unit = group.schedule.units[runs.unit[i]];
    const ink = palette.roles[group.colours[unit.index]];
    const left = Math.max(x0, view.leftPx - 4);
    const right = Math.min(x1, view.rightPx + 8);
    ctx.fillStyle = ink.fill;
    ctx.beginPath();
    ctx.roundRect(left + 0.5, y - sizes.barPx / 2, Math.max(2, right - left - 1), sizes.barPx, 2);
    ctx.fill();
    ctx.font = `650 ${sizes.microPx - 1}px ${palette.sans}`;
    const room = right - Math.max(left, view.leftPx) - 5;
    const words = [unit.name, unit.letter].find((text) => this.tools.textPx(ctx, text) <= room);
    if (!words) return;
    ctx.fillStyle = ink.on;
    ctx.fillText(words, Math.max(left, view.leftPx) + 3, y + (sizes.microPx - 1) * 0.36);
  }

  #idle({ ctx, palette, sizes, view }: Scene, group: Group, { idleFrom, idleTo }: WorkerRuns, y: number) {
    const { place } = group.track;
    const end = place.length - 1;
    let i = this.tools.bisect(0, idleFrom.length, (k) => place[idleTo[k] ?? end] > view.from);
    ctx.strokeStyle = palette.control;
    ctx.lineWidth = palette.hairPx;
    ctx.font = `${sizes.microPx}px ${palette.sans}`;
    ctx.fillStyle = palette.ink3;
    for (; i < idleFrom.length && place[idleFrom[i]] < view.to; i++) {
      const x0 = Math.max(view.leftPx, view.x(place[idleFrom[i]]));
      const x1 = Math.min(view.rightPx, view.x(place[idleTo[i] ?? end]));
      if (x1 - x0 < 2) continue;
      const width = this.tools.textPx(ctx, "idle") + 6;
      const says = x1 - x0 > width + 12;
      ctx.setLineDash([1.5, 4]);
      ctx.beginPath();
      ctx.moveTo(x0 + (says ? width + 2 : 1), y);
      ctx.lineTo(x1 - 1, y);
      ctx.stroke();
      ctx.setLineDash([]);
      if (says) ctx.fillText("idle", x0 + 3, y + sizes.microPx * 0.36);
    }
  }
}

/** From the edge of the one bar to that of the other; from a bar to itself over it. */
function arcOf({ view, sizes }: Scene, { track }: Group, lanes: Map<number, LaneBox>, lead: Lead): Arc | undefined {
  const from = lanes.get(lead.fromWorker);
  const to = lanes.get(lead.toWorker);
  if (!from || !to) return undefined;
  const x0 = view.x(track.place[lead.from]);
  const x1 = view.x(track.place[lead.to]) + 1;
  const over = from === to;
  const down = over || to.y > from.y ? 1 : -1;
  const y0 = from.y + ((over ? -down : down) * sizes.barPx) / 2;
  const y1 = to.y - (down * sizes.barPx) / 2 - down;
  const [ay, by] = over ? [y0 - bendPx, y0 - bendPx] : [y0 + (y1 - y0) * 0.6, y0 + (y1 - y0) * 0.4];
  return { link: lead.link, points: [x0, y0, x0, ay, x1, by, x1, y1], down };
}

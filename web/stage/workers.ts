/**
 * What each worker runs: a row for each thread on which units run, with the unit's letter and colour in it. Where a unit was made ready on
 * one worker and is run by another, a dotted line leads from the one to the other: the other has taken it over.
 */
import type { Moment, Schedule } from "../schedule/schedule";
import type { RowPainter, Tools } from "./layers";
import type { LaneBox } from "./layout";
import type { Row, Spans } from "./rows";
import type { Group, Scene } from "./scene";

/** What one worker ran, and when it said that it had nothing to run; positions, in order. */
export interface WorkerRuns {
  worker: number;
  /** Of run i: the unit, and the positions `from[i] ≤ p < to[i]`. */
  unit: number[];
  from: number[];
  to: number[];
  idleFrom: number[];
  idleTo: number[];
  /** Runs of units that another worker, one among the threads of the header, had made ready. */
  taken: number;
}

/** A unit that was made ready on one worker and ran on another. */
export interface Move {
  fromWorker: number;
  toWorker: number;
  unit: number;
  /** Positions: when it became ready, when it ran. */
  ready: number;
  run: number;
}

export interface WorkerTable {
  workers: WorkerRuns[];
  /** In order of `run`. */
  moves: Move[];
}

/** Every worker that the recording speaks of, and those that its header promises; in order of number. */
export function workersOf(schedule: Schedule, { State, LinkKind, intervalAt }: Pick<Tools, "State" | "LinkKind" | "intervalAt">): WorkerTable {
  const { intervals, recording, links, firstInterval } = schedule;
  const byNumber = new Map<number, WorkerRuns>();
  const at = (worker: number) => {
    let runs = byNumber.get(worker);
    if (!runs) byNumber.set(worker, (runs = { worker, unit: [], from: [], to: [], idleFrom: [], idleTo: [], taken: 0 }));
    return runs;
  };
  for (let w = 0; w < Math.min(64, recording.header.threads); w++) at(w);
  const order: number[] = [];
  for (let i = 0; i < intervals.count; i++) if (intervals.state[i] === State.running) order.push(i);
  order.sort((a, b) => intervals.from[a] - intervals.from[b]);
  for (const i of order) {
    const runs = at(intervals.worker[i]);
    runs.unit.push(schedule.unitOfInterval(i));
    runs.from.push(intervals.from[i]);
    runs.to.push(intervals.to[i]);
  }
  recording.events.forEach(({ e, w = 0 }, i) => {
    if (e !== "idle" && e !== "busy") return;
    const runs = at(w);
    const open = runs.idleFrom.length > runs.idleTo.length;
    if (e === "idle" && !open) runs.idleFrom.push(i + 1);
    if (e === "busy" && open) runs.idleTo.push(i + 1);
  });
  const moves: Move[] = [];
  for (let i = 0; i < links.count; i++) {
    if (links.kind[i] === LinkKind.message) continue;
    const ready = links.to[i];
    const fromWorker = schedule.unitAt(links.fromUnit[i], ready).worker;
    const unit = links.toUnit[i];
    const row = intervalAt(schedule, unit, ready) + 1;
    if (fromWorker < 0 || row >= firstInterval[unit + 1] || intervals.state[row] !== State.running) continue;
    const toWorker = intervals.worker[row];
    if (toWorker === fromWorker) continue;
    moves.push({ fromWorker, toWorker, unit, ready, run: intervals.from[row] });
    // From a thread that a unit has for itself a worker does not take anything away.
    if (Math.max(fromWorker, toWorker) < recording.header.threads) at(toWorker).taken++;
  }
  return { workers: [...byNumber.values()].sort((a, b) => a.worker - b.worker), moves: moves.sort((a, b) => a.run - b.run) };
}

const noSpans: Spans = { first: 0, end: 0, state: new Uint8Array(), from: new Uint32Array(), to: new Uint32Array(), cause: null };

export class Workers implements RowPainter {
  readonly #tables = new WeakMap<Schedule, WorkerTable>();
  readonly #runs = new WeakMap<Row, WorkerRuns>();

  constructor(readonly tools: Tools) {}

  #table(schedule: Schedule): WorkerTable {
    let table = this.#tables.get(schedule);
    if (!table) this.#tables.set(schedule, (table = workersOf(schedule, this.tools)));
    return table;
  }

  /** Null where workers and units are the same, or there is one worker. */
  rows(schedule: Schedule): Row[] | null {
    const { workers } = this.#table(schedule);
    if (workers.length < 2 || workers.every(({ unit }) => new Set(unit).size < 2)) return null;
    return workers.map((runs) => {
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
      const longest = this.tools.longestOf(group.track, runs, i, next);
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

  /** Units that changed their worker on the way from ready to running. */
  moves(scene: Scene, group: Group) {
    const { ctx, palette, view, sizes } = scene;
    const { place } = group.track;
    const lane = new Map<number, LaneBox>();
    for (const box of group.box.lanes) {
      const runs = this.#runs.get(box.row);
      if (runs) lane.set(runs.worker, box);
    }
    if (lane.size === 0 || view.slotPx < 3) return;
    const { moves } = this.#table(group.schedule);
    const first = this.tools.bisect(0, moves.length, (i) => place[moves[i].run] >= view.from);
    for (let i = first; i < moves.length && place[moves[i].ready] <= view.to; i++) {
      const { fromWorker, toWorker, unit, ready, run } = moves[i];
      const from = lane.get(fromWorker);
      const to = lane.get(toWorker);
      if (!from || !to) continue;
      const down = to.y > from.y ? 1 : -1;
      const x0 = view.x(place[ready]);
      const x1 = view.x(place[run]) + 1;
      const y0 = from.y + (down * sizes.barPx) / 2;
      const y1 = to.y - (down * sizes.barPx) / 2 - down;
      ctx.strokeStyle = ctx.fillStyle = palette.roles[group.colours[unit]].mark;
      ctx.lineWidth = 1.2;
      ctx.setLineDash([1.5, 2]);
      ctx.beginPath();
      ctx.moveTo(x0, y0);
      ctx.bezierCurveTo(x0, y0 + (y1 - y0) * 0.6, x1, y0 + (y1 - y0) * 0.4, x1, y1 - down * 4);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.beginPath();
      ctx.moveTo(x1 - 3, y1 - down * 4);
      ctx.lineTo(x1 + 3, y1 - down * 4);
      ctx.lineTo(x1, y1);
      ctx.fill();
    }
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

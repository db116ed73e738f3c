/**
 * The cases of a select at the playhead, on the lane of the unit that meets it, or of the worker on which it does: which could have been taken,
 * which was, and which were let go.
 */
import { caseName, choiceIn, choosesOn, type Case } from "../schedule/choices";
import type { Tools } from "./layers";
import type { LaneBox } from "./layout";
import type { Group, Scene } from "./scene";

/** More cases than these are counted instead. */
export const mostCases = 4;

export class Cases {
  constructor(readonly tools: Tools) {}

  draw(scene: Scene, group: Group, step: number, playheadX: number) {
    const { ctx, palette, sizes, view } = scene;
    const choice = choiceIn(group.schedule, step, this.tools);
    const lane = choice && (group.box.lanes[group.box.laneOf[choice.unit] ?? -1] ?? this.#workerLane(group, step, choice.unit));
    if (!choice || !lane) return;
    ctx.font = `${sizes.microPx}px ${palette.sans}`;
    const rows = choice.cases.slice(0, mostCases).map((c) => ({ ...c, words: `${caseName(group.schedule, c)}${c.ready && !c.taken ? ", ready too" : ""}` }));
    const more = choice.cases.length - rows.length;
    if (more > 0) rows.push({ op: "", resource: -1, ready: undefined, taken: false, words: `and ${more} more` });
    const width = Math.max(...rows.map(({ words }) => this.tools.textPx(ctx, words))) + 24;
    const rowPx = sizes.microPx + 4;
    const height = rows.length * rowPx + 5;
    const left = playheadX + 10 + width <= view.rightPx ? playheadX + 9 : Math.max(view.leftPx, playheadX - width - 9);
    const top = Math.min(Math.max(group.box.lanesTop, lane.y - height / 2), group.box.bottom - height);
    ctx.fillStyle = palette.surface;
    ctx.strokeStyle = palette.roles[group.colours[choice.unit]].mark;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.roundRect(Math.round(left) + 0.5, Math.round(top) + 0.5, Math.round(width), height, 4);
    ctx.fill();
    ctx.stroke();
    rows.forEach((row, i) => this.#row(scene, row, choice.made, left, top + 3 + rowPx * (i + 0.5)));
  }

  #workerLane({ box, schedule }: Group, step: number, unit: number): LaneBox | undefined {
    const worker = choosesOn(schedule, step, unit, this.tools);
    return worker < 0 ? undefined : box.lanes.find(({ row }) => row.paint?.turns(row)?.worker === worker);
  }

  /** A dot that is filled where the case was ready, a tick at the one that was taken; the others fall back. */
  #row({ ctx, palette, sizes }: Scene, row: Case & { words: string }, made: boolean, x: number, y: number) {
    ctx.strokeStyle = ctx.fillStyle = made && !row.taken ? palette.ink3 : palette.ink;
    ctx.lineWidth = 1.4;
    ctx.beginPath();
    if (row.taken) {
      ctx.moveTo(x + 5, y);
      ctx.lineTo(x + 8.5, y + 3.5);
      ctx.lineTo(x + 14, y - 4);
      ctx.stroke();
    } else if (row.ready !== undefined) {
      ctx.arc(x + 9.5, y, 3.2, 0, 7);
      if (row.ready) ctx.fill();
      else ctx.stroke();
    } else if (row.op) {
      ctx.moveTo(x + 6, y);
      ctx.lineTo(x + 13, y);
      ctx.stroke();
    }
    ctx.font = `${row.taken ? 650 : 400} ${sizes.microPx}px ${palette.sans}`;
    ctx.fillText(row.words, x + 18, y + sizes.microPx * 0.36);
  }
}

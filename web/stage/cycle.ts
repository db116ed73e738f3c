/**
 * A circle of units that wait for each other, at the moments at which the records have one: the lanes of those in it are tinted from when
 * the circle closed, and a bracket leads from each waiter to the one that holds what it waits for, with the name of that.
 * Among workers there is none: who waits has no lane there, and the worker on which it ran last has no part in the circle.
 */
import { circlesAt, type Waiter } from "../schedule/circle";
import type { Moment, Schedule } from "../schedule/schedule";
import type { Tools } from "./layers";
import type { Group, Scene } from "./scene";

/** From the playhead to the bracket, and from there to its vertical lines. */
const gapPx = 9;
const stepPx = 16;
const headPx = 4;
/** How far from a lane's middle a line of the bracket meets it. */
const apartPx = 4;
/** With less room than this at its right the bracket stands at the left of the playhead, over what has happened. */
const leastPx = 64;

export class Cycle {
  constructor(readonly tools: Tools) {}

  draw(scene: Scene, group: Group, moment: Moment, playheadX: number) {
    for (const circle of circlesAt(group.schedule, moment.position, this.tools)) {
      const ys = circle.map(({ unit }) => yOf(group, unit));
      if (ys.some((y) => y === undefined)) continue;
      this.#tint(scene, group, circle, ys as number[], playheadX);
      this.#bracket(scene, edgesOf(group.schedule, circle, ys as number[]), ys as number[], playheadX);
    }
  }

  /** Position from which the circle holds: the last of its waits, or the last of its locks to be taken. */
  #since(schedule: Schedule, circle: Waiter[], position: number): number {
    const { intervals, levels } = schedule;
    return Math.max(
      ...circle.map(({ unit, resource }) => {
        const level = this.tools.levelAt(schedule, resource, position);
        return Math.max(intervals.from[this.tools.intervalAt(schedule, unit, position)], level < 0 ? 0 : levels.from[level]);
      }),
    );
  }

  #tint({ ctx, palette, sizes, view, score, column }: Scene, group: Group, circle: Waiter[], ys: number[], playheadX: number) {
    const position = group.schedule.steps.position[score.stepAt[group.source][column]];
    const left = Math.max(view.leftPx, view.x(group.track.place[this.#since(group.schedule, circle, position)]));
    const right = Math.min(view.rightPx, playheadX);
    if (right <= left) return;
    ctx.fillStyle = palette.halt;
    ctx.globalAlpha = 0.1;
    for (const y of new Set(ys)) ctx.fillRect(left, y - sizes.lanePx / 2 + 1, right - left, sizes.lanePx - 2);
    ctx.globalAlpha = 1;
  }

  #bracket({ ctx, palette, sizes, view }: Scene, edges: Edge[], ys: number[], playheadX: number) {
    ctx.font = `${sizes.microPx}px ${palette.sans}`;
    const span = ({ from, to }: Edge) => Math.abs(to - from);
    const longest = edges.reduce((far, edge, i) => (span(edge) > span(edges[far]) ? i : far), 0);
    // The line of the longest way round runs outside of the names of the others.
    const widthOf = (i: number) => this.tools.textPx(ctx, edges[i].name) + 8;
    const innerPx = Math.max(0, ...edges.map((_, i) => (i === longest ? 0 : widthOf(i))));
    const wholePx = gapPx + stepPx * (edges.length > 1 ? 2 : 1) + innerPx + widthOf(longest);
    const roomPx = ctx.canvas.clientWidth - playheadX - gapPx;
    const side = roomPx >= Math.min(wholePx, leastPx) || playheadX - view.leftPx < wholePx ? 1 : -1;
    const x = playheadX + side * gapPx;
    // Where names do not fit beside each other, that of the outer line stands above it.
    const tight = side > 0 && roomPx < wholePx;
    const innerRoomPx = tight ? Math.min(innerPx, Math.max(0, roomPx - stepPx * 2)) : innerPx;
    if (side < 0) {
      ctx.fillStyle = palette.surface;
      ctx.globalAlpha = 0.9;
      ctx.fillRect(x - wholePx, Math.min(...ys) - sizes.lanePx / 2 + 1, wholePx, Math.max(...ys) - Math.min(...ys) + sizes.lanePx - 2);
      ctx.globalAlpha = 1;
    }
    edges.forEach(({ name, from, to }, i) => {
      const outer = i === longest && edges.length > 2;
      const out = x + side * (outer ? stepPx * 2 + innerRoomPx : stepPx);
      // Of the two that meet at a lane one stands above its middle, one below; a lane that waits for itself has both.
      const down = edges.length === 1 ? -1 : Math.sign(to - from);
      this.#arrow(ctx, palette.halt, x, out, from + down * apartPx, to - down * apartPx, side);
      ctx.fillStyle = palette.ink;
      const above = tight && outer;
      ctx.textAlign = side > 0 && !above ? "left" : "right";
      const fits = this.tools.fitted(ctx, name, tight && !outer ? innerRoomPx - 4 : widthOf(i));
      // Of two that wait for each other both lines run the same way: their names stand one above the other.
      const shift = edges.length === 2 ? (i === 0 ? -0.35 : 0.75) * (sizes.microPx + 1) : 0;
      if (above) ctx.fillText(fits, out, Math.min(from, to) - apartPx - 4);
      else ctx.fillText(fits, out + side * 5, (from + to) / 2 + sizes.microPx * 0.36 + shift);
      ctx.textAlign = "left";
    });
  }

  /** From the waiter, outward, to who holds it. */
  #arrow(ctx: CanvasRenderingContext2D, ink: string, x: number, out: number, y0: number, y1: number, side: number) {
    const r = Math.min(5, Math.abs(y1 - y0) / 2);
    ctx.strokeStyle = ink;
    ctx.lineWidth = 1.8;
    ctx.beginPath();
    ctx.moveTo(x, y0);
    ctx.arcTo(out, y0, out, y1, r);
    ctx.arcTo(out, y1, x, y1, r);
    ctx.lineTo(x, y1);
    ctx.moveTo(x + side * headPx, y1 - headPx);
    ctx.lineTo(x, y1);
    ctx.lineTo(x + side * headPx, y1 + headPx);
    ctx.stroke();
  }
}

/** From the lane of a waiter to that of the one who holds what it waits for, by their middles. */
interface Edge {
  from: number;
  to: number;
  /** Of what is waited for. */
  name: string;
}

/** The circle from lane to lane; what is waited for within one lane, in which units are folded, is named with the next. */
function edgesOf({ resources }: Schedule, circle: Waiter[], ys: number[]): Edge[] {
  const count = circle.length;
  const nameOf = (i: number) => resources[circle[i].resource]?.name ?? "";
  const start = ys.findIndex((y, i) => y !== ys[(i + count - 1) % count]);
  if (start < 0) return [{ from: ys[0], to: ys[0], name: [...new Set(circle.map((_, i) => nameOf(i)))].join(", ") }];
  const edges: Edge[] = [];
  const names = new Set<string>();
  for (let k = start; k < start + count; k++) {
    const i = k % count;
    const to = ys[(i + 1) % count];
    names.add(nameOf(i));
    if (to === ys[i]) continue;
    edges.push({ from: ys[i], to, name: [...names].join(", ") });
    names.clear();
  }
  return edges;
}

/** The middle of a unit's lane, or of the row in which it is folded away; undefined where it has neither. */
function yOf({ box, schedule }: Group, unit: number): number | undefined {
  return (box.lanes[box.laneOf[unit]] ?? box.lanes.find(({ row }) => row.folded && row.role === schedule.units[unit].role))?.y;
}

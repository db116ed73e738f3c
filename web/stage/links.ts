/** What leads from one lane to another: wakes and spawns as dotted verticals, messages as curves. */
import { LinkKind } from "../schedule/schedule";
import { effectAt } from "./axis";
import { bisect, clip, type Group, type Scene } from "./scene";

/** Narrower steps have no room for wakes; still narrower ones none for messages. */
export const wakesFromPx = 3;
export const messagesFromPx = 4;
/** More curves than these are a grey field and say nothing. */
export const mostMessages = 400;

export function drawLinks(scene: Scene) {
  if (scene.view.slotPx < wakesFromPx) return;
  clip(scene, () => scene.groups.forEach((group) => drawGroup(scene, group)));
}

function drawGroup(scene: Scene, group: Group) {
  const { view, ctx, palette } = scene;
  const { links } = group.schedule;
  const { place } = group.track;
  const first = bisect(0, links.count, (i) => place[links.to[i]] > view.from - 1);
  ctx.strokeStyle = palette.rule2;
  ctx.lineWidth = 1;
  let messages = 0;
  for (let i = first; i < links.count; i++) {
    const message = links.kind[i] === LinkKind.message;
    if (place[message ? links.from[i] : links.to[i]] > view.to) {
      if (place[links.to[i]] > view.to + 400) break;
    } else if (!message) drawWake(scene, group, i);
    else if (view.slotPx >= messagesFromPx && messages++ < mostMessages && traceMessage(scene, group, i)) ctx.stroke();
  }
}

/** The point of a message's end: the middle of its step's cell. */
function cellX({ view, axis }: Scene, group: Group, position: number): number {
  const { stepOf, columnOf, place } = group.track;
  if (axis.time) return view.x(place[position]);
  return view.x(axis.start[columnOf[stepOf[position]]] + effectAt / 2);
}

/** Where a message's curve begins and ends in pixels, and whether it goes down (1) or up (−1). */
export interface Curve {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  down: number;
}

/** The curve of a message; undefined where a lane of it is folded away. */
export function curveOf(scene: Scene, group: Group, link: number): Curve | undefined {
  const { links } = group.schedule;
  const { lanes, laneOf } = group.box;
  const from = lanes[laneOf[links.fromUnit[link]] ?? -1];
  const to = lanes[laneOf[links.toUnit[link]] ?? -1];
  if (!from || !to || from === to) return undefined;
  const down = to.y > from.y ? 1 : -1;
  const halfPx = scene.sizes.barPx / 2;
  const x0 = cellX(scene, group, links.from[link]);
  return { x0, y0: from.y + down * (halfPx + 0.5), x1: cellX(scene, group, links.to[link]), y1: to.y - down * (halfPx + 1), down };
}

/** Begins a path for the message and its arrow head; false where a lane of it is folded away. */
export function traceMessage(scene: Scene, group: Group, link: number): boolean {
  const curve = curveOf(scene, group, link);
  if (!curve) return false;
  const { ctx } = scene;
  const { x0, y0, x1, y1, down } = curve;
  const middle = (y0 + y1) / 2;
  const dx = x1 - x0;
  const bend = Math.min(dx * 0.5, 90);
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.bezierCurveTo(x0 + 2, y0 + (y1 - y0) * 0.9, x0 + bend * 0.4, middle, x0 + dx * 0.5, middle);
  ctx.bezierCurveTo(x1 - bend * 0.4, middle, x1 - 2, y1 - (y1 - y0) * 0.9, x1, y1);
  ctx.moveTo(x1 - 2.6, y1 - down * 4.6);
  ctx.lineTo(x1, y1);
  ctx.lineTo(x1 + 2.6, y1 - down * 4.6);
  return true;
}

/** Where the value of a message is written: on its curve, within the view. */
export function messageLabel(scene: Scene, group: Group, link: number): { x: number; y: number } {
  const { links } = group.schedule;
  const { lanes, laneOf } = group.box;
  const x = (cellX(scene, group, links.from[link]) + cellX(scene, group, links.to[link])) / 2;
  return {
    x: Math.max(scene.view.leftPx + 12, Math.min(scene.view.rightPx - 12, x)),
    y: (lanes[laneOf[links.fromUnit[link]]].y + lanes[laneOf[links.toUnit[link]]].y) / 2,
  };
}

function drawWake({ ctx, palette, sizes, view }: Scene, group: Group, link: number) {
  const { links } = group.schedule;
  const { lanes, laneOf } = group.box;
  const from = lanes[laneOf[links.fromUnit[link]] ?? -1];
  const to = lanes[laneOf[links.toUnit[link]] ?? -1];
  if (!from || !to || from === to) return;
  const x = view.x(group.track.place[links.to[link]]);
  if (x < view.leftPx - 1) return;
  const down = to.y > from.y ? 1 : -1;
  const tip = to.y - down * (sizes.readyPx / 2 + 1);
  const ink = palette.roles[group.colours[links.toUnit[link]]].mark;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = ink;
  ctx.lineWidth = 1;
  ctx.setLineDash([1.5, 2]);
  ctx.beginPath();
  ctx.moveTo(x, from.y + (down * sizes.barPx) / 2);
  ctx.lineTo(x, tip);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x - 3, tip - down * 4);
  ctx.lineTo(x + 3, tip - down * 4);
  ctx.lineTo(x, tip);
  ctx.fill();
  ctx.restore();
}

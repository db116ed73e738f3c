/** Under the lanes: how full each queue is, who holds each lock, how far each counter is, over time. */
import { bisect, textPx, type Group, type Scene } from "./scene";
import { drawBadge, drawGlyph } from "./glyphs";
import { amount, countless } from "../schedule/columns";
import { State, type Schedule } from "../schedule/schedule";
import type { StripBox } from "./layout";
import { namesInStrips, queueAreaPx } from "./layout";
import { fitted } from "./cells";

export function drawStrips(scene: Scene) {
  for (const group of scene.groups) {
    for (const strip of group.box.strips) {
      if (strip.kind === "queue") strip.base > strip.top && drawQueue(scene, group, strip);
      else if (strip.kind === "lock") drawLock(scene, group, strip);
      else if (strip.kind === "counter") drawCounter(scene, group, strip);
      drawName(scene, group, strip);
    }
  }
}

/** What the strip is, in words: `queue, room for 3`. */
export function stripWords(schedule: Schedule, resource: number): string {
  const { kind, cap } = schedule.resources[resource];
  if (kind === "channel") return cap === 0 ? "no buffer" : `buffer ${amount(cap)}`;
  return cap > 1 ? `${kind} ${amount(cap)}` : kind;
}

function drawName({ ctx, palette, sizes, view }: Scene, group: Group, strip: StripBox) {
  const narrow = namesInStrips(sizes);
  const x = narrow ? view.leftPx + 3 : 24;
  const room = narrow ? 120 : sizes.labelPx - x - 6;
  ctx.font = `${sizes.microPx}px ${palette.sans}`;
  const name = group.schedule.resources[strip.resource].name;
  const kind = stripWords(group.schedule, strip.resource);
  const high = strip.kind === "queue" || strip.kind === "meeting";
  const y = high || narrow ? strip.top + 11 : strip.base - 2;
  if (strip.kind === "lock" && !narrow) drawGlyph(ctx, "lock", 9, y - 4, palette.ink3);
  ctx.fillStyle = palette.ink2;
  ctx.fillText(fitted(ctx, name, room), x, y);
  if (narrow || name === kind || name.startsWith(`${kind} `)) return;
  ctx.fillStyle = palette.ink3;
  if (high) ctx.fillText(fitted(ctx, kind, room), x, y + sizes.microPx + 2);
}

const peaks = new WeakMap<Schedule, Map<number, number>>();

/** The highest length that a queue reaches, at least 1. */
function peak(schedule: Schedule, resource: number): number {
  let known = peaks.get(schedule);
  if (!known) peaks.set(schedule, (known = new Map()));
  let most = known.get(resource);
  if (most === undefined) {
    const { levels, firstLevel } = schedule;
    most = 1;
    for (let i = firstLevel[resource]; i < firstLevel[resource + 1]; i++) most = Math.max(most, levels.len[i]);
    known.set(resource, most);
  }
  return most;
}

/** Stepped area of the occupancy, dashed line at the capacity, hatched where slots are reserved. */
function drawQueue(scene: Scene, group: Group, strip: StripBox) {
  const { ctx, palette, view } = scene;
  const { schedule } = group;
  const { cap } = schedule.resources[strip.resource];
  const limit = cap < countless ? cap : 0;
  const unitPx = (queueAreaPx - 2) / Math.max(limit, peak(schedule, strip.resource));
  line(ctx, palette.rule2, view.leftPx, view.rightPx, strip.base + 0.5);
  for (let x = view.leftPx; limit > 0 && x < view.rightPx; x += 7) line(ctx, palette.control, x, Math.min(x + 4, view.rightPx), strip.base - limit * unitPx - 0.5);
  if (scene.dense) return scene.dense.queue(scene, group, strip, unitPx);
  eachLevel(scene, group, strip, (x0, x1, len, held) => {
    ctx.fillStyle = palette.sunk;
    ctx.fillRect(x0, strip.base - len * unitPx, x1 - x0, len * unitPx);
    if (held > 0) {
      ctx.fillStyle = palette.hatch;
      ctx.fillRect(x0, strip.base - (len + held) * unitPx, x1 - x0, held * unitPx);
    }
  });
  ctx.strokeStyle = palette.ink2;
  ctx.lineWidth = 1.25;
  ctx.beginPath();
  eachLevel(scene, group, strip, (x0, x1, len) => {
    const y = strip.base - len * unitPx;
    ctx.lineTo(x0, y);
    ctx.lineTo(x1, y);
  });
  ctx.stroke();
}

/** The counter's value, written where it changes and there is room. */
function drawCounter(scene: Scene, group: Group, strip: StripBox) {
  const { ctx, palette, view, sizes } = scene;
  const y = strip.base - 5;
  line(ctx, palette.rule2, view.leftPx, view.rightPx, y);
  ctx.font = `${sizes.microPx}px ${palette.mono}`;
  let free = 0;
  eachLevel(scene, group, strip, (x0, x1, len) => {
    line(ctx, palette.ink2, x0 + 0.5, x0 + 0.5, y, 4);
    if (x0 < free || x1 - x0 < 5) return;
    const text = amount(len);
    const width = textPx(ctx, text);
    if (x1 - x0 < width + 2) return;
    ctx.fillStyle = palette.surface;
    ctx.fillRect(x0 + 2, y - 6, width + 3, 12);
    ctx.fillStyle = palette.ink2;
    ctx.fillText(text, x0 + 4, y + 4);
    free = x0 + width + 6;
  });
}

/** A bar for as long as a lock is held, with the badge of who holds it. */
function drawLock(scene: Scene, group: Group, strip: StripBox) {
  const { ctx, palette, view, sizes } = scene;
  const { levels, units } = group.schedule;
  const y = strip.base - 5;
  eachLevel(scene, group, strip, (x0, x1, _len, _held, row) => {
    const holder = row < 0 ? undefined : units[levels.holder[row]];
    if (!holder) return;
    const colour = group.colours[holder.index];
    line(ctx, palette.roles[colour].mark, x0 + 1, x0 + 1, y, 4, 2.2);
    line(ctx, palette.roles[colour].mark, x0 + 1, x1, y, 0, 2.2);
    if (x1 - x0 < 22) return;
    const x = Math.max(x0, view.leftPx) + 12;
    drawBadge(ctx, palette, colour, holder.letter, State.waiting, x, y, 13);
    const words = `held by ${holder.name}`;
    ctx.font = `${sizes.microPx}px ${palette.sans}`;
    if (x1 - x - 12 < textPx(ctx, words)) return;
    ctx.fillStyle = palette.surface;
    ctx.fillRect(x + 8, y - 6, textPx(ctx, words) + 6, 12);
    ctx.fillStyle = palette.ink3;
    ctx.fillText(words, x + 10, y + 4);
  });
}

/** Calls `draw` for each stretch of one length in view, in pixels; `row` is that of the levels, −1 before the first. */
function eachLevel({ view }: Scene, group: Group, strip: StripBox, draw: (x0: number, x1: number, len: number, held: number, row: number) => void) {
  const { levels, firstLevel, resources } = group.schedule;
  const { place } = group.track;
  const first = firstLevel[strip.resource];
  const end = firstLevel[strip.resource + 1];
  const last = place.length - 1;
  let i = Math.max(first, bisect(first, end, (k) => place[levels.from[k]] > view.from) - 1);
  if (first === end || place[levels.from[i]] > view.from) {
    const born = Math.max(view.leftPx, view.x(place[resources[strip.resource].born]));
    const until = first === end ? view.rightPx : view.x(place[levels.from[i]]);
    if (until > born) draw(born, Math.min(view.rightPx, until), 0, 0, -1);
  }
  let drawn = -1;
  for (let next; i < end && place[levels.from[i]] < view.to; i = next) {
    const x0 = Math.max(view.leftPx, view.x(place[levels.from[i]]));
    const x1 = Math.min(view.rightPx, view.x(place[i + 1 < end ? levels.from[i + 1] : last]));
    next = i + 1;
    if (x1 - x0 < 0.5) {
      // Where several share a pixel, the next one to look at is the last of them, by bisection: a frame costs pixels, not levels.
      const nextSlot = view.slot(Math.floor(x1) + 1);
      next = Math.max(next, bisect(next, end, (k) => place[levels.from[k]] > nextSlot) - 1);
      if (Math.floor(x1) === drawn) continue;
    }
    drawn = Math.floor(x1);
    draw(x0, x1, levels.len[i], levels.held[i], i);
  }
}

/** A line across; where it has a half height, one that stands. As a rectangle it costs a fifth of a stroke. */
function line(ctx: CanvasRenderingContext2D, ink: string, x0: number, x1: number, y: number, halfPx = 0, widthPx = 1) {
  ctx.fillStyle = ink;
  if (halfPx > 0) ctx.fillRect(x0 - widthPx / 2, y - halfPx, widthPx, 2 * halfPx);
  else ctx.fillRect(x0, y - widthPx / 2, x1 - x0, widthPx);
}

/**
 * The plate at the playhead: what a queue holds right now, who waits to put in (left) and who waits to take out (right). Where a
 * channel holds nothing, those between whom the step handed a value over stand next to the arrows.
 */
import { handoverIn } from "../schedule/facts";
import { State, type Moment, type ResourceMoment } from "../schedule/schedule";
import { fitted } from "./cells";
import { drawBadge } from "./glyphs";
import type { StripBox } from "./layout";
import { textPx, type Group, type Scene } from "./scene";

const cellPx = 20;
const heightPx = 18;
const badgePx = 15;
/** More cells than these are counted instead. */
const mostCells = 8;
const mostWaiting = 3;
const arrowPx = 16;

export function drawLens(scene: Scene, group: Group, strip: StripBox, moment: Moment, playheadX: number) {
  const { ctx, palette, view, sizes } = scene;
  const held = moment.resources[strip.resource];
  if (!held) return;
  const { cap } = group.schedule.resources[strip.resource];
  const senders = held.waiting.filter((w) => w.op === "send" || w.op === "reserve");
  const waiting = held.waiting.filter((w) => w.op === "receive" || w.op === "select").map((w) => w.unit);
  const met = strip.kind === "meeting" ? handoverIn(group.schedule, group.track.stepOf[moment.position], strip.resource) : undefined;
  const note = words(held, cap, senders.length, waiting.length, met !== undefined);
  if (met) senders.unshift({ unit: met.from, op: "send", value: met.value });
  const receivers = met ? [met.to, ...waiting] : receiving(group, strip, moment, waiting);
  if (cap === 0 && held.len + senders.length + receivers.length === 0 && !held.closed) return;
  const slots = Math.max(cap, held.len + held.held);
  const cells = Math.min(mostCells, slots);
  ctx.font = `${sizes.microPx}px ${palette.sans}`;
  const notePx = textPx(ctx, note) + 10;
  const sendersPx = Math.min(mostWaiting, senders.length) * (badgePx + 17);
  const receiversPx = Math.min(mostWaiting, receivers.length) * (badgePx + 3);
  const cellsPx = cells * cellPx;
  const width = sendersPx + arrowPx + cellsPx + arrowPx + receiversPx + notePx;
  let x = Math.max(view.leftPx + 5, Math.min(playheadX - sendersPx - arrowPx - cellsPx / 2, view.rightPx - width - 4));
  const y = strip.lensY;
  ctx.fillStyle = palette.surface;
  ctx.strokeStyle = palette.control;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(Math.round(x) - 4.5, y - heightPx / 2 - 3.5, Math.round(width) + 7, heightPx + 7, 4);
  ctx.fill();
  ctx.stroke();
  for (const { unit, value } of senders.slice(0, mostWaiting).reverse()) {
    drawBadge(ctx, palette, group.colours[unit], group.schedule.units[unit].letter, moment.units[unit].state, x + badgePx / 2, y, badgePx);
    text(scene, fitted(ctx, value, 15), x + badgePx + 8, y, palette.ink);
    x += badgePx + 17;
  }
  arrow(scene, x, y, !met && senders.length > 0);
  x += arrowPx;
  drawContents(scene, held, cells, slots, x, y);
  x += cellsPx;
  arrow(scene, x, y, false);
  x += arrowPx;
  for (const unit of receivers.slice(0, mostWaiting)) {
    drawBadge(ctx, palette, group.colours[unit], group.schedule.units[unit].letter, moment.units[unit].state, x + badgePx / 2, y, badgePx);
    x += badgePx + 3;
  }
  ctx.font = `${sizes.microPx}px ${palette.sans}`;
  ctx.fillStyle = palette.ink2;
  ctx.fillText(note, x + 4, y + sizes.microPx * 0.36);
}

/** Newest left, next to leave at the right; reserved slots hatched behind the newest. */
function drawContents(scene: Scene, held: ResourceMoment, cells: number, slots: number, x: number, y: number) {
  const { ctx, palette } = scene;
  for (let c = 0; c < cells; c++) {
    const index = cells - 1 - c;
    const filled = index < held.len;
    const reserved = !filled && index < held.len + held.held;
    const left = x + c * cellPx;
    ctx.beginPath();
    ctx.roundRect(left + 0.75, y - heightPx / 2 + 0.75, cellPx - 1.5, heightPx - 1.5, 2);
    ctx.fillStyle = filled ? palette.sunk : reserved ? palette.hatch : palette.surface;
    ctx.fill();
    ctx.strokeStyle = filled || reserved ? palette.ink : palette.control;
    ctx.lineWidth = 1.25;
    if (reserved) ctx.setLineDash([3, 2]);
    ctx.stroke();
    ctx.setLineDash([]);
    if (!filled) continue;
    const cut = c === 0 && slots > cells && held.len > cells;
    text(scene, cut ? "…" : fitted(ctx, held.values[index] ?? "·", cellPx - 3), left + cellPx / 2, y, palette.ink);
  }
}

/** Who waits to take out and, in the step in which it took, who just did. */
function receiving(group: Group, strip: StripBox, moment: Moment, waiting: number[]): number[] {
  const { steps, recording, resources } = group.schedule;
  const step = group.track.stepOf[moment.position];
  const lead = recording.events[steps.lead[step]];
  const took = lead?.e === "op" && lead.op === "receive" && lead.r === resources[strip.resource].id;
  const taker = steps.unit[step];
  return took && taker >= 0 && !waiting.includes(taker) && moment.units[taker].state === State.running ? [taker, ...waiting] : waiting;
}

function words(held: ResourceMoment, cap: number, senders: number, receivers: number, met: boolean): string {
  const parts = met ? ["handed over"] : [];
  if (cap > 0) parts.push(held.len === 0 && held.held === 0 ? "empty" : `${held.len}/${cap}${held.len >= cap ? " full" : ""}`);
  else if (held.len > 0) parts.push(`${held.len} inside`);
  if (held.held > 0) parts.push(`${held.held} reserved`);
  if (senders > 0) parts.push(senders === 1 ? "sender waits" : `${senders} senders wait`);
  if (receivers > 0 && cap === 0 && held.len === 0) parts.push(receivers === 1 ? "receiver waits" : `${receivers} receivers wait`);
  if (held.closed) parts.push("closed");
  return parts.join(", ");
}

function text({ ctx, palette }: Scene, value: string, x: number, y: number, ink: string) {
  ctx.font = `600 12px ${palette.mono}`;
  ctx.fillStyle = ink;
  ctx.textAlign = "center";
  ctx.fillText(value, x, y + 4);
  ctx.textAlign = "left";
}

function arrow({ ctx, palette }: Scene, x: number, y: number, stopped: boolean) {
  ctx.strokeStyle = stopped ? palette.control : palette.ink2;
  ctx.lineWidth = 1.2;
  if (stopped) ctx.setLineDash([2, 2]);
  ctx.beginPath();
  ctx.moveTo(x + 2, y);
  ctx.lineTo(x + 12, y);
  ctx.moveTo(x + 8.5, y - 3);
  ctx.lineTo(x + 12, y);
  ctx.lineTo(x + 8.5, y + 3);
  ctx.stroke();
  ctx.setLineDash([]);
}

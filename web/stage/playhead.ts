/** What changes with every step, on a canvas of its own: veil, playhead, the message in hand, badges and lenses. */
import { lastAt } from "../schedule/columns";
import { LinkKind, type Moment } from "../schedule/schedule";
import { fitted } from "./cells";
import { drawLabels } from "./labels";
import type { Layers } from "./layers";
import { messageLabel, traceMessage } from "./links";
import { drawMarks } from "./ruler";
import { clip, textPx, type Group, type Scene } from "./scene";

export function drawPlayhead(scene: Scene, layers: Layers | null) {
  const { ctx, palette, view, axis, layout, sizes, score, column } = scene;
  const x = view.x(axis.effect(column)) + 0.5;
  const onScreen = x >= view.leftPx - 1 && x <= view.rightPx + 1;
  const veilFrom = Math.max(view.leftPx, Math.min(view.rightPx, x));
  ctx.globalAlpha = palette.veil;
  ctx.fillStyle = palette.surface;
  if (column < score.columns - 1) ctx.fillRect(veilFrom, sizes.axisPx - 2, view.rightPx + 8 - veilFrom, layout.height - sizes.axisPx);
  ctx.globalAlpha = 1;
  const moments = scene.groups.map((group) => group.schedule.moment(group.schedule.steps.position[score.stepAt[group.source][column]]));
  clip(scene, () => scene.groups.forEach((group, i) => drawMessages(scene, group, moments[i])));
  if (onScreen) drawLine(scene, x);
  scene.groups.forEach((group, i) => drawLabels(scene, group, moments[i]));
  layers?.atPlayhead(scene, moments, x);
  drawMarks(scene);
}

function drawLine({ ctx, palette, sizes, layout }: Scene, x: number) {
  const top = sizes.axisPx - 15;
  ctx.strokeStyle = ctx.fillStyle = palette.playhead;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x, sizes.axisPx);
  let above = sizes.axisPx;
  for (const group of layout.groups) {
    if (group.lanes.length > 0) {
      ctx.moveTo(x, above);
      ctx.lineTo(x, group.bottom);
    }
    above = group.bottom;
  }
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x - 5, top - 5);
  ctx.lineTo(x + 5, top - 5);
  ctx.lineTo(x + 5, top - 1);
  ctx.lineTo(x, top + 4);
  ctx.lineTo(x - 5, top - 1);
  ctx.fill();
}

/** Messages on their way are looked for among so many links that arrive after the playhead, and so many are drawn. */
const farthestLinks = 4000;
const mostFlying = 60;

/** Messages on their way at the playhead in grey; the one that was received last in ink, with its value. */
function drawMessages(scene: Scene, group: Group, moment: Moment) {
  const { ctx, palette, view } = scene;
  const { links, recording } = group.schedule;
  if (view.slotPx < 4) return;
  const now = moment.position;
  const arrived = lastAt(links.to, 0, links.count, now);
  let last = arrived;
  while (last >= 0 && links.kind[last] !== LinkKind.message) last--;
  let flying = 0;
  for (let i = arrived + 1, end = Math.min(links.count, i + farthestLinks); i < end && flying < mostFlying; i++) {
    if (links.kind[i] !== LinkKind.message || links.from[i] > now) continue;
    flying++;
    ctx.strokeStyle = palette.ink3;
    ctx.lineWidth = 1.1;
    if (traceMessage(scene, group, i)) ctx.stroke();
  }
  if (last < 0) return;
  ctx.strokeStyle = palette.ink;
  ctx.lineWidth = 1.6;
  if (!traceMessage(scene, group, last)) return;
  ctx.stroke();
  const value = recording.events[links.to[last] - 1]?.v ?? "";
  drawValue(scene, value, messageLabel(scene, group, last), 46);
}

/** A value on a plate of ink around a point; none where nothing of it fits into so many pixels. */
export function drawValue({ ctx, palette, sizes }: Scene, value: string, { x, y }: { x: number; y: number }, roomPx: number) {
  ctx.font = `650 ${sizes.microPx}px ${palette.sans}`;
  const shown = fitted(ctx, value, roomPx);
  if (!shown) return;
  const half = Math.max(7.5, textPx(ctx, shown) / 2 + 4);
  ctx.fillStyle = palette.ink;
  ctx.beginPath();
  ctx.roundRect(x - half, y - 7.5, half * 2, 15, 7.5);
  ctx.fill();
  ctx.fillStyle = palette.surface;
  ctx.textAlign = "center";
  ctx.fillText(shown, x, y + 4);
  ctx.textAlign = "left";
}

/** Values at the steps where they were sent or received: inside the bar, or in an outlined cell where the send could not go on. */
import type { LaneBox } from "./layout";
import { effectAt } from "./axis";
import { textPx, type Group, type Scene } from "./scene";

/** Narrower steps carry no value. */
const cellFromPx = 7.5;

export function drawCells(scene: Scene) {
  const { axis, view, score } = scene;
  if (axis.time || view.slotPx < cellFromPx) return;
  scene.ctx.textAlign = "center";
  for (const group of scene.groups) {
    const { acts, stepAt } = score;
    for (let c = axis.columnAt(view.from); c < score.columns && axis.start[c] < view.to; c++) {
      if (acts[group.source][c]) drawCell(scene, group, stepAt[group.source][c], c);
    }
  }
  scene.ctx.textAlign = "left";
}

function drawCell(scene: Scene, group: Group, step: number, column: number) {
  const event = group.schedule.steps.lead[step];
  if (event < 0) return;
  const { e, op, v, ok } = group.schedule.recording.events[event];
  if (!v || (op !== "send" && op !== "receive") || !(e === "wait" || (e === "op" && ok))) return;
  const unit = group.schedule.steps.unit[step];
  const lane: LaneBox | undefined = group.box.lanes[group.box.laneOf[unit] ?? -1];
  const { ctx, palette, sizes, view, axis } = scene;
  const x = view.x(axis.start[column]);
  const width = view.slotPx * effectAt;
  if (!lane || x < view.leftPx - 1 || x + width > view.rightPx + 2) return;
  const ink = palette.roles[group.colours[unit]];
  if (e === "wait") {
    ctx.fillStyle = palette.surface;
    ctx.strokeStyle = ink.mark;
    ctx.lineWidth = 1.4;
    ctx.beginPath();
    ctx.roundRect(x + 0.7, lane.y - sizes.barPx / 2 + 0.7, width - 1.4, sizes.barPx - 1.4, 2);
    ctx.fill();
    ctx.stroke();
  }
  ctx.font = `650 ${sizes.microPx - 1}px ${palette.sans}`;
  const words = fitted(ctx, v, width);
  ctx.fillStyle = e === "wait" ? ink.text : ink.on;
  ctx.fillText(words, x + width / 2, lane.y + (sizes.microPx - 1) * 0.36);
}

/** As much of a value as has room, "" where not even its first sign does. */
export function fitted(ctx: CanvasRenderingContext2D, text: string, roomPx: number): string {
  if (textPx(ctx, text) <= roomPx) return text;
  let length = Math.min(text.length - 1, Math.floor(roomPx / 4));
  while (length > 0 && textPx(ctx, `${text.slice(0, length)}…`) > roomPx) length--;
  return length > 0 ? `${text.slice(0, length)}…` : "";
}

/** A run that does not fit: a thin bar for the whole of it, with the window that is on the screen. */
import type { Scene } from "./scene";

export const overviewPx = 16;

/** Draws into the `overviewPx` below `top`. */
export function drawOverview({ ctx, palette, view, axis, column, marks }: Scene, top: number) {
  const width = view.rightPx - view.leftPx;
  const x = (slot: number) => view.leftPx + (slot / axis.length) * width;
  const y = top + 4;
  const height = overviewPx - 8;
  ctx.fillStyle = palette.sunk;
  ctx.fillRect(view.leftPx, y, width, height);
  ctx.fillStyle = palette.rule2;
  ctx.fillRect(view.leftPx, y, x(axis.effect(column)) - view.leftPx, height);
  ctx.fillStyle = palette.ink2;
  for (const mark of marks) ctx.fillRect(x(axis.effect(mark.column)) - 0.5, y, 1, height);
  ctx.strokeStyle = palette.ink;
  ctx.lineWidth = 1.5;
  const from = x(Math.max(0, view.from));
  ctx.strokeRect(from, y - 2, Math.max(6, x(Math.min(axis.length, view.to)) - from), height + 4);
  ctx.fillStyle = palette.playhead;
  ctx.fillRect(x(axis.effect(column)) - 0.75, y - 3, 1.5, height + 6);
}

/** The column at the left: each lane's badge in its state at the playhead, and its name. */
import { State, type Moment, type StateCode } from "../schedule/schedule";
import { drawBadge } from "./glyphs";
import { fitted } from "./cells";
import type { Row } from "./rows";
import type { Group, Scene } from "./scene";

export function drawLabels(scene: Scene, group: Group, moment: Moment) {
  const { ctx, palette, sizes } = scene;
  const narrow = sizes.labelPx < 60;
  const badgePx = sizes.barPx + 2;
  for (const { row, y } of group.box.lanes) {
    const unit = group.schedule.units[row.units[0]];
    const colour = group.colours[unit.index];
    if (row.folded) {
      drawFold(scene, group, row, y, moment);
      continue;
    }
    drawBadge(ctx, palette, colour, unit.letter, moment.units[unit.index].state, badgePx / 2 + 1, y, badgePx);
    if (narrow) continue;
    ctx.font = `${sizes.microPx + 1}px ${palette.sans}`;
    ctx.fillStyle = palette.ink;
    ctx.fillText(fitted(ctx, unit.name, sizes.labelPx - badgePx - 14), badgePx + 8, y + 4);
    if (row.hidden === 0) continue;
    ctx.font = `${sizes.microPx}px ${palette.sans}`;
    ctx.fillStyle = palette.ink3;
    ctx.fillText(`and ${row.hidden} more`, badgePx + 8, y + 15);
  }
}

/** A role's count and, below, how many of its units run, are ready, wait. */
function drawFold({ ctx, palette, sizes }: Scene, group: Group, row: Row, y: number, moment: Moment) {
  const counts: Partial<Record<StateCode, number>> = {};
  for (const unit of row.units) {
    const { state } = moment.units[unit];
    counts[state] = (counts[state] ?? 0) + 1;
  }
  const state = ([State.running, State.ready, State.waiting, State.sleeping, State.ended] as const).find((s) => counts[s]) ?? State.unborn;
  const badgePx = sizes.barPx + 2;
  drawBadge(ctx, palette, group.colours[row.units[0]], String(Math.min(999, row.units.length)), state, badgePx / 2 + 1, y, badgePx);
  if (sizes.labelPx < 60) return;
  ctx.font = `${sizes.microPx + 1}px ${palette.sans}`;
  ctx.fillStyle = palette.ink;
  ctx.fillText(fitted(ctx, `${row.role} ×${row.units.length}`, sizes.labelPx - badgePx - 14), badgePx + 8, y);
  ctx.font = `${sizes.microPx}px ${palette.sans}`;
  ctx.fillStyle = palette.ink3;
  const words = [
    [counts[State.running], "run"],
    [counts[State.ready], "ready"],
    [(counts[State.waiting] ?? 0) + (counts[State.sleeping] ?? 0), "wait"],
    [counts[State.ended], "ended"],
  ]
    .filter(([n]) => n)
    .map(([n, word]) => `${n} ${word}`)
    .join(", ");
  ctx.fillText(fitted(ctx, words || "not started", sizes.labelPx - badgePx - 12), badgePx + 8, y + sizes.microPx);
}

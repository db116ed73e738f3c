/** The column at the left: each lane's badge in its state at the playhead, and its name. */
import { State, stateNames, type Moment, type StateCode, type UnitMoment } from "../schedule/schedule";
import { drawBadge } from "./glyphs";
import { fitted } from "./cells";
import type { Row } from "./rows";
import type { Group, Scene } from "./scene";

export function drawLabels(scene: Scene, group: Group, moment: Moment) {
  const { ctx, palette, sizes } = scene;
  const narrow = sizes.labelPx < 60;
  const badgePx = sizes.barPx + 2;
  for (const lane of group.box.lanes) {
    const { row, y } = lane;
    if (row.paint) {
      row.paint.label(scene, group, lane, moment);
      continue;
    }
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

/** A role's count and, below, what its units do. */
function drawFold({ ctx, palette, sizes }: Scene, group: Group, row: Row, y: number, moment: Moment) {
  const units = row.units.map((unit) => moment.units[unit]);
  const badgePx = sizes.barPx + 2;
  drawBadge(ctx, palette, group.colours[row.units[0]], String(Math.min(999, units.length)), busiest(units), badgePx / 2 + 1, y, badgePx);
  if (sizes.labelPx < 60) return;
  ctx.font = `${sizes.microPx + 1}px ${palette.sans}`;
  ctx.fillStyle = palette.ink;
  ctx.fillText(fitted(ctx, `${row.role} ×${units.length}`, sizes.labelPx - badgePx - 14), badgePx + 8, y);
  ctx.font = `${sizes.microPx}px ${palette.sans}`;
  ctx.fillStyle = palette.ink3;
  ctx.fillText(fitted(ctx, countWords(units), sizes.labelPx - badgePx - 12), badgePx + 8, y + sizes.microPx);
}

/** From what asks for most attention to what asks for none. */
const order = [State.running, State.ready, State.waiting, State.sleeping, State.ended, State.unborn];

function busiest(units: UnitMoment[]): StateCode {
  return order.find((state) => units.some((u) => u.state === state)) ?? State.unborn;
}

/** How many units do what: `1 running, 14 waiting`. */
export function countWords(units: UnitMoment[]): string {
  const words = order.map((state) => [units.filter((u) => u.state === state).length, stateNames[state]] as const);
  return words.flatMap(([count, word]) => (count > 0 ? `${count} ${word}` : [])).join(", ");
}

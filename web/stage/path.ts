/** The critical path as a line under the bars of the lanes, from unit to unit where one woke the next. */
import { criticalPath, type PathPiece } from "../schedule/critical";
import type { Tools } from "./layers";
import type { Group, Scene } from "./scene";

export class Path {
  shown = false;

  constructor(readonly tools: Tools) {}

  draw(scene: Scene, group: Group) {
    if (!this.shown) return;
    const { ctx, palette, view } = scene;
    const { place } = group.track;
    const path = criticalPath(group.schedule, this.tools);
    const rowOf = this.#rows(group);
    let lastTo = -1;
    const lines: { solid: Path2D; dotted: Path2D } = { solid: new Path2D(), dotted: new Path2D() };
    let lastY = NaN;
    let lastX = -Infinity;
    const first = this.tools.bisect(0, path.length, (i) => place[path[i].to] >= view.from);
    for (let i = first; i < path.length && place[path[i].from] <= view.to; i++) {
      const { kind, from, to } = path[i];
      const y = rowOf(path[i]) ?? NaN;
      const x0 = view.x(place[from]);
      const x1 = view.x(place[to]);
      if (Number.isNaN(y)) continue;
      if (x1 - lastX < 1 && y === lastY) {
        lastTo = to;
        continue;
      }
      if (lastY !== y && lastTo === from) {
        lines.solid.moveTo(x0, lastY);
        lines.solid.lineTo(x0, y);
      }
      const line = kind === "sleep" || kind === "wait" ? lines.dotted : lines.solid;
      line.moveTo(x0, y);
      line.lineTo(x1, y);
      lastY = y;
      lastX = x1;
      lastTo = to;
    }
    ctx.lineCap = ctx.lineJoin = "round";
    for (const [ink, widthPx] of [[palette.surface, 5.5], [palette.ink, 2.6]] as const) {
      ctx.strokeStyle = ink;
      ctx.lineWidth = widthPx;
      ctx.stroke(lines.solid);
      ctx.setLineDash([0.5, 5]);
      ctx.stroke(lines.dotted);
      ctx.setLineDash([]);
    }
    ctx.lineCap = "butt";
    ctx.lineJoin = "miter";
  }

  /** Where the line of a piece runs: under the bar of its unit's lane, or of the row in which that is folded away; among workers, of the one on which it runs. */
  #rows({ box, schedule }: Group): (piece: PathPiece) => number | undefined {
    const folds = new Map<string, number>();
    const workers = new Map<number, number>();
    for (const { row, y } of box.lanes) {
      const turns = row.paint?.turns(row);
      if (turns) workers.set(turns.worker, y + 10.5);
      else if (row.folded) folds.set(row.role, y + 11);
    }
    const { intervals } = schedule;
    return ({ unit, kind, from }) => {
      if (unit < 0) return undefined;
      if (workers.size > 0) return kind === "run" ? workers.get(intervals.worker[this.tools.intervalAt(schedule, unit, from)]) : undefined;
      const lane = box.lanes[box.laneOf[unit]];
      return lane ? lane.y + 10.5 : folds.get(schedule.units[unit].role);
    };
  }
}

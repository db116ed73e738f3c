/** The critical path as a line under the bars of the lanes, from unit to unit where one woke the next. */
import { criticalPath, type PathPiece } from "../schedule/critical";
import type { Schedule } from "../schedule/schedule";
import type { Tools } from "./layers";
import type { Group, Scene } from "./scene";

export class Path {
  shown = false;
  readonly #paths = new WeakMap<Schedule, PathPiece[]>();

  constructor(readonly tools: Tools) {}

  of(schedule: Schedule): PathPiece[] {
    let path = this.#paths.get(schedule);
    if (!path) this.#paths.set(schedule, (path = criticalPath(schedule, this.tools)));
    return path;
  }

  draw(scene: Scene, group: Group) {
    if (!this.shown) return;
    const { ctx, palette, view } = scene;
    const { place } = group.track;
    const path = this.of(group.schedule);
    const rowOf = this.#rows(group);
    const lines: { solid: Path2D; dotted: Path2D } = { solid: new Path2D(), dotted: new Path2D() };
    let lastY = NaN;
    let lastX = -Infinity;
    const first = this.tools.bisect(0, path.length, (i) => place[path[i].to] >= view.from);
    for (let i = first; i < path.length && place[path[i].from] <= view.to; i++) {
      const { unit, kind, from, to } = path[i];
      const y = unit < 0 ? NaN : (rowOf(unit) ?? NaN);
      const x0 = view.x(place[from]);
      const x1 = view.x(place[to]);
      if (Number.isNaN(y)) continue;
      if (x1 - lastX < 1 && y === lastY) continue;
      if (!Number.isNaN(lastY) && lastY !== y) {
        lines.solid.moveTo(x0, lastY);
        lines.solid.lineTo(x0, y);
      }
      const line = kind === "sleep" || kind === "wait" ? lines.dotted : lines.solid;
      line.moveTo(x0, y);
      line.lineTo(x1, y);
      lastY = y;
      lastX = x1;
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

  /** Where the line of a unit runs: under the bar of its lane, or of the row in which it is folded away. */
  #rows({ box, schedule }: Group): (unit: number) => number | undefined {
    const folds = new Map<string, number>();
    for (const { row, y } of box.lanes) if (row.folded) folds.set(row.role, y + 11);
    return (unit) => {
      const lane = box.lanes[box.laneOf[unit]];
      return lane ? lane.y + 10.5 : folds.get(schedule.units[unit].role);
    };
  }
}

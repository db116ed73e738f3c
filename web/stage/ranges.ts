/** Spans of the runtime's own, such as a garbage collection: a band behind the lanes, and its name in a row under them. */
import { rangesOf } from "../schedule/ranges";
import type { Tools } from "./layers";
import type { Group, Scene } from "./scene";

const barPx = 13;

export class Ranges {
  constructor(readonly tools: Tools) {}

  draw(scene: Scene, group: Group) {
    const { ctx, palette, view } = scene;
    const { rangesY } = group.box;
    if (rangesY === 0) return;
    this.#label(scene, rangesY);
    const { place } = group.track;
    const ranges = rangesOf(group.schedule);
    let named = -Infinity;
    for (const { from, to, depth } of ranges) {
      if (place[from] > view.to || place[to] < view.from) continue;
      const x0 = Math.max(view.leftPx, view.x(place[from]));
      const x1 = Math.min(view.rightPx, Math.max(x0 + 2, view.x(place[to])));
      ctx.fillStyle = palette.ink3;
      ctx.globalAlpha = 0.09;
      ctx.fillRect(x0, group.box.lanesTop, x1 - x0, rangesY - barPx / 2 - group.box.lanesTop);
      ctx.globalAlpha = 1;
      const high = depth === 0 ? barPx : 4;
      ctx.fillStyle = depth === 0 ? palette.sunk : palette.ink3;
      ctx.strokeStyle = palette.ink3;
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.rect(x0 + 0.5, rangesY + barPx / 2 - high + 0.5, Math.max(1, x1 - x0 - 1), high - 1);
      ctx.fill();
      ctx.stroke();
    }
    for (const { name, from, to, depth } of ranges) {
      const x0 = Math.max(view.leftPx, view.x(place[from]));
      if (depth > 0 || place[from] > view.to || place[to] < view.from || x0 < named) continue;
      named = this.#name(scene, group, name, from, to, x0, Math.min(view.rightPx, Math.max(x0 + 2, view.x(place[to]))));
    }
  }

  #label({ ctx, palette, sizes }: Scene, y: number) {
    if (sizes.labelPx < 60) return;
    ctx.font = `${sizes.microPx}px ${palette.sans}`;
    ctx.fillStyle = palette.ink2;
    ctx.fillText("runtime", 24, y + sizes.microPx * 0.36);
  }

  /** The name stands in the bar, after it where there is room up to the next one, or not at all; returns where it ends. */
  #name({ ctx, palette, sizes, view }: Scene, group: Group, name: string, from: number, to: number, x0: number, x1: number): number {
    ctx.font = `${sizes.microPx}px ${palette.sans}`;
    const width = this.tools.textPx(ctx, name);
    const { place } = group.track;
    const next = rangesOf(group.schedule).find((range) => range.depth === 0 && range.from > from && range.from >= to);
    const inside = x1 - x0 > width + 8;
    const until = Math.min(view.rightPx, next ? view.x(place[next.from]) : view.rightPx);
    if (!inside && x1 + width + 8 > until) return x1;
    ctx.fillStyle = palette.ink2;
    ctx.fillText(name, inside ? x0 + 4 : x1 + 4, group.box.rangesY + sizes.microPx * 0.36);
    return inside ? x1 : x1 + width + 8;
  }
}

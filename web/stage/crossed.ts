/** Words on the lanes that the playhead's line would cross: it passes behind them. */
import type { Tools } from "./layers";
import type { Group, Scene } from "./scene";

export class Crossed {
  constructor(readonly tools: Tools) {}

  draw(scene: Scene, group: Group, playheadX: number) {
    const { ctx, palette, sizes, view } = scene;
    const { bisect, State, textPx, waitLabel } = this.tools;
    const { place } = group.track;
    const slot = view.slot(playheadX);
    for (const { row, y } of group.box.lanes) {
      const { first, end, from, to, state, cause } = row.spans;
      const span = bisect(first, end, (k) => place[to[k]] > slot);
      if (span >= end || !cause || cause[span] < 0 || (state[span] !== State.waiting && state[span] !== State.sleeping)) continue;
      const label = waitLabel(scene, group, cause[span], view.x(place[from[span]]), view.x(place[to[span]]));
      if (!label) continue;
      const width = textPx(ctx, label.words);
      if (playheadX < label.x - 2 || playheadX > label.x + width + 2) continue;
      ctx.fillStyle = palette.surface;
      ctx.fillRect(label.x - 2, y - sizes.microPx * 0.6, width + 4, sizes.microPx * 1.2);
      ctx.fillStyle = palette.ink3;
      ctx.fillText(label.words, label.x, y + sizes.microPx * 0.36);
    }
  }
}

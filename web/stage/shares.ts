/** On the strips: how long a lock is shared by readers, how many permits are out, and each act on what lets units pass. */
import { actsOf, stretchesOf } from "../schedule/shares";
import type { Tools } from "./layers";
import type { StripBox } from "./layout";
import type { Group, Scene } from "./scene";

export class Shares {
  constructor(readonly tools: Tools) {}

  draw(scene: Scene, group: Group) {
    for (const strip of group.box.strips) {
      if (strip.kind === "lock") this.#readers(scene, group, strip);
      else if (strip.kind === "gate") this.#gate(scene, group, strip);
    }
  }

  /** A double line while readers share a lock, with who reads or how many do. */
  #readers({ ctx, palette, sizes, view }: Scene, group: Group, strip: StripBox) {
    const { place } = group.track;
    const y = strip.base - 5;
    const { stretches, first } = stretchesOf(group.schedule);
    const end = first[strip.resource + 1];
    let i = this.tools.bisect(first[strip.resource], end, (k) => place[stretches[k].to] > view.from);
    for (; i < end && place[stretches[i].from] < view.to; i++) {
      const { from, to, readers, unit } = stretches[i];
      const x0 = Math.max(view.leftPx, view.x(place[from]));
      const x1 = Math.min(view.rightPx, view.x(place[to]));
      const colour = unit < 0 ? null : group.colours[unit];
      ctx.strokeStyle = colour === null ? palette.ink2 : palette.roles[colour].mark;
      ctx.lineWidth = 1.2;
      ctx.beginPath();
      ctx.moveTo(x0 + 1, y - 4);
      ctx.lineTo(x0 + 1, y + 4);
      for (const dy of [-1.8, 1.8]) {
        ctx.moveTo(x0 + 1, y + dy);
        ctx.lineTo(x1, y + dy);
      }
      ctx.stroke();
      let at = x0 + 5;
      if (colour !== null && x1 - x0 >= 22) {
        this.tools.drawBadge(ctx, palette, colour, group.schedule.units[unit].letter, this.tools.State.waiting, x0 + 12, y, 13);
        at = x0 + 20;
      }
      ctx.font = `${sizes.microPx}px ${palette.sans}`;
      const words = colour === null ? `${readers} read` : "reads";
      const width = this.tools.textPx(ctx, words);
      if (x1 - at < width + 6) continue;
      ctx.fillStyle = palette.surface;
      ctx.fillRect(at, y - 6, width + 4, 12);
      ctx.fillStyle = palette.ink3;
      ctx.fillText(words, at + 2, y + 4);
    }
  }

  #gate({ ctx, palette, sizes, view }: Scene, group: Group, strip: StripBox) {
    const { schedule, track } = group;
    const y = strip.base - 5;
    const born = Math.max(view.leftPx, view.x(track.place[schedule.resources[strip.resource].born]));
    ctx.strokeStyle = palette.rule2;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(Math.min(born, view.rightPx), y);
    ctx.lineTo(view.rightPx, y);
    ctx.stroke();
    const events = actsOf(schedule).get(strip.resource) ?? [];
    ctx.font = `${sizes.microPx}px ${palette.sans}`;
    ctx.strokeStyle = palette.ink2;
    let free = -Infinity;
    for (let i = this.tools.bisect(0, events.length, (k) => track.place[events[k] + 1] >= view.from); i < events.length; i++) {
      const x = view.x(track.place[events[i] + 1]);
      if (x > view.rightPx) break;
      ctx.lineWidth = 1.6;
      ctx.beginPath();
      ctx.moveTo(x, y - 4);
      ctx.lineTo(x, y + 4);
      ctx.stroke();
      const words = schedule.recording.events[events[i]].op!;
      const width = this.tools.textPx(ctx, words);
      const next = i + 1 < events.length ? view.x(track.place[events[i + 1] + 1]) : view.rightPx;
      if (x < free || x + width + 8 > next) continue;
      ctx.fillStyle = palette.surface;
      ctx.fillRect(x + 2, y - 6, width + 5, 12);
      ctx.fillStyle = palette.ink3;
      ctx.fillText(words, x + 4, y + 4);
      free = x + width + 8;
    }
  }
}

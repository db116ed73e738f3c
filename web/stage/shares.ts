/** On the strips: how long a lock is shared by readers, how many permits are out, and each act on what lets units pass. */
import type { Schedule } from "../schedule/schedule";
import type { Tools } from "./layers";
import type { StripBox } from "./layout";
import type { Group, Scene } from "./scene";

/** Acts that are worth a mark on the line of what lets units pass. */
const acts = new Set(["cancel", "notify", "signal", "broadcast", "wait", "do", "close"]);

/** A stretch in which the number of readers of a lock stays the same; positions. */
interface Stretch {
  from: number;
  to: number;
  readers: number;
  /** The one reader, −1 where there are several. */
  unit: number;
}

export class Shares {
  readonly #stretches = new WeakMap<Schedule, Map<number, Stretch[]>>();
  readonly #acts = new WeakMap<Schedule, Map<number, number[]>>();

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
    const stretches = this.#of(group.schedule, strip.resource);
    let i = this.tools.bisect(0, stretches.length, (k) => place[stretches[k].to] > view.from);
    for (; i < stretches.length && place[stretches[i].from] < view.to; i++) {
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

  #of(schedule: Schedule, resource: number): Stretch[] {
    let known = this.#stretches.get(schedule);
    if (!known) this.#stretches.set(schedule, (known = new Map()));
    let stretches = known.get(resource);
    if (!stretches) known.set(resource, (stretches = sharedStretches(schedule, resource)));
    return stretches;
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
    let acts = this.#acts.get(schedule);
    if (!acts) this.#acts.set(schedule, (acts = actsOf(schedule)));
    const events = acts.get(strip.resource) ?? [];
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

/** Where a resource is held by readers. */
export function sharedStretches(schedule: Schedule, resource: number): Stretch[] {
  const { unit, from, to, permits, first } = schedule.tenures();
  const edges: { at: number; row: number; begins: boolean }[] = [];
  for (let row = first[resource]; row < first[resource + 1]; row++) {
    if (permits[row] < 0) edges.push({ at: from[row], row, begins: true }, { at: to[row], row, begins: false });
  }
  edges.sort((a, b) => a.at - b.at);
  const stretches: Stretch[] = [];
  const open = new Set<number>();
  edges.forEach(({ at, row, begins }, i) => {
    if (begins) open.add(row);
    else open.delete(row);
    const until = edges[i + 1]?.at;
    if (open.size === 0 || until === undefined || until === at) return;
    const [one] = open;
    stretches.push({ from: at, to: until, readers: open.size, unit: open.size === 1 ? unit[one] : -1 });
  });
  return stretches;
}

function actsOf(schedule: Schedule): Map<number, number[]> {
  const found = new Map<number, number[]>();
  schedule.recording.events.forEach(({ e, op, r, ok }, i) => {
    if (e !== "op" || !ok || r === undefined || !acts.has(op ?? "")) return;
    const resource = schedule.resourceIndex(r);
    const events = found.get(resource);
    if (events) events.push(i);
    else found.set(resource, [i]);
  });
  return found;
}

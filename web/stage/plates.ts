/**
 * The plates at the playhead: what each resource holds right now, who has it, and who waits for it on each side, in the order in which
 * they came. A queue's plate stands under its area; that of a lock or a counter stands on its line, where nothing has happened yet.
 */
import type { Moment, ResourceMoment } from "../schedule/schedule";
import type { Tools } from "./layers";
import type { StripBox } from "./layout";
import type { Group, Scene } from "./scene";

/** A part of a plate, drawn from its left edge and the plate's middle. */
interface Item {
  widthPx: number;
  draw(x: number, y: number): void;
}

const cellPx = 20;
const widestCellPx = 46;
const highPx = 18;
const lowPx = 14;
/** A badge on a plate is a little smaller than in its lane, and never higher than a cell. */
const badgePx = (barPx: number, low = false) => Math.min(highPx + 0.5, barPx + (low ? -1 : 1));
/** A permit that is free. */
const slotPx = 13;
const arrowPx = 16;
/** More cells than these are counted instead. */
const mostCells = 8;
/** More units than these are counted instead. */
const mostWaiting = 3;

export class Plates {
  constructor(readonly tools: Tools) {}

  draw(scene: Scene, group: Group, moment: Moment, playheadX: number) {
    for (const strip of group.box.strips) {
      const held = moment.resources[strip.resource];
      if (!held || group.schedule.resources[strip.resource].born > moment.position) continue;
      if (strip.kind === "queue" || strip.kind === "meeting") this.#queue(scene, group, strip, held, moment, playheadX);
      else {
        const items = this.#lowItems(scene, group, strip, held, moment);
        if (items.length > 0) this.#low(scene, strip, items, playheadX);
      }
    }
  }

  /** Who waits to put in stands left of the cells, who waits to take out right of them, the newest value left, the next to leave right. */
  #queue(scene: Scene, group: Group, strip: StripBox, held: ResourceMoment, moment: Moment, playheadX: number) {
    const { schedule } = group;
    const { cap } = schedule.resources[strip.resource];
    const senders = held.waiting.filter((w) => w.op === "send" || w.op === "reserve");
    const waiting = held.waiting.filter((w) => w.op !== "send" && w.op !== "reserve").map((w) => w.unit);
    const met = strip.kind === "meeting" ? this.tools.handoverIn(schedule, group.track.stepOf[moment.position], strip.resource) : undefined;
    const note = queueWords(held, cap < this.tools.countless ? cap : -1, senders.length, waiting.length, met !== undefined);
    if (met) senders.unshift({ unit: met.from, op: "send", value: met.value });
    const receivers = met ? [met.to, ...waiting] : this.#receiving(group, strip, moment, waiting);
    const filled = Math.max(held.len, held.values.length);
    if (cap === 0 && filled + senders.length + receivers.length === 0 && !held.closed) return;
    const slots = Math.max(cap, filled + held.held);
    const cells = Math.min(mostCells, slots);
    const items: Item[] = [];
    for (const { unit, value } of senders.slice(0, mostWaiting).reverse()) {
      items.push(this.#badge(scene, group, moment, unit, badgePx(scene.sizes.barPx), 1), this.#text(scene, value, 16));
    }
    scene.ctx.font = `600 12px ${scene.palette.mono}`;
    const wantedPx = Math.max(0, ...held.values.slice(0, cells).map((value) => this.tools.textPx(scene.ctx, value) + 7));
    const widthPx = Math.min(widestCellPx, Math.max(cellPx, wantedPx));
    const left = items.reduce((px, item) => px + item.widthPx, 0) + arrowPx + (cells * widthPx) / 2;
    items.push(this.#arrow(scene, !met && senders.length > 0));
    for (let c = cells - 1; c >= 0; c--) {
      const cut = c === cells - 1 && slots > cells && filled > cells;
      const reserved = c >= filled && c < filled + held.held;
      items.push(this.#cell(scene, c >= filled ? "" : cut ? "…" : (held.values[c] ?? "·"), widthPx, c < filled, reserved));
    }
    items.push(this.#arrow(scene, false));
    for (const unit of receivers.slice(0, mostWaiting)) items.push(this.#badge(scene, group, moment, unit, badgePx(scene.sizes.barPx), 3));
    items.push(this.#words(scene, note));
    this.#plate(scene, items, playheadX - left, strip.lensY, highPx + 7);
  }

  /** What stands on the line of a lock, a counter, or a thing that lets units pass; nothing where the line itself says it all. */
  #lowItems(scene: Scene, group: Group, { resource, kind }: StripBox, held: ResourceMoment, moment: Moment): Item[] {
    const { kind: name, cap } = group.schedule.resources[resource];
    const badges = (units: number[]) => units.slice(0, mostWaiting).map((unit) => this.#badge(scene, group, moment, unit, badgePx(scene.sizes.barPx, true), 2));
    const waiting = held.waiting.map((w) => w.unit);
    const wait = waiting.length === 1 ? "waits" : `${waiting.length} wait`;
    const queue = waiting.length === 0 ? [] : [this.#backArrow(scene), ...badges(waiting), this.#words(scene, wait)];
    if (kind === "lock") {
      if (waiting.length === 0 && held.holders.length < 2) return [];
      const shared = held.holder < 0 && held.holders.length > 0;
      const has = held.holders.length === 0 ? "free" : !shared ? "" : held.holders.length === 1 ? "reads" : `${held.holders.length} read`;
      return [this.#lock(scene), ...badges(held.holders), ...(has ? [this.#words(scene, has)] : []), ...queue];
    }
    if (name === "semaphore") {
      const slots = Math.max(cap, held.len + held.holders.length);
      if (slots === 0) return queue;
      const cells = held.holders.slice(0, mostCells).map((unit) => this.#badge(scene, group, moment, unit, badgePx(scene.sizes.barPx, true), 2));
      const free = Math.min(held.len, mostCells - cells.length);
      for (let i = 0; i < free; i++) cells.push(this.#slot(scene));
      return [...cells, this.#words(scene, held.len === 0 ? "none free" : `${this.tools.amount(held.len)} free`), ...queue];
    }
    if (kind === "counter") return held.len > 0 || waiting.length > 0 ? [this.#words(scene, `at ${this.tools.amount(held.len)}`), ...queue] : [];
    if (name === "barrier" && cap > 0 && waiting.length > 0) return [...badges(waiting), this.#words(scene, `${waiting.length} of ${cap} wait`)];
    return queue;
  }

  /** Who waits to take out and, in the step in which it took, who just did. */
  #receiving(group: Group, strip: StripBox, moment: Moment, waiting: number[]): number[] {
    const { steps, recording, resources } = group.schedule;
    const step = group.track.stepOf[moment.position];
    const lead = recording.events[steps.lead[step]];
    const took = lead?.e === "op" && lead.op === "receive" && lead.r === resources[strip.resource].id;
    const taker = steps.unit[step];
    const runs = taker >= 0 && moment.units[taker].state === this.tools.State.running;
    return took && runs && !waiting.includes(taker) ? [taker, ...waiting] : waiting;
  }

  #low(scene: Scene, strip: StripBox, items: Item[], playheadX: number) {
    const width = items.reduce((px, item) => px + item.widthPx, 0);
    const fits = playheadX + width + 14 <= scene.view.rightPx;
    this.#plate(scene, items, fits ? playheadX + 9 : playheadX - width - 9, strip.base - 5, lowPx + 3);
  }

  #plate({ ctx, palette, view }: Scene, items: Item[], at: number, y: number, heightPx: number) {
    const width = items.reduce((px, item) => px + item.widthPx, 0);
    let x = Math.max(view.leftPx + 5, Math.min(at, view.rightPx - width - 4));
    ctx.fillStyle = palette.surface;
    ctx.strokeStyle = palette.control;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.roundRect(Math.round(x) - 4.5, Math.round(y - heightPx / 2) + 0.5, Math.round(width) + 7, heightPx, 4);
    ctx.fill();
    ctx.stroke();
    for (const item of items) {
      item.draw(x, y);
      x += item.widthPx;
    }
  }

  #badge({ ctx, palette }: Scene, group: Group, moment: Moment, unit: number, sizePx: number, gapPx: number): Item {
    const { letter } = group.schedule.units[unit];
    const { state } = moment.units[unit];
    const draw = (x: number, y: number) => this.tools.drawBadge(ctx, palette, group.colours[unit], letter, state, x + sizePx / 2, y, sizePx);
    return { widthPx: sizePx + gapPx, draw };
  }

  #text(scene: Scene, value: string, widthPx: number): Item {
    const { ctx, palette } = scene;
    const draw = (x: number, y: number) => {
      ctx.font = `600 12px ${palette.mono}`;
      ctx.fillStyle = palette.ink;
      ctx.textAlign = "center";
      ctx.fillText(this.tools.fitted(ctx, value, widthPx - 3), x + widthPx / 2, y + 4);
      ctx.textAlign = "left";
    };
    return { widthPx, draw };
  }

  #words({ ctx, palette, sizes }: Scene, words: string): Item {
    const font = `${sizes.microPx}px ${palette.sans}`;
    ctx.font = font;
    const draw = (x: number, y: number) => {
      ctx.font = font;
      ctx.fillStyle = palette.ink2;
      ctx.fillText(words, x + 4, y + sizes.microPx * 0.36);
    };
    return { widthPx: this.tools.textPx(ctx, words) + 8, draw };
  }

  #cell(scene: Scene, value: string, widthPx: number, filled: boolean, reserved: boolean): Item {
    const { ctx, palette } = scene;
    const text = this.#text(scene, value, widthPx);
    const draw = (x: number, y: number) => {
      ctx.beginPath();
      ctx.roundRect(x + 0.75, y - highPx / 2 + 0.75, widthPx - 1.5, highPx - 1.5, 2);
      ctx.fillStyle = filled ? palette.sunk : reserved ? palette.hatch : palette.surface;
      ctx.fill();
      ctx.strokeStyle = filled || reserved ? palette.ink : palette.control;
      ctx.lineWidth = 1.25;
      if (reserved) ctx.setLineDash([3, 2]);
      ctx.stroke();
      ctx.setLineDash([]);
      if (filled) text.draw(x, y);
    };
    return { widthPx, draw };
  }

  #slot({ ctx, palette }: Scene): Item {
    const draw = (x: number, y: number) => {
      ctx.strokeStyle = palette.control;
      ctx.lineWidth = 1;
      ctx.setLineDash([2, 2]);
      ctx.strokeRect(x + 1, y - slotPx / 2 + 0.5, slotPx - 2, slotPx - 2);
      ctx.setLineDash([]);
    };
    return { widthPx: slotPx + 2, draw };
  }

  #lock({ ctx, palette }: Scene): Item {
    return { widthPx: 15, draw: (x, y) => this.tools.drawGlyph(ctx, "lock", x + 6, y, palette.ink2) };
  }

  #arrow({ ctx, palette }: Scene, stopped: boolean): Item {
    const draw = (x: number, y: number) => {
      ctx.strokeStyle = stopped ? palette.control : palette.ink2;
      ctx.lineWidth = 1.2;
      if (stopped) ctx.setLineDash([2, 2]);
      head(ctx, x + 12, y, x + 2);
      ctx.setLineDash([]);
    };
    return { widthPx: arrowPx, draw };
  }

  /** Leads from those who wait to what they wait for. */
  #backArrow({ ctx, palette }: Scene): Item {
    const draw = (x: number, y: number) => {
      ctx.strokeStyle = palette.control;
      ctx.lineWidth = 1.2;
      head(ctx, x + 3, y, x + 13);
    };
    return { widthPx: arrowPx + 1, draw };
  }
}

function head(ctx: CanvasRenderingContext2D, tip: number, y: number, from: number) {
  const back = tip > from ? -3.5 : 3.5;
  ctx.beginPath();
  ctx.moveTo(from, y);
  ctx.lineTo(tip, y);
  ctx.moveTo(tip + back, y - 3);
  ctx.lineTo(tip, y);
  ctx.lineTo(tip + back, y + 3);
  ctx.stroke();
}

/** `cap` is −1 where it is as good as no limit. */
function queueWords(held: ResourceMoment, cap: number, senders: number, receivers: number, met: boolean): string {
  const parts = met ? ["handed over"] : [];
  if (cap > 0) parts.push(held.len === 0 && held.held === 0 ? "empty" : `${held.len}/${cap}${held.len >= cap ? " full" : ""}`);
  else if (held.len > 0) parts.push(`${held.len} inside`);
  if (held.held > 0) parts.push(`${held.held} reserved`);
  if (senders > 0) parts.push(senders === 1 ? "sender waits" : `${senders} senders wait`);
  if (receivers > 0 && cap === 0 && held.len === 0) parts.push(receivers === 1 ? "receiver waits" : `${receivers} receivers wait`);
  if (held.closed) parts.push("closed");
  return parts.join(", ");
}

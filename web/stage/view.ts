/** The part of the axis that is on the screen. Owns nothing but two numbers; drawing asks it for pixels. */
import type { Axis } from "./axis";

/** A step may be as wide as this when zoomed in. */
const widestSlotPx = 90;
/** Below this a step carries no mark, so a run that is too long for it opens as a window. */
const readableSlotPx = 9;
/** The width of a step when a window opens. */
const windowSlotPx = 17;

export class View {
  /** The slot at the left edge. */
  from = 0;
  slotPx = 1;
  leftPx = 0;
  rightPx = 0;
  #fits = true;
  #touched = false;

  /** Whether the whole axis is on the screen. */
  get fits(): boolean {
    return this.#fits;
  }

  get to(): number {
    return this.from + (this.rightPx - this.leftPx) / this.slotPx;
  }

  x(slot: number): number {
    return this.leftPx + (slot - this.from) * this.slotPx;
  }

  slot(x: number): number {
    return this.from + (x - this.leftPx) / this.slotPx;
  }

  /** Takes a new size or a new axis; keeps the reader's zoom where there is one. */
  resize(axis: Axis, leftPx: number, rightPx: number) {
    this.leftPx = leftPx;
    this.rightPx = Math.max(leftPx + 1, rightPx);
    const fitPx = this.#fitPx(axis);
    if (!this.#touched) this.#fits = fitPx >= readableSlotPx;
    if (this.#fits) this.fit(axis, this.#touched);
    else {
      if (!this.#touched) this.slotPx = windowSlotPx;
      this.slotPx = Math.max(this.slotPx, fitPx);
      this.pan(axis, 0);
    }
  }

  fit(axis: Axis, byReader = true) {
    this.#touched = byReader;
    this.#fits = true;
    this.slotPx = this.#fitPx(axis);
    this.from = 0;
  }

  /** Shows the slots from … to, as far as they can be shown. */
  show(axis: Axis, from: number, to: number) {
    this.fit(axis);
    this.zoom(axis, (this.rightPx - this.leftPx) / Math.max(1, to - from) / this.slotPx, this.leftPx);
    this.pan(axis, (from - this.from) * this.slotPx);
  }

  /** Makes a step `factor` times as wide; what is at pixel `aroundPx` stays there. */
  zoom(axis: Axis, factor: number, aroundPx: number) {
    const slot = this.slot(aroundPx);
    const fitPx = this.#fitPx(axis);
    this.#touched = true;
    this.slotPx = Math.min(Math.max(widestSlotPx, fitPx), Math.max(fitPx, this.slotPx * factor));
    this.#fits = this.slotPx <= fitPx;
    this.from = slot - (aroundPx - this.leftPx) / this.slotPx;
    this.pan(axis, 0);
  }

  /** Moves by pixels, within the axis. */
  pan(axis: Axis, byPx: number) {
    const last = Math.max(0, axis.length - (this.rightPx - this.leftPx) / this.slotPx);
    this.from = Math.min(last, Math.max(0, this.from + byPx / this.slotPx));
  }

  /** Moves so that the slot is on the screen with room on both sides; whether it had to. */
  follow(axis: Axis, slot: number): boolean {
    const before = this.from;
    const span = this.to - this.from;
    if (slot < this.from + span * 0.12 || slot > this.from + span * 0.86) {
      this.from = slot - span * 0.62;
      this.pan(axis, 0);
    }
    return this.from !== before;
  }

  #fitPx(axis: Axis): number {
    return (this.rightPx - this.leftPx) / Math.max(1, axis.length);
  }
}

/**
 * A presentation under a finger: a swipe goes to the next marker or the one before, a tap brings up buttons for the rest. In slides, a swipe that
 * leads nowhere here is the deck's.
 */
import type { Kit } from "./kit";

/** A finger that has moved so far swipes; slides take as much. */
const swipePx = 36;
/** A finger that has moved less taps. */
const tapPx = 8;

export class Touch {
  readonly #stop: () => void;
  #bar: HTMLElement | undefined;
  /** Where the finger came down, and whether the gesture has been taken. */
  #from: { x: number; y: number; id: number } | null = null;
  #taken = false;

  constructor(
    readonly kit: Kit,
    readonly room: HTMLElement,
    /** Does what a key says; whether there was anything to do. */
    readonly press: (event: KeyboardEvent) => boolean,
    /** Whether this is a page of ours, where the reader may leave. */
    readonly own: boolean,
  ) {
    const down = (event: PointerEvent) => this.#down(event);
    const move = (event: PointerEvent) => this.#move(event);
    const up = (event: PointerEvent) => this.#up(event);
    // Before the deck sees it, whose swipes the browser tells by both kinds of event.
    const touched = (event: Event) => this.#taken && event.stopImmediatePropagation();
    room.addEventListener("pointerdown", down);
    addEventListener("pointermove", move, true);
    addEventListener("pointerup", up, true);
    addEventListener("pointercancel", up, true);
    addEventListener("touchmove", touched, true);
    this.#stop = () => {
      removeEventListener("pointermove", move, true);
      removeEventListener("pointerup", up, true);
      removeEventListener("pointercancel", up, true);
      removeEventListener("touchmove", touched, true);
    };
  }

  destroy() {
    this.#stop();
  }

  #down(event: PointerEvent) {
    const target = event.composedPath()[0] as Element;
    this.#taken = false;
    this.#from = event.isPrimary && event.button === 0 && !target.closest("button, .code, .blackout") ? { x: event.clientX, y: event.clientY, id: event.pointerId } : null;
  }

  #move(event: PointerEvent) {
    if (this.#taken) return event.stopImmediatePropagation();
    if (!this.#from || event.pointerId !== this.#from.id || event.pointerType === "mouse") return;
    const x = event.clientX - this.#from.x;
    const y = event.clientY - this.#from.y;
    if (Math.abs(x) < swipePx || Math.abs(x) < 2 * Math.abs(y)) return;
    this.#from = null;
    // To the left is forward, as with pages.
    this.#taken = this.#press(x < 0 ? "PageDown" : "PageUp");
    if (this.#taken) event.stopImmediatePropagation();
  }

  #up(event: PointerEvent) {
    const from = this.#from;
    this.#from = null;
    setTimeout(() => (this.#taken = false));
    if (!from || event.type === "pointercancel" || event.pointerId !== from.id) return;
    if (Math.hypot(event.clientX - from.x, event.clientY - from.y) < tapPx) this.#toggleBar();
  }

  #press(key: string): boolean {
    return this.press(new KeyboardEvent("keydown", { key }));
  }

  #toggleBar() {
    if (this.#bar) {
      this.#bar.remove();
      this.#bar = undefined;
      return;
    }
    const { h } = this.kit;
    const button = (words: string, key: string) => h("button", { type: "button", onclick: () => this.#press(key) }, words);
    this.#bar = h(
      "div",
      { class: "roombar", role: "toolbar", "aria-label": "Presentation" },
      button("Back", "PageUp"),
      button("Step back", "ArrowUp"),
      button("Step", "ArrowDown"),
      button("Next", "PageDown"),
      button("Blank", "."),
      button("QR code", "q"),
      button("Notes", "S"),
      this.own && button("Leave", "p"),
    );
    this.room.append(this.#bar);
  }
}

/** What the marks on the stage mean: the common ones above it, all of them in a dialog, with the keys. */
import type { Kit } from "./kit";

/** Name, drawing in a box of 10 px height, its width, and how it is drawn where that is not a thin line. */
type Mark = [name: string, path: string, widthPx: number, style?: string];

const hatch = "3 7.5l4-5m1 5l4-5m1 5l3-4";

const common: Mark[] = [
  ["running", "M0 5h18", 18, "stroke-width:8"],
  ["ready", `M.5 2.5h17v5H.5zM${hatch}`, 18],
  ["waiting", "M0 5h18", 18],
  ["sleeping", "M1 5h18", 18, "stroke-width:1.75;stroke-dasharray:1.5 4;stroke-linecap:round"],
  ["ended", "M2 0v10M6 0v10", 8, "stroke-width:1.6"],
  ["wakes", "M4 10V0M1 4l3-4 3 4", 8],
  ["message", "M1 1c1 7 17 1 18 8M16.6 5.5L19 9.5l1-4", 20],
  ["idle, time passes", "M.5.5h11v9H.5z", 12, "fill:var(--sunk);stroke:var(--idle)"],
];

const strips: Mark[] = [
  ["how full a queue is; dashed: its room", "M0 9.5h5v-4h6v4h7M0 1h3m2 0h3m2 0h3m2 0h3", 18],
  ["a slot reserved, not yet written", `M.5 2.5h17v5H.5zM${hatch}`, 18, "stroke:var(--ctl)"],
  ["who holds a lock, how long", "M1 1v8M1 5h17", 18, "stroke-width:2"],
  ["readers who share a lock", "M1 1v8M1 3.5h17M1 6.5h17", 18],
  ["a counter, where it changes", "M0 5h18M5 1v8M12 1v8", 18],
  ["work of the runtime's own", "M.5 1.5h17v7H.5z", 18, "fill:var(--sunk)"],
  ["run by another worker than the one that made it ready", "M1 1c0 6 14 2 15 8M13 6l3 4 2-4", 19, "stroke-dasharray:1.5 2"],
  ["units that wait for each other: from who waits to who holds", "M4 2h12v6H4M7 5.5L4 8l3 2.5", 18, "stroke:var(--halt);stroke-width:1.6"],
  ["the critical path", "M0 2h9v6h9", 18, "stroke-width:2.4"],
];

const keys: [keys: string, what: string][] = [
  [". or →", "one step forward"],
  [", or ←", "one step back"],
  ["] or Page Down", "next marker"],
  ["[ or Page Up", "previous marker"],
  ["Space", "play, pause"],
  ["<, >", "play slower, faster"],
  ["Home, End", "first step, last step"],
  ["+, −, 0", "zoom in, zoom out, the whole run"],
  ["↑, ↓", "on the stage: the lane above, below; in a program: the line"],
  ["Enter, Shift Enter", "where something happens next, before: in the lane, at the line"],
  ["f", "along a wake-up, message or start to its other end, and back"],
  ["F", "another link of the lane at this step"],
  ["i", "details of the lane"],
  ["Esc", "let go of what is selected"],
  ["t", "events as table, timeline"],
  ["g, r, b", "Go alone, Rust alone, both"],
  ["w", "lanes of workers, of units"],
  ["c", "critical path"],
  ["l", "line up by markers, by time"],
  ["p", "for a room: one thing on the screen (on our own pages)"],
  ["?", "this list"],
];

const presentKeys: [keys: string, what: string][] = [
  ["Page Down, →, Space", "next marker; from the question to its answer, and on to the run"],
  ["Page Up, ←", "previous marker"],
  ["↓, ↑", "one step forward, back"],
  [". or b", "blank screen, and back with any key"],
  ["s (in slides Shift s)", "the speaker’s notes, in a window of their own"],
  ["q", "a QR code that leads to this moment"],
  ["1, 2, 3 …", "count a hand for an answer; with Shift take one back"],
  ["Backspace, 0", "take back the hand that was counted last, all hands"],
  ["p or Esc", "leave (on our own pages)"],
  ["swipe, tap", "next or previous marker; buttons for all of this"],
];

export class Legend {
  readonly #dialog: HTMLDialogElement;

  constructor(
    readonly kit: Kit,
    place: HTMLElement,
  ) {
    const { h } = kit;
    const drawn = (marks: Mark[]) => marks.map((mark) => this.#mark(mark));
    const items = drawn(common);
    items.forEach((item, i) => item.classList.toggle("opt", i > 3));
    const listed = (list: typeof keys) => h("dl", {}, ...list.flatMap(([key, what]) => [h("dt", {}, key), h("dd", {}, what)]));
    const close = h("button", { type: "button", class: "btn", onclick: () => this.toggle() }, "Close");
    this.#dialog = h(
      "dialog",
      { class: "help", tabindex: -1, "aria-label": "Keys and marks", onkeydown: (event) => this.#typed(event as KeyboardEvent) },
      h("h2", {}, "Marks"),
      h("div", { class: "marks" }, ...drawn(common), ...this.#waits(), ...drawn(strips)),
      h("h2", {}, "Keys"),
      listed(keys),
      h("h2", {}, "Keys while presenting"),
      listed(presentKeys),
      close,
    );
    const title = "Keys and marks (?)";
    place.replaceChildren(
      ...items,
      h("button", { type: "button", class: "ask1", title, "aria-label": "Keys and marks", onclick: () => this.toggle() }, "?"),
    );
    place.closest(".il-body")!.append(this.#dialog);
  }

  /** The browser gives the focus back to where it was. */
  toggle() {
    if (this.#dialog.open) return this.#dialog.close();
    this.#dialog.showModal();
    // Not on its last button, to which a small screen would scroll.
    this.#dialog.focus();
    this.#dialog.scrollTop = 0;
  }

  /** While the dialog is open, the keys of the element rest. */
  #typed(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key === "?") this.toggle();
  }

  #mark([name, path, widthPx, style]: Mark): HTMLElement {
    const { h, icon } = this.kit;
    const drawing = icon(path, widthPx, 10);
    if (style) drawing.style.cssText = style;
    return h("span", {}, drawing, name);
  }

  /** What a unit waits for, by the mark on its line. */
  #waits(): HTMLElement[] {
    const { glyphPaths, h, icon } = this.kit;
    const names = { send: "waits to send", receive: "waits to receive", join: "waits for others", lock: "waits for a lock", select: "waits for one of several", sleep: "waits for a timer" };
    return Object.entries(names).map(([glyph, name]) => {
      const drawing = icon(glyphPaths[glyph as keyof typeof names], 14, 12);
      drawing.setAttribute("viewBox", "-6 -5 12 10");
      return h("span", {}, drawing, name);
    });
  }
}

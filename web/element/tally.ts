/**
 * The scenario's question put to a room: large, with a bar for each answer that grows by the hands that the speaker counts. The counts stay in this page,
 * also while it does not present, and end with it. Nothing of what is right is here before the question is closed.
 */
import type { PredictInfo } from "../demo";
import type { Kit } from "./kit";
import type { Line } from "./notes";

/** More hands than these are no class. */
const mostHands = 999;

/** What was counted in this page, by scenario: the options in the order in which they were. */
const kept = new Map<string, number[]>();

interface Option {
  row: HTMLElement;
  bar: HTMLElement;
  count: HTMLElement;
  /** What is counted, for those who hear it. */
  unit: HTMLElement;
  less: HTMLButtonElement;
}

export class Tally {
  readonly element: HTMLElement;
  readonly #options: Option[];
  readonly #why: HTMLElement;
  readonly #total: HTMLElement;
  readonly #counted: number[];
  #closed = false;

  constructor(
    readonly kit: Kit,
    demo: string,
    readonly info: PredictInfo,
    /** After a hand was counted. */
    readonly counted: () => void,
  ) {
    const { h } = kit;
    this.#counted = kept.get(demo) ?? [];
    kept.set(demo, this.#counted);
    this.#options = info.options.map(({ text }, i) => this.#option(text, i));
    this.#why = h("div", { class: "told", role: "status" });
    this.#total = h("p", { class: "total", role: "status" });
    const question = filled(h("p", { class: "put" }), info.question);
    this.element = h("section", { class: "tally", "aria-label": "The question" }, question, h("ol", {}, ...this.#options.map(({ row }) => row)), this.#total, this.#why);
    this.#show();
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** The answers with their hands, as words. */
  get lines(): Line[] {
    return this.#options.map(({ row, count }, i) => ({ name: count.textContent || "0", text: `${i + 1}: ${row.querySelector(".says")!.textContent}` }));
  }

  /** A number counts a hand, with Shift it takes one back; so does Backspace, of the last that was counted. 0 begins again. */
  key({ key, code, shiftKey }: KeyboardEvent): boolean {
    if (this.#closed) return false;
    if (key === "Backspace") return this.#count(this.#counted.at(-1) ?? -1, -1);
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? (/^\d$/.test(key) ? key : "");
    if (digit === "0") return this.#clear();
    return this.#count(Number(digit || 0) - 1, shiftKey ? -1 : 1);
  }

  /** Counts no more, and says what happens. */
  close() {
    if (this.#closed) return;
    this.#closed = true;
    const { h } = this.kit;
    const right = this.info.options.findIndex((option) => option.right);
    this.#options.forEach(({ row, less }, i) => {
      row.classList.toggle("right", i === right);
      row.querySelector("button")!.disabled = true;
      less.remove();
    });
    const { text = "", why = "" } = this.info.options[right] ?? {};
    this.#why.replaceChildren(h("p", {}, h("b", {}, "What happens: ", filled(h("span"), text))), filled(h("p"), why));
  }

  #option(text: string, i: number): Option {
    const { h } = this.kit;
    const bar = h("span", { class: "hands", "aria-hidden": "true" });
    const count = h("b", { class: "n" });
    const unit = h("span", { class: "sr" });
    const says = filled(h("span", { class: "says" }), text);
    const add = h("button", { type: "button", class: "add", "aria-keyshortcuts": String(i + 1), onclick: () => this.#count(i, 1) }, h("kbd", {}, String(i + 1)), says, bar, count, unit);
    const less = h("button", { type: "button", class: "less", "aria-label": `One hand less for ${i + 1}`, onclick: () => this.#count(i, -1) }, "−");
    return { row: h("li", {}, add, less), bar, count, unit, less };
  }

  #count(option: number, by: 1 | -1): boolean {
    const hands = this.#hands(option);
    if (this.#closed || !this.#options[option] || (by > 0 && hands >= mostHands)) return false;
    if (by > 0) this.#counted.push(option);
    else if (hands > 0) this.#counted.splice(this.#counted.lastIndexOf(option), 1);
    return this.#changed();
  }

  #clear(): boolean {
    this.#counted.length = 0;
    return this.#changed();
  }

  #changed(): true {
    this.#show();
    this.counted();
    return true;
  }

  #hands(option: number): number {
    return this.#counted.filter((one) => one === option).length;
  }

  #show() {
    const hands = this.#options.map((_, i) => this.#hands(i));
    const most = Math.max(1, ...hands);
    this.#options.forEach(({ bar, count, unit, less }, i) => {
      bar.style.width = `${(100 * hands[i]) / most}%`;
      count.textContent = hands[i] > 0 ? String(hands[i]) : "";
      unit.textContent = hands[i] === 0 ? "" : hands[i] === 1 ? "hand" : "hands";
      less.disabled = hands[i] === 0;
    });
    const { length } = this.#counted;
    this.#total.textContent = length === 0 ? "" : handsWords(length);
  }
}

function handsWords(count: number): string {
  return count === 1 ? "1 hand" : `${count} hands`;
}

/** Fills an element with what was made of Markdown when the site was built. */
function filled(element: HTMLElement, html: string): HTMLElement {
  element.innerHTML = html;
  return element;
}

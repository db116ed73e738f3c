/**
 * The run as it is shown to a room: the question, the stage, one line of code and one sentence for each side, nothing that one could press.
 * Stands in the place of everything else while the element has `present`; loaded then.
 */
import type { Desk } from "./desk";
import type { Kit } from "./kit";
import { Deck } from "./presentdeck";
import css from "./present.inline.css";
import { RoomStage } from "./presentstage";

/** What the presentation asks of the desk. */
export type PresentDesk = Pick<Desk, "model" | "frame" | "stage" | "site" | "shadow" | "seek">;

export class Presentation {
  readonly element: HTMLElement;
  readonly #stage: RoomStage;
  readonly #deck: Deck;
  readonly #counter: HTMLElement;
  readonly #lines: HTMLElement;
  readonly #blank: HTMLElement;

  constructor(
    readonly kit: Kit,
    readonly desk: PresentDesk,
  ) {
    const { h } = kit;
    kit.adopt(desk.shadow, css);
    this.#counter = h("p", { class: "count" });
    this.#lines = h("div", { class: "lines" });
    this.#blank = h("div", { class: "blackout", hidden: true, onclick: () => this.#setBlank(false) });
    this.#stage = new RoomStage(kit, desk);
    this.element = h(
      "section",
      { class: "room", tabindex: -1, "aria-label": "Presentation" },
      h("header", {}, h("h2", {}, desk.model.demo.question), this.#counter),
      this.#stage.element,
      this.#lines,
      this.#blank,
    );
    const { body } = desk.frame;
    body.classList.add("presenting");
    body.append(this.element);
    this.#deck = new Deck(this.element, (event) => this.key(event));
    this.rebuild();
  }

  destroy() {
    this.#deck.destroy();
    this.#stage.destroy();
    this.element.remove();
    this.desk.frame.body.classList.remove("presenting");
  }

  /** After other runs came onto the stage. */
  rebuild() {
    this.#stage.rebuild();
    this.update();
  }

  /** After a step. */
  update() {
    const { h } = this.kit;
    const { model } = this.desk;
    this.#counter.replaceChildren("step ", h("b", {}, String(model.column)), ` of ${model.steps}`);
    this.#lines.replaceChildren(...model.shown.map((source) => this.#side(source)));
    this.#stage.update();
  }

  #setBlank(on: boolean) {
    this.#blank.hidden = !on;
  }

  /** Does what a key says; false gives it back to the page, whose slides may go on with it. */
  key(event: KeyboardEvent): boolean {
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    if (/^(Shift|Control|Alt|Meta|F\d+)$/.test(event.key)) return false;
    if (!this.#blank.hidden) {
      this.#setBlank(false);
      return true;
    }
    const { model } = this.desk;
    if (model.predicting) return false;
    const by = stops[event.key];
    if (by !== undefined) return this.#move(event.shiftKey && event.key === " " ? -1 : by, !/^Arrow(Up|Down)$/.test(event.key));
    if (event.key === "." || event.key === "b") this.#setBlank(true);
    else if (event.key === "Home") this.desk.seek(0);
    else if (event.key === "End") this.desk.seek(model.steps);
    else if (event.key === "p" || event.key === "Escape") return this.#leave();
    else return false;
    return true;
  }

  /** To the next marker, or by one step where there are none or each step is asked for; false where there is nothing further. */
  #move(by: number, byMark: boolean): boolean {
    const { marks, column, steps } = this.desk.model;
    const columns = byMark && marks.length > 0 ? [0, ...marks.map((mark) => mark.column), steps] : null;
    const next = !columns ? column + by : by > 0 ? columns.find((c) => c > column) : columns.findLast((c) => c < column);
    if (next === undefined || next < 0 || next > steps) return false;
    this.desk.seek(next);
    return true;
  }

  /** On our own pages the reader may leave; in somebody's slides the deck has the key. */
  #leave(): boolean {
    if (!this.kit.onOwnPage(this.desk.site.root)) return false;
    this.desk.shadow.host.removeAttribute("present");
    return true;
  }

  /** The line at which a side is, and what it just did. */
  #side(source: PresentDesk["model"]["sources"][number]): HTMLElement {
    const { badge, h, pieces, sentence } = this.kit;
    const { model } = this.desk;
    const { run, program } = source;
    const name = h("b", { class: "side" }, source.name);
    const index = model.staged.indexOf(source);
    if (!run || index < 0) return h("div", { class: "line" }, name, h("span"), h("code"), h("p", {}, source.why || "Not run yet."));
    const { schedule } = run;
    const step = model.stepAt(index);
    const position = model.positionOf(index);
    const unit = schedule.steps.unit[step];
    const now = unit < 0 ? undefined : schedule.unitAt(unit, position);
    const at = schedule.recording.events[schedule.steps.lead[step]]?.at ?? now?.at ?? "";
    const [, file, line] = /^(.*):(\d+)/.exec(at) ?? [];
    const code = h("code");
    // Made at build time from our own files: spans alone.
    code.innerHTML = program.files.find((one) => one.name === file)?.lines[Number(line) - 1]?.trim() ?? "";
    return h("div", { class: "line" }, name, now ? badge(run, unit, now.state) : h("span"), code, h("p", {}, ...pieces(run, sentence(schedule, step))));
  }
}

/** Where keys lead: forward or back. Up and down go by single steps, the others by markers. */
const stops: Record<string, 1 | -1> = {
  PageDown: 1,
  " ": 1,
  ArrowRight: 1,
  ArrowDown: 1,
  "]": 1,
  PageUp: -1,
  ArrowLeft: -1,
  ArrowUp: -1,
  "[": -1,
};

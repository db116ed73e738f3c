/** Every step as a row: the stage in words, for those who do not see it and for those who want to read it. */
import type { Kit } from "./kit";
import type { Model } from "./model";

/** Rows at a time; the others are a button away. */
const pageRows = 200;

export class StepTable {
  #rows = new Map<number, HTMLTableRowElement>();
  #current: HTMLTableRowElement | null = null;
  #first = 0;

  constructor(
    readonly kit: Kit,
    readonly element: HTMLElement,
    readonly model: Model,
    readonly seek: (column: number) => void,
  ) {}

  rebuild() {
    if (this.element.hidden) return;
    this.#first = Math.floor(this.model.column / pageRows) * pageRows;
    this.#fill();
  }

  update() {
    if (this.element.hidden) return;
    const { column } = this.model;
    if (!this.#rows.has(column)) this.rebuild();
    if (this.#current) this.#current.removeAttribute("aria-current");
    this.#current = this.#rows.get(column) ?? null;
    this.#current?.setAttribute("aria-current", "step");
    const box = this.element;
    if (this.#current && (this.#current.offsetTop < box.scrollTop || this.#current.offsetTop > box.scrollTop + box.clientHeight - 40))
      box.scrollTop = this.#current.offsetTop - 80;
  }

  #fill() {
    const { h } = this.kit;
    const { model } = this;
    this.#rows = new Map();
    const last = Math.min(model.steps, this.#first + pageRows - 1);
    const body = h("tbody");
    for (let column = this.#first; column <= last; column++) body.append(this.#row(column));
    const times = model.score?.comparable === false ? model.score.why : "";
    this.element.replaceChildren(
      this.#turn("Earlier steps", this.#first > 0, -pageRows),
      h(
        "table",
        { class: "evt" },
        h("caption", {}, `Steps ${this.#first} to ${last} of ${model.steps}, in order. ${times}`),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, "Step"),
            h("th", { scope: "col" }, "Time"),
            ...model.staged.map((s) => h("th", { scope: "col" }, s.name)),
          ),
        ),
        body,
      ),
      this.#turn("Later steps", last < model.steps, pageRows),
    );
    this.update();
  }

  #turn(words: string, on: boolean, by: number): HTMLElement | string {
    if (!on) return "";
    return this.kit.h(
      "button",
      {
        type: "button",
        class: "btn",
        onclick: () => {
          this.#first += by;
          this.#fill();
        },
      },
      words,
    );
  }

  #row(column: number): HTMLElement {
    const { clockWords, h, pieces, sentence } = this.kit;
    const { model } = this;
    const row = h(
      "tr",
      { onclick: () => this.seek(column) },
      h("td", {}, h("button", { type: "button", class: "stepno", "aria-label": `Go to step ${column}` }, String(column))),
      h("td", {}, clockWords(model.clockAt(column))),
      ...model.staged.map((source, i) =>
        h("td", {}, ...(model.acts(i, column) || column === 0 ? pieces(source.run!, sentence(source.run!.schedule, model.stepAt(i, column))) : [])),
      ),
    );
    this.#rows.set(column, row);
    return row;
  }
}

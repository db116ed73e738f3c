/** The whole runs beside each other: equal numbers are equal bars, each measure on its own scale, and nobody wins. */
import { measureRun, type RunMeasure } from "../schedule/compare";
import type { Kit } from "./kit";
import type { Model } from "./model";

const fills = ["filled", "outlined", "grey"];

export class Comparison {
  constructor(
    readonly kit: Kit,
    readonly element: HTMLElement,
    readonly model: Model,
    readonly seek: (column: number) => void,
  ) {}

  rebuild() {
    const { h } = this.kit;
    const { staged } = this.model;
    const runs = staged.map((source) => measureRun(source.run!.schedule, this.kit));
    this.element.hidden = runs.length < 2;
    if (runs.length < 2) return;
    const rows = runs[0].map(({ key, label, definition }) => {
      const values = runs.map((run) => run.find((m) => m.key === key));
      const most = Math.max(...values.map((v) => v?.value ?? 0));
      const bars = values.map((v, i) =>
        h(
          "div",
          { class: "b" },
          h("span", {}, staged[i].name),
          h("div", { class: `rod r${i}`, style: `width:${most > 0 ? ((v?.value ?? 0) / most) * 100 : 0}%` }),
          this.#figure(i, v),
        ),
      );
      const id = `what-${key}`;
      // What is counted stands beside the name for pointers and for the keyboard, over what lies below, so that nothing moves.
      const name = h("button", { type: "button", class: "what", "aria-describedby": id }, label);
      return h("tr", {}, h("th", { scope: "row" }, name, h("span", { class: "def", role: "tooltip", id }, definition)), h("td", {}, ...bars));
    });
    const key = staged.map((source, i) => `${fills[i] ?? ""} ${source.name}`).join(", ");
    const clocks = new Set(staged.map((s) => s.run!.recording.header.clock));
    const times =
      clocks.size > 1
        ? "One clock is virtual, the other real: compare the counts, not the times."
        : clocks.has("virtual")
          ? "Times are virtual: they say how long was waited, not how fast the code is."
          : "Recording costs time: compare the counts rather than the times.";
    this.element.replaceChildren(
      h("h2", {}, "Whole run", h("span", {}, key)),
      h("table", { class: "cmp" }, h("tbody", {}, ...rows)),
      h("p", { class: "cap2" }, times),
    );
  }

  /** A figure; where there is a moment at which it can be seen, it leads there. */
  #figure(index: number, measure: RunMeasure | undefined): HTMLElement {
    const { h, lastAt } = this.kit;
    const words = measure?.text.replace(" virtual", "") ?? "–";
    if (!measure?.where) return h("span", {}, words);
    const { steps } = this.model.staged[index].run!.schedule;
    const step = lastAt(steps.position, 0, steps.count, measure.where.position - 1) + 1;
    const column = this.model.columnOfStep(index, Math.min(step, steps.count - 1));
    const title = `Go to step ${column}: ${measure.where.words}`;
    return h("span", {}, h("button", { type: "button", class: "fig", title, "aria-label": `${words}. ${title}`, onclick: () => this.seek(column) }, words));
  }
}

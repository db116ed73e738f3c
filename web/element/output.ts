/** What the programs printed, and who printed it; lines after the playhead are faint. */
import type { Kit } from "./kit";
import type { Model } from "./model";
import type { Source } from "./source";

/** More lines than these are told in words. */
const mostLines = 200;

export class Output {
  #lines: { row: HTMLElement; position: number; index: number }[] = [];

  constructor(
    readonly kit: Kit,
    readonly element: HTMLElement,
    readonly model: Model,
  ) {}

  /** Writes the lines anew, after the runs on the stage changed. */
  rebuild() {
    this.#lines = [];
    this.element.replaceChildren(...this.model.staged.map((source, index) => this.#column(source, index)));
    this.update();
  }

  update() {
    for (const { row, position, index } of this.#lines) row.classList.toggle("later", position > this.model.positionOf(index));
  }

  #column(source: Source, index: number): HTMLElement {
    const { badge, h } = this.kit;
    const run = source.run!;
    const box = h("div", {}, h("b", {}, source.name));
    let lines = 0;
    run.recording.events.forEach((event, i) => {
      if (event.e !== "out" || ++lines > mostLines) return;
      const unit = run.schedule.unitIndex(event.u);
      const row = h("div", { class: event.fd === 2 ? "out err" : "out" }, unit >= 0 ? badge(run, unit, 1) : h("span"), h("code", {}, event.v ?? ""));
      this.#lines.push({ row, position: i + 1, index });
      box.append(row);
    });
    if (lines === 0) box.append(h("p", { class: "faint" }, "It printed nothing."));
    if (lines > mostLines) box.append(h("p", { class: "faint" }, `and ${lines - mostLines} more lines`));
    return box;
  }
}

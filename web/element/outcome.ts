/** How a run ended when it did not simply return: a sentence first, then the runtime's own words. */
import { outcomeWords } from "../schedule/words";
import { h } from "./dom";
import type { Model } from "./model";
import { pieces } from "./pieces";
import type { Source } from "./source";

export interface OutcomeActions {
  keepGoing(): void;
  stop(): void;
}

export class Outcome {
  readonly element = h("section", { class: "outcomeS", hidden: true });
  /** Stands above the stage: what needs an answer now. */
  readonly banner = h("div", { class: "banner", role: "alert", hidden: true });
  #told: unknown[] = [];

  constructor(
    readonly model: Model,
    readonly actions: OutcomeActions,
  ) {}

  update() {
    const { model } = this;
    const ends = model.staged.filter((s) => s.exit && s.exit.how !== "returned");
    const told = ends.map((s) => s.exit);
    // What is open stays open while nothing changed.
    if (told.length !== this.#told.length || told.some((exit, i) => exit !== this.#told[i])) this.element.replaceChildren(...ends.map(ending));
    this.#told = told;
    this.element.hidden = ends.length === 0;
    this.#ask();
  }

  #ask() {
    const { model, actions } = this;
    if (model.endless) {
      this.banner.replaceChildren("The program is still running after 2 s. ",
        h("button", { type: "button", class: "btn", onclick: () => actions.keepGoing() }, "Keep going"),
        h("button", { type: "button", class: "btn", onclick: () => actions.stop() }, "Stop"));
    } else this.banner.replaceChildren(model.error);
    this.banner.hidden = !model.endless && model.error === "";
  }
}

function ending(source: Source): HTMLElement {
  const exit = source.exit!;
  const run = source.run!;
  return h("div", { class: "ending" },
    h("h3", {}, `How the ${source.name} run ended`, h("span", {}, exit.code ? `exit code ${exit.code}` : "")),
    h("p", { class: "lede" }, ...pieces(run, outcomeWords(run.schedule))),
    exit.v ? h("details", { open: exit.v.length < 1200 }, h("summary", {}, `What the ${source.name} runtime said`), h("pre", { tabindex: 0 }, exit.v)) : null);
}

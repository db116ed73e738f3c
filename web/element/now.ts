/** What happens at the playhead, in one sentence for each side, and what every unit does. */
import { sentence, stateWords, textOf } from "../schedule/words";
import { countWords } from "../stage/labels";
import { h } from "./dom";
import type { Model } from "./model";
import { badge, pieces } from "./pieces";
import type { Run } from "./source";

/** More units than these are counted by state. */
const mostUnits = 8;

export class Now {
  readonly element = h("section", { class: "nowS" });
  readonly #where = h("span");
  readonly #body = h("div");

  constructor(readonly model: Model) {
    this.element.append(h("h2", {}, "Right now", this.#where), this.#body);
  }

  update() {
    const { model } = this;
    this.#where.textContent = model.score ? `step ${model.column}` : "";
    this.#body.replaceChildren(
      ...model.shown.map((source) => {
        const index = model.staged.indexOf(source);
        const now = h("div", { class: "now" }, h("b", {}, source.name));
        if (index < 0 || !source.run) now.append(h("p", { class: "faint" }, source.why || (model.running ? model.activity : "Not run yet.")));
        else
          now.append(
            h("p", {}, ...pieces(source.run, sentence(source.run.schedule, model.stepAt(index)))),
            states(source.run, model.positionOf(index)),
          );
        return now;
      }),
    );
  }

  /** The same in plain words, for those who hear it. */
  spoken(): string {
    const { model } = this;
    return model.staged.map((source, i) => `${source.name}: ${textOf(sentence(source.run!.schedule, model.stepAt(i)))}`).join(" ");
  }
}

function states(run: Run, position: number): HTMLElement {
  const { units } = run.schedule.moment(position);
  if (units.length > mostUnits) return h("ul", {}, h("li", {}, countWords(units)));
  return h("ul", {}, ...units.map((now) => h("li", {}, badge(run, now.unit, now.state), h("span", {}, stateWords(run.schedule, now)))));
}

/** Stands above the stage: what needs an answer now, or what went wrong. */
import { h } from "./dom";
import type { Model } from "./model";

export class Banner {
  readonly element = h("div", { class: "banner", role: "alert", hidden: true });
  /** What a run asks the reader, with the buttons that answer; it holds while the run goes on. */
  question: (Node | string)[] = [];

  constructor(readonly model: Model) {}

  update() {
    const { model, element } = this;
    const asks = model.running && this.question.length > 0;
    element.replaceChildren(...(asks ? this.question : [model.error]));
    element.classList.toggle("wrong", !asks);
    element.hidden = !asks && !model.error;
  }
}

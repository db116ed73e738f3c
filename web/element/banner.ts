/** Stands above the stage: what needs an answer now, or what went wrong. */
import { h } from "./dom";
import type { Model } from "./model";

export interface BannerActions {
  keepGoing(): void;
  stop(): void;
}

export class Banner {
  readonly element = h("div", { class: "banner", role: "alert", hidden: true });

  constructor(
    readonly model: Model,
    readonly actions: BannerActions,
  ) {}

  update() {
    const { model, actions } = this;
    if (model.endless) {
      this.element.replaceChildren(
        "The program is still running, without a sign of life for 2 s. ",
        h("button", { type: "button", class: "btn", onclick: () => actions.keepGoing() }, "Keep going"),
        h("button", { type: "button", class: "btn", onclick: () => actions.stop() }, "Stop"),
      );
    } else this.element.replaceChildren(model.error);
    this.element.classList.toggle("wrong", !model.endless);
    this.element.hidden = !model.endless && model.error === "";
  }
}

/**
 * The question before the run. While it is open the stage and everything that could tell are away (desk.ts, `.predicting`), so that no reader, seeing
 * or hearing, comes upon the answer. An option is chosen by its button or its number.
 */
import type { PredictInfo } from "../demo";
import type { Kit } from "./kit";
import type { LessonDesk } from "./lesson";
import type { Moments } from "./moments";
import { html } from "./notices";

export class Prediction {
  readonly #element: HTMLElement;
  readonly #info: PredictInfo | undefined;
  readonly #button: HTMLButtonElement | undefined;

  constructor(
    readonly kit: Kit,
    readonly desk: LessonDesk,
    readonly moments: Moments,
  ) {
    this.#element = desk.frame.places.prediction;
    this.#info = desk.model.demo.predict;
    if (!this.#info) return;
    this.#button = kit.h("button", { type: "button", class: "btn quiet", onclick: () => void desk.predict() }, "Predict first");
    desk.frame.body.querySelector(".run")?.prepend(this.#button);
  }

  /** Asks, with the values of which the question speaks. */
  ask() {
    const { h } = this.kit;
    const info = this.#info;
    if (!info) return;
    const presets = this.desk.model.demo.parameters.map((p) => [p.name, p.default]);
    void this.desk.setParams({ ...Object.fromEntries(presets), ...info.at.params });
    const options = info.options.map((option, i) =>
      h(
        "li",
        {},
        h(
          "button",
          { type: "button", class: "option", "aria-keyshortcuts": String(i + 1), onclick: () => this.#answer(i) },
          h("kbd", { "aria-hidden": "true" }, String(i + 1)),
          html(h("span"), option.text),
        ),
      ),
    );
    this.#element.replaceChildren(
      h("h2", {}, "Predict first"),
      html(h("p", { class: "lede" }), info.question),
      h("ol", { class: "options" }, ...options),
      h("button", { type: "button", class: "btn", onclick: () => this.#answer(-1) }, "Skip and show"),
    );
    this.#element.hidden = false;
    this.#button!.hidden = true;
  }

  /** Puts the question away where it was neither answered nor skipped. */
  rebuild() {
    const unasked = !this.desk.model.predicting && !this.#element.querySelector(".answered");
    if (!this.#button || !unasked) return;
    this.#element.hidden = true;
    this.#button.hidden = false;
  }

  /** A number chooses its option while the question is open. */
  key({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
    const option = this.#info?.options[Number(key) - 1];
    if (!option || !this.desk.model.predicting || altKey || ctrlKey || metaKey) return false;
    this.#answer(Number(key) - 1);
    return true;
  }

  /** Closes the question without an answer, and shows the moment; whether it was found. */
  async conclude(): Promise<boolean> {
    const show = this.#answer(-1);
    await show?.();
    return this.#element.dataset.shown === "true";
  }

  /** −1 where the reader does not want to say. What it returns shows the moment. */
  #answer(chosen: number): (() => Promise<void>) | undefined {
    if (!this.desk.model.predicting) return;
    const { h } = this.kit;
    const { question, options, at } = this.#info!;
    const right = options.findIndex((option) => option.right);
    const said = chosen === right ? [right] : [chosen, right].filter((i) => i >= 0);
    const result = h(
      "div",
      { class: "why", tabindex: -1, role: "status" },
      ...said.map((i) => h("p", {}, h("b", {}, i === right ? "What happens: " : "Your answer: "), html(h("span"), options[i].why))),
    );
    const marks = options.map((option, i) =>
      h(
        "li",
        { class: i === right ? "right" : i === chosen ? "yours" : null },
        html(h("span"), option.text),
        h("small", {}, [i === chosen && "your answer", i === right && "what happens"].filter(Boolean).join(", ")),
      ),
    );
    const failed = h("p", { class: "faint" });
    const show = async () => {
      // What goes wrong is said above the stage.
      const found = await this.moments.show(at, true).catch(() => true);
      failed.textContent = found ? "" : "This run has no such moment.";
      this.#element.dataset.shown = String(found);
    };
    this.#element.replaceChildren(
      h("h2", {}, "Predict first", h("span", {}, chosen < 0 ? "skipped" : chosen === right ? "as you said" : "not as you said")),
      html(h("p", { class: "lede" }), question),
      h("ul", { class: "options answered" }, ...marks),
      result,
      h("button", { type: "button", class: "btn", onclick: () => void show() }, "Show the moment"),
      failed,
    );
    this.desk.reveal();
    result.focus({ preventScroll: true });
    if (chosen >= 0) void show();
    return show;
  }
}

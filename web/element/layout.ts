/** Puts the parts of the element together. Owns the order in which they stand, nothing else. */
import type { Show } from "./attributes";
import { h, segment } from "./dom";
import type { Places } from "./extras";
import type { ViewPlaces } from "./views";
import type { Model } from "./model";

export interface Parts {
  setup: HTMLElement;
  panes: { key: string; name: string; element: HTMLElement }[];
  banner: HTMLElement;
  now: HTMLElement;
}

export class Frame {
  readonly body = h("div", { class: "il-body" });
  /** What the canvases are drawn into: one tab stop, a slider over the steps. */
  readonly canvas = h("div", {
    class: "canvas",
    tabindex: 0,
    role: "slider",
    "aria-label": "Playhead",
    "aria-valuemin": 0,
    "aria-valuenow": 0,
    "aria-orientation": "horizontal",
  });
  readonly heads = h("div", { class: "heads" });
  /** The row of buttons under the stage. */
  readonly transport = h("div", { class: "tp", role: "toolbar", "aria-label": "Playhead" });
  readonly unfold = h("div", { class: "unfold", hidden: true });
  readonly stage = h("div", { class: "stage" }, this.canvas, this.heads);
  /** What is filled when it is asked for. */
  readonly places: Places & ViewPlaces = {
    controls: h("span", { class: "views" }),
    path: h("section", { class: "pathS", hidden: true }),
    legend: h("div", { class: "key", role: "group", "aria-label": "Key" }),
    table: h("div", { class: "tablebox", hidden: true }),
    comparison: h("section", { class: "cmpS", hidden: true }),
    output: h("div", { class: "outs" }),
    outcome: h("section", { class: "outcomeS", hidden: true }),
    refusal: h("div", { class: "refusal" }),
    prediction: h("section", { class: "predictS", hidden: true }),
    lesson: h("div", { class: "lesson", hidden: true }),
  };
  /** Details of what is selected; stands in the rail or, where there is none, over the foot of the work. */
  readonly inspect = h("section", { class: "inspectS", hidden: true, "aria-label": "Details" });
  readonly status = h("div", { class: "sr", role: "status", "aria-live": "polite" });
  readonly #view;
  readonly #tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Program" });
  readonly #parts: Parts;

  constructor(parts: Parts, asked: { table(on: boolean): void; output(): void }) {
    this.#parts = parts;
    this.#view = segment(
      "view",
      [
        { value: "stage", label: "Timeline" },
        { value: "table", label: "Events as table", title: "Every step in words (t)" },
      ],
      (view) => asked.table(view === "table"),
    );
    this.#view.set("stage");
    this.#tabs.append(
      ...parts.panes.map(({ key, name }) => h("button", { type: "button", role: "tab", "data-tab": key, onclick: () => this.openTab(key) }, name)),
    );
    this.openTab(parts.panes[0]?.key ?? "");
    this.stage.append(this.places.refusal);
    this.body.append(
      parts.setup,
      h(
        "div",
        { class: "wrap" },
        h(
          "div",
          { class: "work" },
          this.#tabs,
          h("div", { class: "panes" }, ...parts.panes.map((p) => p.element)),
          parts.banner,
          h("div", { class: "stagehead" }, this.#view.element, this.places.controls, this.places.legend),
          this.stage,
          this.places.table,
          this.unfold,
          this.transport,
        ),
        h(
          "div",
          { class: "rail" },
          parts.now,
          this.inspect,
          this.places.prediction,
          this.places.path,
          this.places.outcome,
          this.places.comparison,
          h("section", { class: "outS" }, h("details", { ontoggle: () => asked.output() }, h("summary", {}, "Output"), this.places.output)),
        ),
      ),
      this.places.lesson,
      this.status,
    );
  }

  /** Shows one program where there is room for one alone. */
  openTab(key: string) {
    for (const tab of this.#tabs.querySelectorAll<HTMLElement>("button")) tab.setAttribute("aria-selected", String(tab.dataset.tab === key));
    for (const pane of this.#parts.panes) pane.element.classList.toggle("on", pane.key === key);
  }

  showTable(on: boolean) {
    this.#view.set(on ? "table" : "stage");
    this.stage.hidden = on;
    this.places.table.hidden = !on;
    this.body.classList.toggle("reading", on);
  }

  /** Shows what the `show` attribute asks for; `sides` are the models on the stage. */
  show({ code, stage }: Show, sides: ReadonlySet<string>) {
    this.body.classList.toggle("part-stage", stage && !code);
    this.body.classList.toggle("part-code", code && !stage);
    for (const pane of this.#parts.panes) pane.element.hidden = !sides.has(pane.key);
    const shown = this.#parts.panes.filter((p) => sides.has(p.key));
    shown[0]?.element.parentElement?.classList.toggle("one", shown.length === 1);
    this.#tabs.hidden = shown.length < 2;
    this.openTab(shown[0]?.key ?? "");
  }

  /** Keeps the slider's value at the playhead. */
  setPosition(model: Model, words: string) {
    this.canvas.setAttribute("aria-valuemax", String(model.steps));
    this.canvas.setAttribute("aria-valuenow", String(model.column));
    this.canvas.setAttribute("aria-valuetext", `step ${model.column} of ${model.steps}. ${words}`);
  }

  /** Says where the playhead is after a step of the reader's own; a slider that has the focus says it by itself. */
  speak(model: Model, words: string) {
    const root = this.body.getRootNode();
    if (root instanceof ShadowRoot && root.activeElement === this.canvas) return;
    this.status.textContent = `Step ${model.column} of ${model.steps}. ${words}`;
  }
}

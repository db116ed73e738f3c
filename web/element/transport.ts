/** The row of buttons that moves the playhead, and what it says about where it stands. */
import { timesOf } from "../schedule/spent";
import type { Hands } from "./hands";
import type { Kit } from "./kit";
import type { Model } from "./model";

export class Transport {
  readonly #place: HTMLElement;
  readonly #outcome: HTMLElement;
  readonly #play: HTMLButtonElement;
  readonly #buttons: Record<"first" | "previousMark" | "back" | "forward" | "nextMark", HTMLButtonElement>;
  readonly #axis;
  readonly #zoom;
  /** Leads to the scenario's own page, with the values and the step that hold here. */
  readonly #away: HTMLAnchorElement;
  readonly #site: URL;
  readonly #speed: HTMLButtonElement;

  /** Fills `element`; `root` is the site's. */
  constructor(
    readonly kit: Kit,
    element: HTMLElement,
    readonly model: Model,
    hands: Hands,
    root: URL,
  ) {
    const { h, icon, onOwnPage, segment } = kit;
    this.#place = h("span", { class: "pos" });
    this.#outcome = h("span", { class: "halt" });
    this.#away = h("a", { class: "away", target: "_blank" }, "Open in Interleave");
    this.#site = root;
    // On the scenario's own page the link would lead nowhere else.
    this.#away.hidden = onOwnPage(root);
    const button = (title: string, path: string, act: () => void, extra = "") =>
      h("button", { type: "button", class: `ib ${extra}`, title, "aria-label": title.replace(/ \(.*/, ""), onclick: act }, icon(path));
    this.#speed = h("button", { type: "button", class: "gh wide", title: "Speed of play (< >)", onclick: () => hands.faster(0) });
    this.#play = button("Play (Space)", playPath, () => hands.togglePlay(), "play");
    this.#buttons = {
      first: button("First step (Home)", "M3 2v10M13 2L6 7l7 5z", () => hands.first(), "wide"),
      previousMark: button("Previous marker ([)", "M8 2L2 7l6 5zM14 2L8 7l6 5z", () => hands.previousMark()),
      back: button("Step back (,)", "M10 2L4 7l6 5z", () => hands.back()),
      forward: button("Step forward (.)", "M6 2l6 5-6 5z", () => hands.forward()),
      nextMark: button("Next marker (])", "M2 2l6 5-6 5zM8 2l6 5-6 5z", () => hands.nextMark()),
    };
    this.#axis = segment(
      "axis",
      [
        { value: "steps", label: "steps" },
        { value: "time", label: "time" },
      ],
      (kind) => {
        hands.axis(kind as "steps" | "time");
      },
    );
    this.#zoom = segment<string>(
      "zoom",
      [
        { value: "out", label: "−", title: "Zoom out (-)" },
        { value: "fit", label: "fit", title: "The whole run (0)" },
        { value: "in", label: "+", title: "Zoom in (+)" },
      ],
      (how) => hands.zoom(how === "fit" ? "fit" : how === "in" ? 1.5 : 1 / 1.5),
    );
    const { first, previousMark, back, forward, nextMark } = this.#buttons;
    element.replaceChildren(
      first,
      previousMark,
      back,
      this.#play,
      forward,
      nextMark,
      this.#place,
      this.#outcome,
      this.#speed,
      h("span", { class: "sp wide" }),
      h("span", { class: "wide lb" }, "Axis", this.#axis.element),
      h("span", { class: "wide lb" }, "Zoom", this.#zoom.element),
      this.#away,
    );
  }

  update() {
    const { model } = this;
    const { clockWords, h, icon, writeWishes } = this.kit;
    const time = model.score?.comparable === false ? this.#times() : clockWords(model.clockAt());
    this.#place.replaceChildren(
      h("span", {}, "step ", h("b", {}, String(model.column)), ` of ${model.steps}`),
      h("span", { class: "dot" }, time && " · "),
      h("span", {}, h("b", {}, time)),
    );
    this.#play.replaceChildren(icon(model.playing ? pausePath : playPath));
    this.#play.setAttribute("aria-label", model.playing ? "Pause" : "Play");
    this.#axis.set(model.view.axis);
    this.#speed.textContent = `${model.speed}×`;
    const atStart = model.column === 0;
    const atEnd = model.column >= model.steps;
    const { first, previousMark, back, forward, nextMark } = this.#buttons;
    for (const button of [first, previousMark, back]) button.setAttribute("aria-disabled", String(atStart));
    for (const button of [forward, nextMark]) button.setAttribute("aria-disabled", String(atEnd));
    const { demo, ...wishes } = writeWishes(model);
    this.#away.href = new URL(`d/${demo}/?${new URLSearchParams(wishes)}`, this.#site).href;
    const ended = atEnd ? model.staged.map((s) => s.exit?.how).find((how) => how && how !== "returned") : "";
    this.#outcome.textContent = ended ?? "";
    for (const button of this.#axis.element.querySelectorAll("button")) {
      const off = button.textContent === "time" && !model.score?.comparable;
      button.disabled = off;
      button.title = off ? (model.score?.why ?? "") : "";
    }
  }

  /** Where the sides' times cannot be compared, each has its own. */
  #times(): string {
    const { clockWords } = this.kit;
    return this.model.staged
      .map(({ name, run }, i) => `${name} ${clockWords(timesOf(this.kit, run!.schedule)[Math.max(0, this.model.positionOf(i) - 1)])}`)
      .join(", ");
  }

  setFits(fits: boolean) {
    this.#zoom.set(fits ? "fit" : "");
  }
}

const playPath = "M3 1.5l9 5.5-9 5.5z";
const pausePath = "M3 2h3v10H3zM9 2h3v10H9z";

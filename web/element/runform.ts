/** What a run in the page needs: seed, clock, the button; and the button that opens the set-up where it has no room. */
import type { Hands } from "./hands";
import type { Kit } from "./kit";
import type { Model } from "./model";

const playPath = "M0 0l10 5.5L0 11z";
const stopPath = "M0 0h10v10H0z";

export class RunForm {
  readonly #run: HTMLButtonElement;
  readonly #size: HTMLElement;
  readonly #seed: HTMLInputElement;
  readonly #clock;

  /** Adds to `place`, within the set-up. */
  constructor(
    readonly kit: Kit,
    place: HTMLElement,
    readonly model: Model,
    hands: Hands,
  ) {
    const { h, segment } = kit;
    const { demo } = model;
    const live = demo.live !== undefined;
    this.#run = h("button", { type: "button", class: "btn pri", onclick: () => (model.running ? hands.stop() : hands.start()) });
    this.#size = h("span", { class: "faint" });
    this.#seed = h("input", {
      class: "num",
      inputmode: "numeric",
      "aria-label": "seed",
      size: 4,
      onchange: () => {
        const seed = Number(this.#seed.value);
        if (Number.isSafeInteger(seed) && seed >= 0) hands.setSeed(seed);
        else this.#seed.value = String(model.seed);
      },
    });
    this.#clock = segment(
      "clock",
      [
        { value: "virtual", label: "virtual", title: "Time moves only when nothing can run: the same seed gives the same run" },
        { value: "wall", label: "wall", title: "Real time: no two runs are the same" },
      ],
      (clock) => hands.setClock(clock as "virtual" | "wall"),
    );
    const change = h(
      "button",
      {
        type: "button",
        class: "btn phoneonly",
        "aria-expanded": "false",
        onclick: () => change.setAttribute("aria-expanded", String(place.parentElement!.classList.toggle("open"))),
      },
      "Change",
    );
    const parts = [
      live && h("label", { class: "more", title: "Makes the random choices of the run in this page; recordings keep their own" }, "Seed ", this.#seed),
      live && h("span", { class: "more" }, this.#clock.element),
      (demo.parameters.length > 0 || live) && change,
      live && this.#run,
      live && this.#size,
    ];
    place.append(...parts.filter((part) => part !== false));
    this.update();
  }

  update() {
    const { kit, model } = this;
    const { running, demo } = model;
    const root = this.#seed.getRootNode();
    if (root instanceof ShadowRoot && root.activeElement !== this.#seed) this.#seed.value = String(model.seed);
    this.#clock.set(model.clock);
    this.#run.replaceChildren(kit.icon(running ? stopPath : playPath, 10, 11), running ? "Stop" : "Run live");
    const loaded = model.sources.find((s) => s.variants.some((v) => v.live))?.run?.live;
    const bytes = loaded ? 0 : demo.live?.compressed;
    this.#size.textContent = running ? model.activity : bytes ? `${kit.bytesWords(bytes)} to download` : "";
  }
}

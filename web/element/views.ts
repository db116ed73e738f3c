/**
 * What is drawn beside units, queues and links, with its controls: lanes by worker, lining up by markers, the critical path. Loaded after the
 * first picture.
 */
import { sharesOf } from "../schedule/critical";
import { pathWords } from "../schedule/pathwords";
import type { Stage } from "../stage/stage";
import { Views } from "../stage/views";
import type { Kit } from "./kit";
import type { Model } from "./model";
import css from "./views.inline.css";

export interface ViewPlaces {
  /** The controls, above the stage. */
  controls: HTMLElement;
  /** The critical path in words, under the stage. */
  path: HTMLElement;
}

export class ViewControls {
  readonly #views: Views;
  readonly #lanes;
  readonly #lineUp;
  readonly #path: HTMLButtonElement;
  #workers = false;

  constructor(
    readonly kit: Kit,
    readonly model: Model,
    readonly stage: Stage,
    readonly places: ViewPlaces,
    readonly setLineUp: (by: "time" | "markers") => void,
  ) {
    const { h, segment } = kit;
    kit.adopt(places.controls.getRootNode() as ShadowRoot, css);
    this.#views = new Views(kit.tools);
    this.#lanes = segment<"units" | "workers">(
      "lanes",
      [
        { value: "units", label: "units", title: "A lane for each unit (w)" },
        { value: "workers", label: "workers", title: "A lane for each worker: what runs on it (w)" },
      ],
      (lanes) => this.showWorkers(lanes === "workers"),
    );
    this.#lineUp = segment<"time" | "markers">(
      "line up",
      [
        { value: "time", label: "by time", title: "The runs are lined up by time" },
        { value: "markers", label: "by markers", title: "The runs are lined up by the markers that they have in common" },
      ],
      setLineUp,
    );
    this.#path = h(
      "button",
      { type: "button", class: "gh", "aria-pressed": "false", title: "What made the run as long as it was (c)", onclick: () => this.togglePath() },
      "Critical path",
    );
    places.controls.replaceChildren(this.#lanes.element, this.#lineUp.element, this.#path);
    stage.add(this.#views);
  }

  toggleWorkers() {
    this.showWorkers(!this.#workers);
  }

  showWorkers(on: boolean) {
    this.#workers = on && this.stage.hasWorkers;
    this.stage.showWorkers(this.#workers);
    this.update();
  }

  toggleLineUp() {
    if (this.model.hasSharedMarks) this.setLineUp(this.model.lineUp === "time" ? "markers" : "time");
  }

  togglePath() {
    this.#views.path.shown = !this.#views.path.shown;
    this.stage.add(this.#views);
    this.update();
  }

  /** After other runs came onto the stage, or the reader chose something. */
  update() {
    const { model, places } = this;
    if (this.#workers && !this.stage.hasWorkers) return this.showWorkers(false);
    this.#lanes.element.hidden = !this.stage.hasWorkers;
    this.#lanes.set(this.#workers ? "workers" : "units");
    this.#lineUp.element.hidden = !model.hasSharedMarks;
    this.#lineUp.set(model.lineUp);
    const { shown } = this.#views.path;
    this.#path.hidden = model.staged.length === 0;
    this.#path.setAttribute("aria-pressed", String(shown));
    places.path.hidden = !shown || model.staged.length === 0;
    if (!places.path.hidden) this.#tell();
  }

  #tell() {
    const { h, pieces, tools } = this.kit;
    this.places.path.replaceChildren(
      h("h2", {}, "What made the run as long as it was"),
      ...this.model.staged.map(({ name, run }) => {
        const shares = sharesOf(run!.schedule, this.#views.path.of(run!.schedule), tools);
        return h("p", {}, h("b", {}, name), " ", ...pieces(run!, pathWords(run!.schedule, shares, tools)));
      }),
    );
  }
}

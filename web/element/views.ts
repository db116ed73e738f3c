/**
 * What is drawn beside units, queues and links, with its controls: lanes by worker, lining up by markers, the critical path. Loaded after the
 * first picture.
 */
import { criticalPath, sharesOf } from "../schedule/critical";
import { pathWords } from "../schedule/pathwords";
import type { Stage } from "../stage/stage";
import { Views } from "../stage/views";
import type { Show } from "./attributes";
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
  readonly #sides;
  readonly #lanes;
  readonly #lineUp;
  readonly #path: HTMLButtonElement;

  constructor(
    readonly kit: Kit,
    readonly model: Model,
    readonly stage: Stage,
    readonly places: ViewPlaces,
    readonly does: { showSide(which: Show["sides"]): void; lineUpBy(by: "time" | "markers"): void; viewed(): void },
  ) {
    const { h, segment } = kit;
    kit.adopt(places.controls.getRootNode() as ShadowRoot, css);
    this.#views = new Views(kit);
    const named = (go: boolean) => model.sources.filter(({ key }) => (key === "go") === go).map(({ name }) => name).join(", ");
    this.#sides = segment<Show["sides"]>(
      "sides",
      [
        { value: "go", label: named(true), title: `${named(true)} alone (g)` },
        { value: "rust", label: named(false), title: `${named(false)} alone (r)` },
        { value: "both", label: "Both", title: "One above the other (b)" },
      ],
      (side) => does.showSide(side),
    );
    this.#sides.element.classList.add("sides");
    this.#lanes = segment<"units" | "workers">(
      "lanes",
      [
        { value: "units", label: "units", title: "A lane for each unit (w)" },
        { value: "workers", label: "workers", title: "A lane for each worker: what runs on it (w)" },
      ],
      (lanes) => this.#show({ workers: lanes === "workers" }),
    );
    this.#lineUp = segment<"time" | "markers">(
      "line up",
      [
        { value: "time", label: "by time", title: "The runs are lined up by time" },
        { value: "markers", label: "by markers", title: "The runs are lined up by the markers that they have in common" },
      ],
      (by) => does.lineUpBy(by),
    );
    this.#path = h(
      "button",
      { type: "button", class: "gh", "aria-pressed": "false", title: "What made the run as long as it was (c)", onclick: () => this.togglePath() },
      "Critical path",
    );
    places.controls.replaceChildren(this.#sides.element, this.#lanes.element, this.#lineUp.element, this.#path);
    stage.add(this.#views);
  }

  toggleWorkers() {
    this.#show({ workers: !this.#workers });
  }

  toggleLineUp() {
    if (this.model.hasSharedMarks) this.does.lineUpBy(this.model.lineUp === "time" ? "markers" : "time");
  }

  togglePath() {
    this.#show({ path: !this.model.view.path });
  }

  #show(change: { workers?: boolean; path?: boolean }) {
    Object.assign(this.model.view, change);
    this.update();
    this.does.viewed();
  }

  /** Whether workers are shown: where they would show nothing new, units are. */
  get #workers(): boolean {
    return this.model.view.workers && this.stage.hasWorkers;
  }

  /** After other runs came onto the stage, or something else was chosen. */
  update() {
    const { model, places, stage } = this;
    const shown = model.staged.length > 0;
    this.#sides.element.hidden = model.sources.length < 2;
    this.#sides.set(model.parts.sides);
    this.#lanes.element.hidden = !stage.hasWorkers;
    this.#lanes.set(this.#workers ? "workers" : "units");
    this.#lineUp.element.hidden = !model.hasSharedMarks;
    this.#lineUp.set(model.lineUp);
    this.#path.hidden = !shown;
    this.#path.setAttribute("aria-pressed", String(model.view.path));
    places.path.hidden = !shown || !model.view.path;
    this.#views.path.shown = model.view.path;
    stage.showWorkers(this.#workers);
    if (!places.path.hidden) this.#tell();
  }

  #tell() {
    const { h, pieces, tools } = this.kit;
    this.places.path.replaceChildren(
      h("h2", {}, "What made the run as long as it was"),
      ...this.model.staged.map(({ name, run }) => {
        const shares = sharesOf(run!.schedule, criticalPath(run!.schedule, tools), tools);
        return h("p", {}, h("b", {}, name), " ", ...pieces(run!, pathWords(run!.schedule, shares, tools)));
      }),
    );
  }
}

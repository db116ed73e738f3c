/**
 * One scenario that is open: its model and the parts that show it. Every change of the model ends in one of three refreshes here: of the
 * content (other runs on the stage), of the step, or of the status. What the reader asks for is done by hands.ts.
 */
import { Stage } from "../stage/stage";
import type { Show, Wishes } from "./attributes";
import { Banner } from "./banner";
import { CodePane } from "./code";
import { h } from "./dom";
import type { Extras } from "./extras";
import type { Hands } from "./hands";
import { kit } from "./kit";
import { later, messageOf } from "./later";
import { Frame } from "./layout";
import type { Model } from "./model";
import { Now } from "./now";
import { Setup } from "./params";
import { GroupHead } from "./provenance";
import type { Site } from "./site";
import type { Source } from "./source";

/** Has something done as the reader asks, once the part that does it is there. */
export type Ask = (act: (hands: Hands) => void) => void;

export class Desk {
  readonly frame: Frame;
  readonly stage: Stage;
  readonly banner: Banner;
  readonly setup: Setup;
  readonly panes: CodePane[];
  /** What does as the reader asks; undefined until it is loaded. */
  hands: Hands | undefined;
  /** Fulfilled when what was to be loaded last is on the stage. */
  loading: Promise<void> | undefined;
  readonly heads: GroupHead[];
  readonly #now: Now;
  #extras: Extras | undefined;
  /** Counts what is loaded, so that what comes late is dropped. */
  #loadTurn = 0;
  #unfolded = false;
  /** Stays, so that it keeps the focus. */
  readonly #unfold = h("button", { type: "button", onclick: () => this.stage.unfold((this.#unfolded = !this.#unfolded)) });
  /** What the attributes asked for, until the reader moves: a run that comes later is shown at the moment that they name. */
  #wished: Wishes | null = null;
  #told: ReturnType<typeof setTimeout> | undefined;
  /** Whether it has been closed: what is loaded later must not come to life any more. */
  closed = false;

  /** `tell` dispatches an event of the element. */
  constructor(
    readonly site: Site,
    readonly shadow: ShadowRoot,
    readonly model: Model,
    readonly tell: (name: "run" | "step" | "view" | "progress" | "predict" | "error", message?: string) => void,
    headingLevel: 1 | 2,
    /** Opens another scenario in the place of this one. */
    readonly open: (demo: string) => void,
  ) {
    this.setup = new Setup(model, this.ask, site.root, headingLevel);
    this.panes = model.sources.map((source) => new CodePane(model, source));
    this.#now = new Now(model);
    this.banner = new Banner(model);
    this.frame = new Frame(
      {
        setup: this.setup.element,
        panes: this.panes.map((pane) => ({ key: pane.source.key, name: pane.source.name, element: pane.element })),
        banner: this.banner.element,
        now: this.#now.element,
      },
      { table: (on) => this.showTable(on), output: () => void this.needExtras() },
    );
    this.heads = model.sources.map((source) => new GroupHead(model, source, this.ask));
    this.stage = new Stage(this.frame.canvas, {
      seek: (column) => this.seek(column),
      laidOut: (tops, folded) => this.#placeHeads(tops, folded),
      zoomed: (fits) => this.hands?.fits(fits),
      moved: () => {
        this.#wished = null;
        this.viewed();
      },
      hovered: (point) => this.ask((hands) => hands.hover(point)),
      tapped: (point) => this.ask((hands) => hands.tap(point)),
    });
    this.frame.unfold.append(this.#unfold);
    model.view.window = () => this.stage.window;
    this.frame.body.addEventListener("keydown", (event) => {
      if (this.hands?.key(event)) event.preventDefault();
    });
    this.frame.body.addEventListener("click", (event) => this.hands?.click(event));
    // Where they could not be loaded, the reader's next touch tries again.
    for (const touch of ["keydown", "pointerdown"] as const) this.frame.body.addEventListener(touch, () => void this.needHands());
  }

  /** Has something done as the reader asks, at once where that is possible. */
  readonly ask: Ask = (act) => {
    if (this.hands) act(this.hands);
    else void this.needHands().then((hands) => hands && act(hands));
  };

  /** Shows the scenario as the attributes ask for it. */
  begin(wishes: Wishes) {
    const { model } = this;
    this.#wished = wishes;
    this.show(wishes.show);
    // The axis of time comes with the hands.
    this.hands?.axis(wishes.axis);
    Object.assign(model.view, wishes.lanes);
    model.align();
    if (wishes.predict && model.demo.predict) return void this.predict();
    model.column = model.columnNamed(wishes.at) ?? model.marks[0]?.column ?? 0;
    if (wishes.zoom) this.stage.setWindow(wishes.zoom);
    model.view.table = wishes.view === "table";
    this.frame.showTable(model.view.table);
    void this.refreshContent();
    this.ask((hands) => hands.begin(wishes));
  }

  /** Asks the scenario's question, and shows nothing until it is answered or skipped. */
  async predict() {
    this.hands?.pause();
    this.#veil(true);
    const lesson = await (await this.needHands())?.lesson();
    if (lesson) lesson.ask();
    else this.reveal();
  }

  /** Shows everything after the question. */
  reveal() {
    this.#veil(false);
    this.model.column = this.model.marks[0]?.column ?? 0;
    void this.refreshContent();
    this.tell("predict");
  }

  #veil(on: boolean) {
    const { model } = this;
    model.predicting = on;
    this.frame.body.classList.toggle("predicting", on);
    if (!on) return;
    model.column = 0;
    void this.refreshContent();
    this.tell("predict");
  }

  destroy() {
    this.closed = true;
    this.hands?.destroy();
    clearTimeout(this.#told);
    this.stage.destroy();
    this.#extras?.destroy();
  }

  /** Moves the playhead; out of range is the nearest step. */
  seek(column: number) {
    const { model } = this;
    const next = Math.min(model.steps, Math.max(0, column || 0));
    this.#wished = null;
    if (next === model.column || model.predicting) return;
    model.column = next;
    this.#refreshStep();
    if (!model.playing) this.speak();
    this.tell("step");
  }

  /** Puts the chosen recordings on the stage, all at once; what was there stays until they have come. */
  loadRecordings(): Promise<void> {
    this.model.error = "";
    this.loading = this.#load(++this.#loadTurn);
    return this.loading;
  }

  async #load(turn: number) {
    const { sources, roles } = this.model;
    const loaded = await Promise.all(sources.map(({ variant }) => (variant?.url ? this.site.recording(variant.url).catch(messageOf) : null)));
    if (turn !== this.#loadTurn) return;
    sources.forEach((source, i) => {
      const recording = loaded[i];
      if (recording === null && source.variant && source.run?.live) return;
      source.clear();
      if (source.variant) source.why = "";
      if (recording === null) return source.variant && source.putBack(this.model);
      try {
        if (typeof recording === "string") source.why = recording;
        else source.put(recording, false, roles);
      } catch (error) {
        source.why = `The recording could not be read: ${messageOf(error)}`;
      }
    });
  }

  /** After other runs came onto the stage: the playhead stays at its marker, where it stood at one; on an empty stage it begins at the first. */
  realign(atEnd = false): Promise<void> {
    const { model } = this;
    const { at = "", zoom = null } = this.#wished ?? {};
    const mark = model.score ? model.marks.find((m) => m.column === model.column)?.name : "";
    model.align();
    const wished = model.columnNamed(at);
    if (wished !== undefined) {
      model.column = wished;
      if (zoom) this.stage.setWindow(zoom);
    } else if (atEnd) model.column = model.steps;
    else if (mark !== undefined) model.column = (mark ? model.columnNamed(mark) : model.marks[0]?.column) ?? model.column;
    this.viewed();
    return this.refreshContent();
  }

  /** Puts the chosen runs on the stage. */
  reload(): Promise<void> {
    return this.loadRecordings().then(() => this.realign());
  }

  /** Shows the parts and sides that are asked for. */
  show(show: Show) {
    this.model.parts = show;
    this.model.showSides(show.sides);
    this.frame.show(show, this.model.sides);
  }

  get #shownHeads(): GroupHead[] {
    return this.heads.filter((head) => this.model.sides.has(head.source.key));
  }

  /** Fulfilled when also the parts that are loaded later are there, where the content needs them. */
  async refreshContent() {
    const { model } = this;
    if (model.predicting) {
      for (const pane of this.panes) pane.update();
      return this.#refreshStatus();
    }
    this.stage.show(model.content);
    this.frame.heads.replaceChildren(...this.#shownHeads.flatMap((head) => [head.element, head.empty]));
    this.#extras?.rebuild();
    this.hands?.rebuild();
    this.#refreshStatus();
    this.#refreshStep();
    await Promise.all([this.#extras ?? this.needExtras(), this.needHands().then((hands) => hands?.views())]);
  }

  #refreshStep() {
    this.stage.seek(this.model.column);
    for (const part of [this.#now, ...this.panes]) part.update();
    this.#extras?.update();
    this.hands?.update();
    if (!this.model.playing) this.frame.setPosition(this.model, this.#now.spoken());
  }

  #refreshStatus() {
    for (const head of this.heads) head.update();
    this.setup.update();
    this.hands?.updateStatus();
    this.banner.update();
    this.#now.update();
    this.frame.body.classList.toggle("running", this.model.running);
  }

  /** Takes what has changed about the run that is made. */
  status(change: Partial<Pick<Model, "running" | "activity" | "error">>) {
    Object.assign(this.model, change);
    this.#refreshStatus();
  }

  /** Says where the playhead is, to those who hear it. */
  speak() {
    const words = this.#now.spoken();
    this.frame.setPosition(this.model, words);
    this.frame.speak(this.model, words);
  }

  showTable(on: boolean) {
    this.frame.showTable(on);
    this.model.view.table = on;
    this.viewed();
    if (on) void this.needExtras();
  }

  /** Loads the parts that are not there from the start, and fills those that are open. */
  async needExtras(): Promise<Extras | undefined> {
    try {
      const { Extras } = await later("A part of the page", () => import("./extras"));
      if (this.closed) return undefined;
      const known = this.#extras;
      this.#extras ??= new Extras(kit, this.model, this.frame.places, (column) => this.seek(column), this.stage);
      this.#extras.rebuild();
      // A run's end is told in their words.
      if (!known) this.#refreshStep();
    } catch (error) {
      this.status({ error: messageOf(error) });
    }
    return this.#extras;
  }

  /** Something else of the run is shown than before: said once the reader pauses. */
  viewed() {
    clearTimeout(this.#told);
    this.#told = setTimeout(() => this.tell("view"), 200);
  }

  /** Loads what does as the reader asks. */
  async needHands(): Promise<Hands | undefined> {
    if (this.hands) return this.hands;
    try {
      const { Hands } = await later("A part of the page", () => import("./hands"));
      if (!this.closed) this.hands ??= new Hands(kit, this);
    } catch (error) {
      this.status({ error: messageOf(error) });
    }
    return this.hands;
  }

  /** Fills a list with where a source's run comes from. */
  async fillFacts({ run }: Source, list: HTMLElement) {
    if (run) (await this.needExtras())?.facts(run, list);
  }

  #placeHeads(tops: number[], folded: { lanes: boolean; strips: number }) {
    this.#shownHeads.forEach((head, i) => {
      head.element.style.top = `${tops[i]}px`;
      head.empty.style.top = `calc(${tops[i]}px + var(--head))`;
    });
    const any = folded.lanes || folded.strips > 0 || this.#unfolded;
    this.frame.unfold.hidden = !any;
    const words = this.#unfolded
      ? "Fold what is many"
      : [folded.lanes && "Show every unit", folded.strips > 0 && `${folded.strips} more ${folded.strips === 1 ? "resource" : "resources"}`]
          .filter(Boolean)
          .join(", ");
    this.#unfold.textContent = words;
  }
}

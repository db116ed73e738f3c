/**
 * One scenario that is open: its model, the parts that show it, and what the reader may do. Every change of the model goes
 * through here, and each ends in one of three refreshes: of the content (other runs on the stage), of the step, or of the status.
 */
import { Stage, type AxisKind } from "../stage/stage";
import { writeParams, type Wishes } from "./attributes";
import { Banner } from "./banner";
import { CodePane } from "./code";
import { h } from "./dom";
import type { Extras } from "./extras";
import type { Inspector } from "./inspect";
import { handleKey, type KeyMoves } from "./keys";
import { kit } from "./kit";
import { later } from "./later";
import { Frame } from "./layout";
import type { Lesson } from "./lesson";
import type { Model } from "./model";
import { makeMoves } from "./moves";
import { Now } from "./now";
import { Setup } from "./params";
import { Player } from "./player";
import { GroupHead } from "./provenance";
import type { Site } from "./site";
import type { Source, Variant } from "./source";
import { stateOf, type ElementState } from "./state";
import { Transport } from "./transport";
import type { ViewControls } from "./views";

export interface RunOptions {
  params?: Record<string, number>;
  seed?: number;
  clock?: "virtual" | "wall";
  /** Who runs next at each point where more than one goroutine can: indices, in turn. Go's own order follows. */
  picks?: number[];
  /** The seed chooses who runs next; one operation in so many yields first, 0: none. */
  explore?: number;
}

export class Desk {
  readonly player: Player;
  readonly moves: KeyMoves;
  readonly frame: Frame;
  readonly #stage: Stage;
  readonly #heads: GroupHead[];
  readonly #panes: CodePane[];
  readonly #setup: Setup;
  readonly #now: Now;
  readonly #banner: Banner;
  readonly #transport: Transport;
  #extras: Extras | undefined;
  #inspector: Inspector | undefined;
  #lesson: Lesson | undefined;
  #views: ViewControls | undefined;
  #live: { stop(): void } | null = null;
  #lastRun: Promise<ElementState> | undefined;
  #loading: Promise<void> | undefined;
  /** Count what is loaded and run, so that what comes late is dropped. */
  #loadTurn = 0;
  #runTurn = 0;
  #unfolded = false;
  /** What the attributes asked for, until the reader moves: a run that comes later is shown at the moment that they name. */
  #wished: Wishes | null = null;
  #told: ReturnType<typeof setTimeout> | undefined;

  /** `tell` dispatches an event of the element. */
  constructor(
    readonly site: Site,
    readonly model: Model,
    readonly tell: (name: "run" | "step" | "view" | "progress" | "predict" | "error", message?: string) => void,
    headingLevel: 1 | 2,
    open: (demo: string) => void,
  ) {
    this.player = new Player(
      () => this.#playStep(),
      () => model.speed,
      (playing) => {
        model.playing = playing;
        this.#transport.update();
        if (!playing) this.#speak();
      },
    );
    this.moves = makeMoves(model, {
      seek: (column) => this.seek(column),
      togglePlay: () => this.togglePlay(),
      axis: (kind) => this.#setAxis(kind),
      inspect: (act) => this.#inspect(act),
      selected: () => this.#inspector,
      changed: () => this.#transport.update(),
      stage: () => this.#stage,
      table: () => this.#showTable(this.frame.places.table.hidden === true),
      side: (which) => this.showSide(which),
      views: (act) => void this.#needViews().then((views) => views && act(views)),
      help: () => void this.#needExtras().then((extras) => extras?.help()),
    });
    this.#setup = new Setup(
      model,
      {
        setParam: (name, value) => void this.setParams({ ...model.params, [name]: value }),
        setSeed: (seed) => this.#setRun({ seed }),
        setClock: (clock) => this.#setRun({ clock }),
        run: () => void this.run({}).catch(() => {}),
        stop: () => this.stop(),
        open,
      },
      site.root,
      headingLevel,
    );
    this.#panes = model.sources.map((source) => new CodePane(model, source));
    this.#now = new Now(model);
    this.#banner = new Banner(model);
    this.#transport = new Transport(model, this.moves, site.root);
    this.frame = new Frame(
      {
        setup: this.#setup.element,
        panes: this.#panes.map((pane) => ({ key: pane.source.key, name: pane.source.name, element: pane.element })),
        banner: this.#banner.element,
        transport: this.#transport.element,
        now: this.#now.element,
      },
      { table: (on) => this.#showTable(on), output: () => void this.#needExtras() },
    );
    this.#heads = model.sources.map(
      (source) =>
        new GroupHead(model, source, {
          run: () => void this.run({}).catch(() => {}),
          choose: (s, v) => void this.choose(s, v),
          facts: (s, list) => void this.#fillFacts(s, list),
        }),
    );
    this.#stage = new Stage(this.frame.canvas, {
      seek: (column) => this.seek(column),
      laidOut: (tops, folded) => this.#placeHeads(tops, folded),
      zoomed: (fits) => this.#transport.setFits(fits),
      moved: () => {
        this.#wished = null;
        this.#viewed();
      },
      hovered: (point) => {
        if (point || this.#inspector) this.#inspect((inspector) => inspector.hover(point));
      },
      tapped: (point) => this.#inspect((inspector) => inspector.tap(point)),
    });
    model.view.window = () => this.#stage.window;
    this.frame.body.addEventListener("keydown", (event) => {
      if (this.key(event)) event.preventDefault();
    });
    this.frame.body.addEventListener("click", (event) => this.#clickLine(event));
  }

  /** Shows the scenario as the attributes ask for it. */
  begin(wishes: Wishes) {
    const { model } = this;
    this.#wished = wishes;
    this.#show(wishes);
    model.view.axis = wishes.axis;
    this.#stage.setAxis(wishes.axis);
    model.align();
    if (wishes.predict && model.demo.predict) return void this.predict();
    model.column = model.columnNamed(wishes.at) ?? model.marks[0]?.column ?? 0;
    if (wishes.zoom) this.#stage.setWindow(wishes.zoom);
    model.view.table = wishes.view === "table";
    this.frame.showTable(model.view.table);
    void this.#refreshContent();
    const { claim, latency, notice, predict } = model.demo;
    if (claim || latency || notice || predict) void this.#needLesson().then((lesson) => lesson?.goTo(wishes.at));
  }

  /** Asks the scenario's question, and shows nothing until it is answered or skipped. */
  async predict() {
    this.player.pause();
    this.#veil(true);
    const lesson = await this.#needLesson();
    if (lesson) lesson.ask();
    else this.reveal();
  }

  /** Shows everything after the question. */
  reveal() {
    this.#veil(false);
    this.model.column = this.model.marks[0]?.column ?? 0;
    void this.#refreshContent();
    this.tell("predict");
  }

  #veil(on: boolean) {
    const { model } = this;
    model.predicting = on;
    this.frame.body.classList.toggle("predicting", on);
    if (!on) return;
    model.column = 0;
    void this.#refreshContent();
    this.tell("predict");
  }

  /** Does what a key says; whether it said anything. */
  key(event: KeyboardEvent): boolean {
    return this.#lesson?.key(event) || handleKey(event, this.moves);
  }

  destroy() {
    this.player.pause();
    clearTimeout(this.#told);
    this.#live?.stop();
    this.#stage.destroy();
  }

  repaint() {
    this.#stage.repaint();
  }

  /** Takes a changed attribute. */
  wish(name: string, wishes: Wishes) {
    if (name === "params") void this.setParams(wishes.params);
    else if (name === "seed") this.#setRun({ seed: wishes.seed });
    else if (name === "clock") this.#setRun({ clock: wishes.clock ?? this.model.demo.clock ?? "virtual" });
    else if (name === "recordings") {
      if (this.model.choose(wishes.recordings)) void this.#reload();
    } else if (name === "axis") this.#setAxis(wishes.axis);
    else if (name === "view") this.#showTable(wishes.view === "table");
    else if (name === "zoom") this.#stage.setWindow(wishes.zoom);
    else if (name === "show") {
      this.#show(wishes);
      void this.#realign();
    } else if (name === "at") {
      const column = this.model.columnNamed(wishes.at);
      if (column !== undefined) this.seek(column);
      else this.#lesson?.goTo(wishes.at);
    } else if (name === "predict" && this.model.demo.predict && wishes.predict !== this.model.predicting) {
      if (wishes.predict) void this.predict();
      else this.reveal();
    }
  }

  /** Moves the playhead; out of range is the nearest step. */
  seek(column: number) {
    const { model } = this;
    const next = Math.min(model.steps, Math.max(0, Number.isFinite(column) ? column : 0));
    this.#wished = null;
    if (next === model.column || model.predicting) return;
    model.column = next;
    this.#refreshStep();
    if (!model.playing) this.#speak();
    this.tell("step");
  }

  /** Fulfilled when what there is with these values is on the stage, or shown to be running. */
  setParams(wanted: Record<string, number>): Promise<void> {
    const { model } = this;
    const before = writeParams(model.params);
    model.setParams(wanted);
    this.#setup.update();
    if (writeParams(model.params) === before) return Promise.resolve();
    const live = this.#liveSource;
    const again = model.running || (live?.run?.live === true && live.variant?.live === true);
    for (const source of model.sources) source.stale = source.run !== null;
    const run = this.#runTurn;
    return this.loadRecordings().then(() => {
      void this.#realign();
      if (again && run === this.#runTurn) void this.run({}).catch(() => {});
    });
  }

  /** Puts the chosen recordings on the stage, all at once; what was there stays until they have come. */
  loadRecordings(): Promise<void> {
    this.model.error = "";
    this.#loading = this.#load(++this.#loadTurn);
    return this.#loading;
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

  /** Runs the Go program in the page; fulfilled when it, or a run that was started since, is on the stage. */
  run(options: RunOptions): Promise<ElementState> {
    this.#lastRun = this.#run(options);
    return this.#lastRun;
  }

  async #run(options: RunOptions): Promise<ElementState> {
    const { model } = this;
    this.stop();
    model.seed = options.seed ?? model.seed;
    if (options.clock && model.setClock(options.clock)) void this.#reload();
    if (options.params) void this.setParams({ ...model.params, ...options.params });
    const turn = ++this.#runTurn;
    const overtaken = () => turn !== this.#runTurn;
    if (model.sources.some((s) => s.variant && s.why)) void this.loadRecordings();
    this.#status({ running: true, error: "", activity: "Loading …" });
    try {
      const stopped = new Promise<null>((resolve) => (this.#live = { stop: () => resolve(null) }));
      const part = await Promise.race([later("Interleave’s engine", () => import("./live")), stopped]);
      if (overtaken()) return this.#lastRun!;
      const started = part?.startLive(kit, this.site, model.demo, model, options, {
        onActivity: (activity) => this.#status({ activity }),
        onQuestion: (words) => {
          this.#banner.question = words;
          this.#banner.update();
        },
        onProgress: () => this.tell("progress"),
      });
      if (started) this.#live = started;
      const { recording = null, error = "" } = (await started?.done) ?? {};
      if (recording) await this.#loading;
      if (overtaken()) return this.#lastRun!;
      this.#live = null;
      this.#status({ running: false, error: recording || error ? error : "Stopped before it began." });
      const source = this.#liveSource;
      if (recording && source) {
        source.variant = source.variants.find((v) => v.live)!;
        source.put(recording, true, model.roles);
        // Where a run ended badly, its end is what there is to see.
        await this.#realign(source.endedBadly);
      }
      this.tell("run");
      return stateOf(model);
    } catch (error) {
      if (overtaken()) return this.#lastRun!;
      this.#live = null;
      const message = messageOf(error);
      this.#status({ running: false, error: message });
      this.tell("error", message);
      throw error;
    }
  }

  /** Ends a run; what it did until then is shown. */
  stop() {
    this.#live?.stop();
  }

  get #liveSource(): Source | undefined {
    return this.model.sources.find((s) => s.variants.some((v) => v.live));
  }

  #setRun(change: { seed?: number; clock?: "virtual" | "wall" }) {
    if (change.seed !== undefined) this.model.seed = change.seed;
    if (change.clock && this.model.setClock(change.clock)) void this.#reload();
    this.#setup.update();
    this.#viewed();
    if (this.model.running || this.#liveSource?.run?.live) void this.run({}).catch(() => {});
  }

  /** Puts another run of a source on the stage. */
  choose(source: Source, variant: Variant): Promise<void> {
    source.variant = variant;
    return this.#reload();
  }

  #reload(): Promise<void> {
    return this.loadRecordings().then(() => this.#realign());
  }

  /** After other runs came onto the stage: the playhead stays at its marker, where it stood at one; on an empty stage it begins at the first. */
  #realign(atEnd = false): Promise<void> {
    const { model } = this;
    const { at = "", zoom = null } = this.#wished ?? {};
    const mark = model.score ? model.marks.find((m) => m.column === model.column)?.name : "";
    model.align();
    const wished = model.columnNamed(at);
    if (wished !== undefined) {
      model.column = wished;
      if (zoom) this.#stage.setWindow(zoom);
    } else if (atEnd) model.column = model.steps;
    else if (mark !== undefined) model.column = (mark ? model.columnNamed(mark) : model.marks[0]?.column) ?? model.column;
    this.#viewed();
    return this.#refreshContent();
  }

  #show(wishes: Wishes) {
    this.model.parts = wishes.show;
    this.model.showSides(wishes.show.sides);
    this.frame.show(wishes.show, this.model.sides);
  }

  showSide(which: "both" | "go" | "rust") {
    this.model.showSides(which);
    this.frame.show(this.model.parts, this.model.sides);
    void this.#realign();
  }

  get #shownHeads(): GroupHead[] {
    return this.#heads.filter((head) => this.model.sides.has(head.source.key));
  }

  /** Fulfilled when also the parts that are loaded later are there, where the content needs them. */
  async #refreshContent() {
    const { model } = this;
    if (model.predicting) {
      for (const pane of this.#panes) pane.update();
      return this.#refreshStatus();
    }
    this.#stage.show({
      sources: model.shown.map((s) => ({ schedule: s.run?.schedule ?? null, colours: s.run?.colours ?? new Uint8Array() })),
      score: model.score,
      marks: model.marks,
    });
    this.frame.heads.replaceChildren(...this.#shownHeads.flatMap((head) => [head.element, head.empty]));
    this.#extras?.rebuild();
    this.#inspector?.rebuild();
    this.#lesson?.rebuild();
    this.#refreshStatus();
    this.#refreshStep();
    this.#views?.update();
    await Promise.all([this.#extras ?? this.#needExtras(), this.#views ?? this.#needViews()]);
  }

  #refreshStep() {
    this.#stage.seek(this.model.column);
    for (const part of [this.#now, this.#transport, ...this.#panes]) part.update();
    this.#extras?.update();
    this.#inspector?.update();
    this.#lesson?.update();
    this.frame.setPosition(this.model, this.#now.spoken());
  }

  #refreshStatus() {
    for (const head of this.#heads) head.update();
    this.#setup.update();
    this.#banner.update();
    this.#now.update();
    this.frame.body.classList.toggle("running", this.model.running);
  }

  #status(change: Partial<Pick<Model, "running" | "activity" | "error">>) {
    Object.assign(this.model, change);
    this.#refreshStatus();
  }

  #speak() {
    this.frame.speak(this.model, this.#now.spoken());
  }

  #playStep(): boolean {
    this.seek(this.model.column + 1);
    return this.model.column < this.model.steps;
  }

  #showTable(on: boolean) {
    this.frame.showTable(on);
    this.model.view.table = on;
    this.#viewed();
    if (on) void this.#needExtras();
  }

  /** Loads the parts that are not there from the start, and fills those that are open. */
  async #needExtras(): Promise<Extras | undefined> {
    try {
      const { Extras } = await later("A part of the page", () => import("./extras"));
      const known = this.#extras;
      this.#extras ??= new Extras(kit, this.model, this.frame.places, (column) => this.seek(column));
      this.#extras.rebuild();
      // A run's end is told in their words.
      if (!known) this.#refreshStep();
    } catch (error) {
      this.#status({ error: messageOf(error) });
    }
    return this.#extras;
  }

  /** Loads what knows of selections, and does something with it. */
  #inspect(act: (inspector: Inspector) => void) {
    if (this.#inspector) return act(this.#inspector);
    void later("A part of the page", () => import("./inspect")).then(({ Inspector }) => {
      this.#inspector ??= new Inspector(kit, { model: this.model, stage: this.#stage, frame: this.frame, panes: this.#panes, seek: (column) => this.seek(column) });
      act(this.#inspector);
    }, (error) => this.#status({ error: messageOf(error) }));
  }

  /** A click into the text selects its line; one that ends the selection of a text does not. */
  #clickLine({ target }: MouseEvent) {
    const row = (target as Element).closest<HTMLElement>("[data-at]");
    const pane = row && this.#panes.find(({ element }) => element.contains(row));
    if (pane && getSelection()?.type !== "Range") this.#inspect((inspector) => inspector.selectLine(pane.source, row.dataset.at!));
  }

  #setAxis(kind: AxisKind) {
    this.model.view.axis = kind;
    this.#stage.setAxis(kind);
    this.#transport.update();
    this.#viewed();
  }

  /** Something else of the run is shown than before: said once the reader pauses. */
  #viewed() {
    clearTimeout(this.#told);
    this.#told = setTimeout(() => this.tell("view"), 200);
  }

  async #needLesson(): Promise<Lesson | undefined> {
    try {
      const { Lesson } = await later("A part of the page", () => import("./lesson"));
      this.#lesson ??= new Lesson(kit, this);
      this.#lesson.rebuild();
    } catch (error) {
      this.#status({ error: messageOf(error) });
    }
    return this.#lesson;
  }

  /** Loads what the stage shows beside units, queues and links. */
  async #needViews(): Promise<ViewControls | undefined> {
    try {
      const { ViewControls } = await later("A part of the stage", () => import("./views"));
      this.#views ??= new ViewControls(kit, this.model, this.#stage, this.frame.places, (by) => this.lineUp(by));
      this.#views.update();
    } catch (error) {
      this.#status({ error: messageOf(error) });
    }
    return this.#views;
  }

  /** Lines the sides up by time or by the markers that they have in common; the playhead stays at its marker or at the first side's step. */
  lineUp(by: "time" | "markers") {
    const { model } = this;
    const step = model.stepAt(0);
    const mark = model.marks.find((m) => m.column === model.column)?.name;
    model.wantedLineUp = by;
    model.align();
    model.column = (mark ? model.columnNamed(mark) : undefined) ?? model.columnOfStep(0, step);
    void this.#refreshContent();
  }

  async #fillFacts({ run }: Source, list: HTMLElement) {
    if (run) (await this.#needExtras())?.facts(run, list);
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
    this.frame.unfold.replaceChildren(
      h(
        "button",
        {
          type: "button",
          onclick: () => {
            this.#unfolded = !this.#unfolded;
            this.#stage.unfold(this.#unfolded);
          },
        },
        words,
      ),
    );
  }

  /** Plays from where the playhead stands, from the start where it stands at the end. */
  togglePlay() {
    if (this.player.playing) return this.player.pause();
    if (this.model.column >= this.model.steps) this.seek(0);
    this.player.play();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

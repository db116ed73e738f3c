/**
 * What the reader does: moves the playhead by buttons, keys and pointers, plays, chooses, runs the program in the page. Loaded beside the first
 * picture, which does not need it; until it is there, what is asked for waits (desk.ts, `ask`).
 */
import { followPointer } from "../stage/pointer";
import type { AxisKind, Point } from "../stage/stage";
import { timeAxis } from "../stage/timeaxis";
import type { Show, Wishes } from "./attributes";
import type { Desk } from "./desk";
import type { Inspector } from "./inspect";
import { headTools } from "./headtools";
import { keyAction } from "./keys";
import type { Kit } from "./kit";
import type { Lesson } from "./lesson";
import css from "./hands.inline.css";
import { Player } from "./player";
import type { Presentation } from "./present";
import type { Print } from "./print";
import type { ElementState, RunOptions } from "./public";
import { RunForm } from "./runform";
import { Runner } from "./runner";
import type { Source, Variant } from "./source";
import { Transport } from "./transport";
import type { ViewControls } from "./views";

/** Speeds of play. */
const speeds = [0.25, 0.5, 1, 2, 4, 8];

export class Hands {
  readonly #kit: Kit;
  readonly #desk: Desk;
  readonly #player: Player;
  readonly #transport: Transport;
  readonly #form: RunForm;
  readonly #runner: Runner;
  #inspector: Inspector | undefined;
  /** What the inspector is to do once it is loaded. */
  #asked: ((inspector: Inspector) => void)[] = [];
  #lesson: Lesson | undefined;
  #views: ViewControls | undefined;
  #presentation: Presentation | undefined;
  /** What stands on paper; undefined until a handout was asked for. */
  #print: Print | undefined;
  readonly #sight = new IntersectionObserver((entries) => this.#see(entries.at(-1)!.isIntersecting));

  constructor(kit: Kit, desk: Desk) {
    this.#kit = kit;
    this.#desk = desk;
    this.#player = new Player(
      () => this.#playStep(),
      () => desk.model.speed,
      (playing) => {
        desk.model.playing = playing;
        this.#transport.update();
        if (!playing) desk.speak();
      },
    );
    const { frame, model, setup, site, stage } = desk;
    kit.adopt(desk.shadow, css);
    this.#transport = new Transport(kit, frame.transport, model, this, site.root);
    this.#runner = new Runner(kit, desk, () => this.#form.update());
    this.#form = new RunForm(kit, setup.run, model, this);
    this.fits(stage.window === null);
    this.#transport.update();
    for (const head of desk.heads) {
      head.tools = () => headTools(kit, head, this);
      head.update();
    }
    stage.listen(followPointer);
    this.#sight.observe(desk.shadow.host);
    this.#setLanguage();
  }

  destroy() {
    this.#sight.disconnect();
    this.stop();
    this.#presentation?.destroy();
    this.#see(false);
  }

  /** Nothing plays where nobody looks, and no worker waits for the next run. */
  #see(inView: boolean) {
    this.#runner.see(inView);
    if (!inView) this.pause();
  }

  // The playhead.

  first() {
    this.#desk.seek(0);
  }
  last() {
    this.#desk.seek(this.#desk.model.steps);
  }
  back() {
    this.#desk.seek(this.#desk.model.column - 1);
  }
  forward() {
    this.#desk.seek(this.#desk.model.column + 1);
  }
  previousMark() {
    const { marks, column } = this.#desk.model;
    this.#desk.seek(marks.findLast((m) => m.column < column)?.column ?? 0);
  }
  nextMark() {
    const { marks, column, steps } = this.#desk.model;
    this.#desk.seek(marks.find((m) => m.column > column)?.column ?? steps);
  }
  play() {
    this.#player.play();
  }
  pause() {
    this.#player.pause();
  }
  /** Plays from where the playhead stands, from the start where it stands at the end. */
  togglePlay() {
    if (this.#player.playing) return this.pause();
    if (this.#desk.model.column >= this.#desk.model.steps) this.first();
    this.play();
  }
  /** Plays at the next higher (1) or lower (−1) speed, and from the highest on (0) at the lowest. */
  faster(by: 1 | 0 | -1) {
    const { model } = this.#desk;
    const i = speeds.indexOf(model.speed) + (by || 1);
    model.speed = by ? speeds[Math.min(speeds.length - 1, Math.max(0, i))] : speeds[i % speeds.length];
    this.#transport.update();
  }

  #playStep(): boolean {
    this.forward();
    return this.#desk.model.column < this.#desk.model.steps;
  }

  // What is shown, and how.

  axis(kind: AxisKind) {
    const desk = this.#desk;
    desk.model.view.axis = kind;
    desk.stage.setAxis(kind === "time" ? timeAxis(this.#kit) : null);
    this.#transport.update();
    desk.viewed();
  }
  zoom(factor: number | "fit") {
    if (factor === "fit") this.#desk.stage.fit();
    else this.#desk.stage.zoom(factor);
  }
  table() {
    this.#desk.showTable(this.#desk.frame.places.table.hidden === true);
  }
  showSide(which: Show["sides"]) {
    this.#desk.show({ ...this.#desk.model.parts, sides: which });
    void this.#desk.realign();
  }
  help() {
    void this.#desk.needExtras().then((extras) => extras?.help());
  }
  facts(source: Source, list: HTMLElement) {
    void this.#desk.fillFacts(source, list);
  }
  /** Puts another run of a source on the stage. */
  choose(source: Source, variant: Variant): Promise<void> {
    source.variant = variant;
    return this.#desk.reload();
  }
  /** Opens another scenario in the place of this one. */
  open(demo: string) {
    this.#desk.open(demo);
  }
  workers() {
    void this.views().then((views) => views?.toggleWorkers());
  }
  lineUp() {
    void this.views().then((views) => views?.toggleLineUp());
  }
  path() {
    void this.views().then((views) => views?.togglePath());
  }

  /** Does what a key says; whether there was anything to do. */
  key(event: KeyboardEvent): boolean {
    if (this.#presentation) return this.#presentation.key(event);
    if (this.#lesson?.key(event)) return true;
    const action = keyAction(event);
    return action !== undefined && action(this) !== false;
  }

  // What is pointed at and selected.

  hover(point: Point | null) {
    if (point || this.#inspector) this.#inspect((inspector) => inspector.hover(point));
  }
  tap(point: Point) {
    this.#inspect((inspector) => inspector.tap(point));
  }
  /** A click into the text selects its line; one that ends the selection of a text does not. */
  click({ target }: MouseEvent) {
    const row = (target as Element).closest<HTMLElement>("[data-at]");
    const pane = row && this.#desk.panes.find(({ element }) => element.contains(row));
    if (pane && getSelection()?.type !== "Range") this.#inspect((inspector) => inspector.selectLine(pane.source, row.dataset.at!));
  }
  /** Up and down among lanes or lines, and to the next event of the one that has the keys. */
  pick({ key, shiftKey }: KeyboardEvent, place: Element) {
    this.#inspect((inspector) => inspector.pick(key, shiftKey, place));
  }
  follow() {
    this.#inspect((inspector) => inspector.follow());
  }
  otherLink() {
    this.#inspect((inspector) => inspector.otherLink());
  }
  details() {
    this.#inspect((inspector) => inspector.toggleDetails());
  }
  /** Ends a selection, also one that is still to be made; whether there was one. */
  letGo(): boolean {
    const any = this.#asked.splice(0).length > 0;
    return this.#inspector?.letGo() ?? any;
  }

  /** Selects what the host's attribute names. */
  #restore() {
    this.#inspect((inspector) => inspector.restore(this.#wishedSelection));
  }
  get #wishedSelection(): string {
    return this.#desk.shadow.host.getAttribute("select")?.trim() ?? "";
  }

  /** Loads what knows of selections, and does something with it. */
  #inspect(act: (inspector: Inspector) => void) {
    // What a lane or a line does would answer the question.
    if (this.#desk.model.predicting) return;
    if (this.#inspector) return act(this.#inspector);
    this.#asked.push(act);
    const { later, messageOf } = this.#kit;
    const { model, stage, frame, panes } = this.#desk;
    void later("A part of the page", () => import("./inspect")).then(
      ({ Inspector }) => {
        this.#inspector ??= new Inspector(this.#kit, { model, stage, frame, panes, seek: (column) => this.#desk.seek(column), viewed: () => this.#desk.viewed() });
        for (const act of this.#asked.splice(0)) act(this.#inspector);
      },
      (error) => {
        this.#asked = [];
        this.#desk.status({ error: messageOf(error) });
      },
    );
  }

  /** After other runs came onto the stage. */
  rebuild() {
    this.#inspector?.rebuild();
    this.#lesson?.rebuild();
    this.#presentation?.rebuild();
  }

  /** After the state of a run changed. */
  updateStatus() {
    this.#form.update();
  }

  /** Whether the whole run is on the screen. */
  fits(fits: boolean) {
    this.#transport.setFits(fits);
  }

  /** After a step. */
  update() {
    this.#transport.update();
    this.#inspector?.update();
    this.#lesson?.update();
    this.#presentation?.update();
  }

  // What the scenario says beside the run, and what the stage shows beside units, queues and links.

  /** After the scenario is on the screen. */
  begin(wishes: Wishes) {
    const { claim, latency, notice, predict } = this.#desk.model.demo;
    this.#choosePaper();
    if (claim || latency || notice || predict || this.#kit.onOwnPage(this.#desk.site.root)) void this.lesson().then((lesson) => lesson?.goTo(wishes.at));
    if (wishes.present) void this.#present(true);
    if (this.#wishedSelection) this.#restore();
  }
  /** Shows the run to a room, or leaves that: on our own pages, where the keys are the element's. */
  present(): boolean {
    const { shadow, site } = this.#desk;
    if (!this.#kit.onOwnPage(site.root)) return false;
    shadow.host.toggleAttribute("present");
    return true;
  }
  async #present(on: boolean) {
    const { later, messageOf } = this.#kit;
    if (!on) {
      this.#presentation?.destroy();
      this.#presentation = undefined;
      return;
    }
    try {
      const [{ Presentation }] = await Promise.all([later("The presentation", () => import("./present")), this.views()]);
      if (this.#isForRoom && !this.#desk.closed) this.#presentation ??= new Presentation(this.#kit, this.#desk, this);
    } catch (error) {
      this.#desk.status({ error: messageOf(error) });
    }
  }
  get #isForRoom(): boolean {
    return (this.#desk.shadow.host.getAttribute("present") ?? "false") !== "false";
  }
  /** Prints a handout for a class. */
  async handout() {
    await this.#handOut();
    if (!this.#print?.handout) return;
    addEventListener("afterprint", () => this.#choosePaper(), { once: true });
    print();
  }
  /** What is printed follows the attribute. */
  #choosePaper() {
    if (this.#desk.shadow.host.getAttribute("print") === "handout") void this.#handOut();
    else if (this.#print) this.#print.handout = undefined;
  }
  /** Has a handout stand on the paper. */
  async #handOut() {
    const { later, messageOf } = this.#kit;
    try {
      const [{ handout }, extras, lesson] = await Promise.all([later("The handout", () => import("./handout")), this.#desk.needExtras(), this.lesson()]);
      this.#print = extras?.print;
      if (this.#print) this.#print.handout = (paper) => handout(this.#kit, paper, lesson?.noticed ?? []);
    } catch (error) {
      this.#desk.status({ error: messageOf(error) });
    }
  }
  async lesson(): Promise<Lesson | undefined> {
    const { later, messageOf } = this.#kit;
    try {
      // A question is put to a room in large letters from the start.
      if (this.#desk.model.predicting && this.#isForRoom && !this.#presentation) await this.#present(true);
      const { Lesson } = await later("A part of the page", () => import("./lesson"));
      this.#lesson ??= new Lesson(this.#kit, this);
      this.#lesson.rebuild();
    } catch (error) {
      this.#desk.status({ error: messageOf(error) });
    }
    return this.#lesson;
  }
  async views(): Promise<ViewControls | undefined> {
    const { later, messageOf } = this.#kit;
    const { model, stage, frame } = this.#desk;
    try {
      const { ViewControls } = await later("A part of the stage", () => import("./views"));
      this.#views ??= new ViewControls(this.#kit, model, stage, frame.places, this);
      this.#views.update();
    } catch (error) {
      this.#desk.status({ error: messageOf(error) });
    }
    return this.#views;
  }
  /** Lines the sides up by time or by the markers that they have in common; the playhead stays at its marker or at the first side's step. */
  lineUpBy(by: "time" | "markers" | null) {
    const { model } = this.#desk;
    if (by === model.wantedLineUp) return;
    const step = model.stepAt(0);
    const mark = model.marks.find((m) => m.column === model.column)?.name;
    model.wantedLineUp = by;
    model.align();
    model.column = (mark ? model.columnNamed(mark) : undefined) ?? model.columnOfStep(0, step);
    void this.#desk.refreshContent();
    this.viewed();
  }

  // What a lesson and the views ask for.

  viewed() {
    this.#desk.viewed();
    // The table lists what is shown.
    void this.#desk.needExtras();
  }

  get model() {
    return this.#desk.model;
  }
  get frame() {
    return this.#desk.frame;
  }
  get site() {
    return this.#desk.site;
  }
  seek(column: number) {
    this.#desk.seek(column);
  }
  predict() {
    return this.#desk.predict();
  }
  reveal() {
    this.#desk.reveal();
  }

  /** Takes a changed attribute. */
  wish(name: string, wishes: Wishes) {
    const { model } = this.#desk;
    if (name === "params") void this.setParams(wishes.params);
    else if (name === "seed") this.setSeed(wishes.seed);
    else if (name === "clock") this.setClock(wishes.clock ?? model.demo.clock ?? "virtual");
    else if (name === "recordings") {
      if (model.choose(wishes.recordings)) void this.#desk.reload();
    } else if (name === "axis") this.axis(wishes.axis);
    else if (name === "view") {
      this.#desk.showTable(wishes.view === "table");
      Object.assign(model.view, wishes.lanes);
      this.#views?.update();
    } else if (name === "lineup") this.lineUpBy(wishes.lineup);
    else if (name === "zoom") this.#desk.stage.setWindow(wishes.zoom);
    else if (name === "select") this.#restore();
    else if (name === "show") {
      this.#desk.show(wishes.show);
      void this.#desk.realign();
    } else if (name === "at") {
      const column = model.columnNamed(wishes.at);
      if (column !== undefined) this.#desk.seek(column);
      else this.#lesson?.goTo(wishes.at);
    } else if (name === "present") {
      void this.#present(wishes.present);
      this.viewed();
    } else if (name === "print") this.#choosePaper();
    else if (name === "lang") this.#setLanguage();
    else if (name === "predict" && model.demo.predict && wishes.predict !== model.predicting) {
      if (wishes.predict) void this.predict();
      else this.reveal();
    }
  }

  /** The attribute's language where it is one that is spoken here, as `en-GB` is; else that of all that is said. */
  #setLanguage() {
    const { lang } = this.#desk.shadow.host as HTMLElement;
    this.frame.body.lang = /^en\b/i.test(lang) ? lang : "en";
  }

  // The next run.

  setParam(name: string, value: number) {
    void this.setParams({ ...this.#desk.model.params, [name]: value });
  }
  setParams(wanted: Record<string, number>): Promise<void> {
    return this.#runner.setParams(wanted);
  }
  setSeed(seed: number) {
    this.#runner.setSeed(seed);
  }
  setClock(clock: "virtual" | "wall") {
    this.#runner.setClock(clock);
  }
  start() {
    this.#runner.start();
  }
  run(options: RunOptions): Promise<ElementState> {
    return this.#runner.run(options);
  }
  stop() {
    this.#runner.stop();
  }
}

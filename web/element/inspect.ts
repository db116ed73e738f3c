/**
 * What the reader points at, selects and follows: a lane, a link between two lanes, a line of the source. Loaded when a pointer or a
 * key first comes to the stage. There is one selection: the lane that has the keys and, beside it, a link or a line.
 */
import { nextStepOf, otherEnd } from "../schedule/follow";
import { visitsOf, type Visits } from "../schedule/visits";
import { hitAt } from "../stage/hit";
import type { Point, Stage } from "../stage/stage";
import { Bearings, split } from "./bearings";
import type { CodePane } from "./code";
import { Details } from "./details";
import css from "./inspect.inline.css";
import type { Kit } from "./kit";
import type { Frame } from "./layout";
import type { Model } from "./model";
import { laneOf, readSelection, same, writeSelection, type Lane, type SelectedLine, type SelectedLink } from "./selection";
import type { Run, Source } from "./source";
import { Spotlight, type Shown } from "./spotlight";

/** Where the inspector works. */
export interface Surroundings {
  model: Model;
  stage: Stage;
  frame: Frame;
  panes: CodePane[];
  seek(column: number): void;
  /** What is selected is another than before. */
  viewed(): void;
}

export class Inspector {
  lane: Lane | null = null;
  link: SelectedLink | null = null;
  line: SelectedLine | null = null;
  shown: Shown = null;
  readonly bearings: Bearings;
  readonly #lights: Spotlight;
  readonly #details: Details;
  /** The two moments between which `f` goes to and fro. */
  #trail: { from: { lane: Lane; column: number }; to: { lane: Lane; column: number } } | null = null;
  /** What a link asks for, until the reader selects or lets go. */
  #wished = "";
  /** Runs that were on the stage when something was selected. */
  #runs = new Map<Source, Run | null>();

  constructor(
    readonly kit: Kit,
    readonly at: Surroundings,
  ) {
    const { frame, stage } = at;
    kit.adopt(frame.body.getRootNode() as ShadowRoot, css);
    this.bearings = new Bearings(kit, at);
    this.#lights = new Spotlight(kit, at, this.bearings, () => this);
    this.#details = new Details(kit, frame.inspect, this);
    stage.overlay = (scene) => {
      // Lanes of workers come with what draws them.
      if (this.#wished && !this.shown) queueMicrotask(() => this.#grant());
      this.#lights.draw(scene);
    };
    for (const kind of ["focus", "blur"]) frame.canvas.addEventListener(kind, () => stage.touch());
  }

  // What pointers say.

  hover(point: Point | null) {
    this.#lights.hover(point);
  }

  tap(point: Point) {
    const { stage, model } = this.at;
    const { scene } = stage;
    if (!scene) return;
    const target = hitAt(this.kit, scene, point);
    const source = target && model.staged[target.group];
    if (!target || !source) return void this.letGo();
    if (target.kind === "link") return this.selectLink(source, target.link);
    const { row } = scene.groups[target.group].box.lanes[target.lane];
    if (row.folded && target.kind === "lane") return stage.toggleRole(row.role);
    // A sheet would cover what the reader only wanted to step through.
    this.selectLane(laneOf(source, row), target.kind === "lane" || !this.#details.isSheet);
  }

  // What is selected.

  selectLane(lane: Lane, open = true) {
    this.lane = lane;
    this.link = null;
    this.#show("lane", open);
  }

  selectLink(source: Source, link: number) {
    this.#takeLink(source, link);
    this.#show("link", true);
  }

  /** The lane is that of its end at which the playhead is. */
  #takeLink(source: Source, link: number) {
    const { toUnit, fromUnit, to } = source.run!.schedule.links;
    const { column } = this.at.model;
    this.link = { source, link, column };
    this.lane = { source, unit: column >= this.bearings.columnOf(source, to[link]) ? toUnit[link] : fromUnit[link], folded: false };
  }

  /** Selects a line of a source; once it is selected, goes to the next step in which it shows. */
  selectLine(source: Source, at: string, by: 1 | -1 = 1) {
    const { model } = this.at;
    const again = this.line?.source === source && this.line.at === at && this.shown === "line";
    if (!again) this.line = { source, at, visits: source.run ? visitsOf(source.run.schedule, at) : nowhere };
    const columns = this.bearings.visited(this.line!);
    this.link = null;
    if (again && columns.length > 0) {
      const next = by > 0 ? columns.find((c) => c > model.column) : columns.findLast((c) => c < model.column);
      this.at.seek(next ?? columns[by > 0 ? 0 : columns.length - 1]);
    }
    this.#show("line", true);
    this.speak(this.bearings.lineWords(this.line!));
  }

  /** Selects what a link names, now or once a run has come that has it; the playhead stays. */
  restore(wished: string) {
    this.#wished = wished;
    if (!wished) this.letGo();
    else this.#grant();
  }

  /** Whether what a link names is selected. */
  #grant(): boolean {
    const { model } = this.at;
    const found = this.#wished ? readSelection(this.#wished, model.staged, this.bearings.lanes()) : null;
    if (!found) return false;
    const open = !this.#details.isSheet;
    this.link = null;
    if ("at" in found) {
      if (!this.#lights.rowAt(found.source, found.at)) return false;
      this.line = { ...found, visits: visitsOf(found.source.run!.schedule, found.at) };
      this.#show("line", open, this.#wished);
    } else if ("link" in found) {
      const { fromUnit, toUnit } = found.source.run!.schedule.links;
      this.#unfold(found.source, fromUnit[found.link], toUnit[found.link]);
      this.#takeLink(found.source, found.link);
      this.#show("link", open, this.#wished);
    } else {
      if (!found.folded && !found.worker) this.#unfold(found.source, found.unit);
      this.lane = found;
      this.#show("lane", open, this.#wished);
    }
    return true;
  }

  /** Gives units that share a row with others of their role lanes of their own, in which they can be seen. */
  #unfold({ run }: Source, ...chosen: number[]) {
    for (const unit of chosen) if (unit >= 0) this.at.stage.toggleRole(run!.schedule.units[unit].role, true);
  }

  /** Ends the selection; whether there was any. */
  letGo(): boolean {
    const any = this.shown !== null || this.lane !== null || this.link !== null || this.line !== null;
    this.lane = this.link = this.line = this.#trail = null;
    this.#show(null, false);
    return any;
  }

  /** Shows or puts away the details of the lane. */
  toggleDetails() {
    if (this.#details.isOpen) return this.#details.close();
    this.lane ??= this.bearings.actor();
    this.#show(this.shown ?? "lane", true);
  }

  // What keys say.

  /** Up, Down and Enter (backwards with Shift), on the stage or in a program. */
  pick(key: string, shift: boolean, place: Element) {
    const by = key === "ArrowUp" || (key === "Enter" && shift) ? -1 : 1;
    const pane = this.at.panes.find(({ element }) => element.contains(place));
    if (!pane) return key === "Enter" ? this.moveInLane(by) : this.moveLane(by);
    if (key !== "Enter") return this.#moveLine(pane, place, by);
    const at = (place.getRootNode() as ShadowRoot).activeElement?.getAttribute("data-at");
    if (at) this.selectLine(pane.source, at, by);
  }

  /** Gives the focus to the next line below or above that can be seen; from the pane itself, to the line that is tinted or the first. */
  #moveLine(pane: CodePane, box: Element, by: 1 | -1) {
    const rows = [...box.querySelectorAll<HTMLElement>(".ln[data-at]")].filter((row) => row.offsetParent);
    const focused = (box.getRootNode() as ShadowRoot).activeElement;
    const here = rows.findIndex((row) => row === focused);
    const start = Math.max(0, rows.findIndex((row) => row.matches(".act, .lit")));
    const row = rows[here < 0 ? start : Math.min(rows.length - 1, Math.max(0, here + by))];
    if (!row) return;
    row.tabIndex = -1;
    row.setAttribute("role", "button");
    row.setAttribute("aria-label", `${pane.source.name}, line ${split(row.dataset.at!)[1]}: ${row.querySelector("code")?.textContent?.trim() || "empty"}`);
    row.focus();
  }

  /** Gives the keys to the next lane below (1) or above (−1). */
  moveLane(by: 1 | -1) {
    const lanes = this.bearings.lanes();
    if (lanes.length === 0) return;
    const shown = this.lane && this.bearings.shownAs(this.lane);
    const here = shown ? lanes.findIndex((lane) => same(lane, shown)) : -1;
    const actor = this.bearings.actor();
    const next = here < 0 ? Math.max(0, actor ? lanes.findIndex((lane) => same(lane, actor)) : 0) : Math.min(lanes.length - 1, Math.max(0, here + by));
    this.selectLane(lanes[next], !this.#details.isSheet);
    this.speak(this.bearings.laneWords(lanes[next]));
  }

  /** Goes to the next (1) or the previous (−1) step in which something happens in the lane. */
  moveInLane(by: 1 | -1) {
    const lane = (this.lane ??= this.bearings.actor());
    const index = lane ? this.bearings.indexOf(lane.source) : -1;
    if (!lane || index < 0) return;
    const { schedule } = lane.source.run!;
    const here = this.at.model.stepAt(index);
    const step = lane.worker ? this.bearings.nextTurn(schedule, lane.worker.turns, here, by) : nextStepOf(schedule, this.bearings.unitsOf(lane), here, by);
    if (step < 0) return this.speak(`Nothing happens to ${this.bearings.nameOf(lane)} ${by > 0 ? "after" : "before"} this step.`);
    this.at.seek(this.at.model.columnOfStep(index, step));
    this.#show("lane", !this.#details.isSheet);
    this.speak(this.bearings.laneWords(lane));
  }

  /** Goes along a link of the lane to its other end, and from there back again. */
  follow() {
    const { model } = this.at;
    const lane = this.#unitLane();
    if (!lane?.source.run) return;
    const trail = this.#trail;
    if (trail && trail.to.column === model.column && same(trail.to.lane, lane)) return this.#go(trail.to, trail.from, this.link);
    const { schedule } = lane.source.run;
    const link = this.#linkHere(lane) ?? this.bearings.linksOf(lane)[0];
    if (link === undefined) return this.speak(`Nothing leads from ${this.bearings.nameOf(lane)} to another lane at this step.`);
    const end = otherEnd(schedule, link, lane.unit);
    const to = { lane: { ...lane, unit: end.unit }, column: this.bearings.columnOf(lane.source, end.position) };
    this.#go({ lane, column: model.column }, to, { source: lane.source, link, column: to.column });
  }

  /** The lane of a unit from which links lead: the one that has the keys, of a worker's the unit that it runs, else that of who acted. */
  #unitLane(): Lane | null {
    const { lane } = this;
    if (lane?.worker) {
      const unit = this.bearings.runningOn(lane);
      if (unit >= 0) return { source: lane.source, unit, folded: false };
    }
    if (lane && !lane.folded && !lane.worker) return lane;
    const actor = this.bearings.actor();
    return actor?.worker ? (this.bearings.acting() ?? actor) : actor;
  }

  /** Selects the next one of the links of the lane at this step. */
  otherLink() {
    const lane = this.#unitLane();
    if (!lane) return;
    const links = this.bearings.linksOf(lane);
    if (links.length === 0) return this.speak(`Nothing leads from ${this.bearings.nameOf(lane)} to another lane at this step.`);
    const link = links[(links.indexOf(this.link?.link ?? -1) + 1) % links.length];
    this.lane = lane;
    this.#trail = null;
    this.link = { source: lane.source, link, column: this.at.model.column };
    this.#show("link", !this.#details.isSheet);
    this.speak(this.bearings.linkWords(lane.source, link));
  }

  #go(from: { lane: Lane; column: number }, to: { lane: Lane; column: number }, link: SelectedLink | null) {
    this.lane = to.lane;
    this.link = link && { ...link, column: to.column };
    this.at.seek(to.column);
    this.#trail = { from, to };
    this.#show(link ? "link" : "lane", !this.#details.isSheet);
    this.speak(`${link ? `${this.bearings.linkWords(link.source, link.link)}. ` : ""}${this.bearings.laneWords(to.lane)}`);
  }

  /** The selected link, where the playhead still is where it was selected and the lane is an end of it. */
  #linkHere(lane: Lane): number | undefined {
    const { link } = this;
    if (!link || link.source !== lane.source || link.column !== this.at.model.column) return undefined;
    const { fromUnit, toUnit } = lane.source.run!.schedule.links;
    return fromUnit[link.link] === lane.unit || toUnit[link.link] === lane.unit ? link.link : undefined;
  }

  /** Brings a line into its pane's view. */
  reveal(source: Source, at: string) {
    this.#lights.reveal(source, at);
  }

  // What changed around it.

  /** After other runs came onto the stage: what is selected is looked for by its name. */
  rebuild() {
    const { model } = this.at;
    this.#lights.cool();
    this.link = this.#trail = null;
    const lane = this.lane;
    if (lane && this.#runs.get(lane.source) !== lane.source.run) {
      const name = this.#runs.get(lane.source)?.schedule.units[lane.unit]?.name;
      const unit = lane.worker ? undefined : lane.source.run?.schedule.units.find((u) => u.name === name);
      this.lane = unit && model.staged.includes(lane.source) ? { ...lane, unit: unit.index } : null;
    }
    if (this.line) {
      const { source, at } = this.line;
      this.line = source.run && model.staged.includes(source) ? { source, at, visits: visitsOf(source.run.schedule, at) } : null;
    }
    if (this.#grant()) return;
    const shown = this.shown && this[this.shown] ? this.shown : this.lane ? "lane" : null;
    this.#show(shown, this.#details.isOpen && shown !== null, this.#wished);
  }

  /** After a step. */
  update() {
    this.#lights.cool();
    this.#lights.light();
    this.#details.update();
  }

  #show(shown: Shown, open: boolean, wished = "") {
    this.shown = shown;
    this.#wished = wished;
    const { view } = this.at.model;
    const selected = writeSelection(shown && this[shown]);
    if (selected !== view.selected) this.at.viewed();
    view.selected = selected;
    this.#runs = new Map(this.at.model.sources.map((source) => [source, source.run]));
    if (open || shown === null) this.#details.toggle(shown !== null);
    this.#details.update();
    this.#lights.light();
  }

  // What the details and the lights ask for.

  speak(words: string) {
    this.at.frame.status.textContent = words;
  }
}

const nowhere: Visits = { steps: new Uint32Array(), units: new Int32Array(), operations: new Map() };

/**
 * What the reader points at, selects and follows: a lane, a link between two lanes, a line of the source. Loaded when a pointer or a
 * key first comes to the stage. There is one selection: the lane that has the keys and, beside it, a link or a line.
 */
import type { Schedule } from "../schedule/schedule";
import { linksAt, nextStepOf, otherEnd, wakeAt } from "../schedule/follow";
import { timesOf } from "../schedule/spent";
import { visitsOf, type Visits } from "../schedule/visits";
import { hitAt, type Target } from "../stage/hit";
import { drawLights } from "../stage/lights";
import type { Turns } from "../stage/layers";
import type { LaneBox } from "../stage/layout";
import type { Group, Scene } from "../stage/scene";
import type { Point, Stage } from "../stage/stage";
import type { CodePane } from "./code";
import { Details, timesWords } from "./details";
import css from "./inspect.inline.css";
import type { Kit } from "./kit";
import type { Frame } from "./layout";
import type { Model } from "./model";
import { laneOf, readSelection, same, writeSelection, type Lane, type SelectedLine, type SelectedLink } from "./selection";
import type { Run, Source } from "./source";

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

/** What the details are about. */
export type Shown = "lane" | "link" | "line" | null;

export class Inspector {
  lane: Lane | null = null;
  link: SelectedLink | null = null;
  line: SelectedLine | null = null;
  shown: Shown = null;
  readonly #details: Details;
  #hot: Target | null = null;
  #pointer: Point | null = null;
  /** The two moments between which `f` goes to and fro. */
  #trail: { from: { lane: Lane; column: number }; to: { lane: Lane; column: number } } | null = null;
  #lit: Element[] = [];
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
    this.#details = new Details(kit, frame.inspect, this);
    stage.overlay = (scene) => this.#draw(scene);
    for (const kind of ["focus", "blur"]) frame.canvas.addEventListener(kind, () => stage.touch());
  }

  // What pointers say.

  hover(point: Point | null) {
    const { scene } = this.at.stage;
    const hot = scene && point ? hitAt(this.kit, scene, point) : null;
    if (!hot && !this.#hot) return;
    this.#hot = hot;
    this.#pointer = point;
    this.#light();
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
    this.lane = { source, unit: column >= this.columnOf(source, to[link]) ? toUnit[link] : fromUnit[link], folded: false };
  }

  /** Selects a line of a source; once it is selected, goes to the next step in which it shows. */
  selectLine(source: Source, at: string, by: 1 | -1 = 1) {
    const { model } = this.at;
    const again = this.line?.source === source && this.line.at === at && this.shown === "line";
    if (!again) this.line = { source, at, visits: source.run ? visitsOf(source.run.schedule, at) : nowhere };
    const columns = this.visited();
    this.link = null;
    if (again && columns.length > 0) {
      const next = by > 0 ? columns.find((c) => c > model.column) : columns.findLast((c) => c < model.column);
      this.at.seek(next ?? columns[by > 0 ? 0 : columns.length - 1]);
    }
    this.#show("line", true);
    this.speak(this.lineWords());
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
    const found = this.#wished ? readSelection(this.#wished, model.staged, this.#lanes()) : null;
    if (!found) return false;
    const open = !this.#details.isSheet;
    this.link = null;
    if ("at" in found) {
      if (!this.#rowAt(found.source, found.at)) return false;
      this.line = { ...found, visits: visitsOf(found.source.run!.schedule, found.at) };
      this.#show("line", open, this.#wished);
    } else if ("link" in found) {
      this.#takeLink(found.source, found.link);
      this.#show("link", open, this.#wished);
    } else {
      this.lane = found;
      this.#show("lane", open, this.#wished);
    }
    return true;
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
    this.lane ??= this.#actor();
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
    const lanes = this.#lanes();
    if (lanes.length === 0) return;
    const here = this.lane ? lanes.findIndex((lane) => same(lane, this.lane!)) : -1;
    const actor = this.#actor();
    const next = here < 0 ? Math.max(0, actor ? lanes.findIndex((lane) => same(lane, actor)) : 0) : Math.min(lanes.length - 1, Math.max(0, here + by));
    this.selectLane(lanes[next], !this.#details.isSheet);
    this.speak(this.laneWords(lanes[next]));
  }

  /** Goes to the next (1) or the previous (−1) step in which something happens in the lane. */
  moveInLane(by: 1 | -1) {
    const lane = (this.lane ??= this.#actor());
    const index = lane ? this.#index(lane.source) : -1;
    if (!lane || index < 0) return;
    const { schedule } = lane.source.run!;
    const here = this.at.model.stepAt(index);
    const step = lane.worker ? this.#nextTurn(schedule, lane.worker.turns, here, by) : nextStepOf(schedule, this.unitsOf(lane), here, by);
    if (step < 0) return this.speak(`Nothing happens to ${this.nameOf(lane)} ${by > 0 ? "after" : "before"} this step.`);
    this.at.seek(this.at.model.columnOfStep(index, step));
    this.#show("lane", !this.#details.isSheet);
    this.speak(this.laneWords(lane));
  }

  /** Goes along a link of the lane to its other end, and from there back again. */
  follow() {
    const { model } = this.at;
    const lane = this.#unitLane();
    if (!lane?.source.run) return;
    const trail = this.#trail;
    if (trail && trail.to.column === model.column && same(trail.to.lane, lane)) return this.#go(trail.to, trail.from, this.link);
    const { schedule } = lane.source.run;
    const link = this.#linkHere(lane) ?? this.linksOf(lane)[0];
    if (link === undefined) return this.speak(`Nothing leads from ${this.nameOf(lane)} to another lane at this step.`);
    const end = otherEnd(schedule, link, lane.unit);
    const to = { lane: { ...lane, unit: end.unit }, column: this.columnOf(lane.source, end.position) };
    this.#go({ lane, column: model.column }, to, { source: lane.source, link, column: to.column });
  }

  /** The step in which a worker's next turn begins or ends (by 1), or the last one before (−1); −1 where there is none. */
  #nextTurn({ steps, time }: Schedule, { from, to }: Turns, here: number, by: 1 | -1): number {
    const stepOf = (position: number) => this.kit.lastAt(steps.position, 0, steps.count, position - 1) + 1;
    const edges = [...from, ...to].filter((p) => p <= time.length).map(stepOf).filter((s) => (s - here) * by > 0);
    return edges.reduce((a, b) => (a < 0 || (b - a) * by < 0 ? b : a), -1);
  }

  /** The lane of a unit from which links lead: the one that has the keys, of a worker's the unit that it runs, else that of who acted. */
  #unitLane(): Lane | null {
    const { lane } = this;
    if (lane?.worker) {
      const unit = this.#runningOn(lane);
      if (unit >= 0) return { source: lane.source, unit, folded: false };
    }
    return lane && !lane.folded && !lane.worker ? lane : this.#actor();
  }

  /** The unit that a worker runs at the playhead, −1 where it runs none. */
  #runningOn({ source, worker }: Lane): number {
    const { from, to, unit } = worker!.turns;
    const position = this.positionOf(source);
    const turn = this.kit.lastAt(from, 0, from.length, position);
    return turn >= 0 && position < to[turn] ? unit[turn] : -1;
  }

  /** Selects the next one of the links of the lane at this step. */
  otherLink() {
    const lane = this.#unitLane();
    if (!lane) return;
    const links = this.linksOf(lane);
    if (links.length === 0) return this.speak(`Nothing leads from ${this.nameOf(lane)} to another lane at this step.`);
    const link = links[(links.indexOf(this.link?.link ?? -1) + 1) % links.length];
    this.lane = lane;
    this.#trail = null;
    this.link = { source: lane.source, link, column: this.at.model.column };
    this.#show("link", !this.#details.isSheet);
    this.speak(this.linkWords(lane.source, link));
  }

  #go(from: { lane: Lane; column: number }, to: { lane: Lane; column: number }, link: SelectedLink | null) {
    this.lane = to.lane;
    this.link = link && { ...link, column: to.column };
    this.at.seek(to.column);
    this.#trail = { from, to };
    this.#show(link ? "link" : "lane", !this.#details.isSheet);
    this.speak(`${link ? `${this.linkWords(link.source, link.link)}. ` : ""}${this.laneWords(to.lane)}`);
  }

  /** The selected link, where the playhead still is where it was selected and the lane is an end of it. */
  #linkHere(lane: Lane): number | undefined {
    const { link } = this;
    if (!link || link.source !== lane.source || link.column !== this.at.model.column) return undefined;
    const { fromUnit, toUnit } = lane.source.run!.schedule.links;
    return fromUnit[link.link] === lane.unit || toUnit[link.link] === lane.unit ? link.link : undefined;
  }

  // What changed around it.

  /** After other runs came onto the stage: what is selected is looked for by its name. */
  rebuild() {
    const { model } = this.at;
    this.#hot = this.link = this.#trail = null;
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
    this.#hot = null;
    this.#light();
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
    this.#light();
  }

  // What the details and the lights ask for.

  speak(words: string) {
    this.at.frame.status.textContent = words;
  }

  /** The columns in which the selected line shows. */
  visited(): number[] {
    const index = this.line ? this.#index(this.line.source) : -1;
    return index < 0 ? [] : Array.from(this.line!.visits.steps, (step) => this.at.model.columnOfStep(index, step));
  }

  /** Column in which a source reaches a position. */
  columnOf(source: Source, position: number): number {
    const index = this.#index(source);
    const { steps } = source.run!.schedule;
    return index < 0 ? 0 : this.at.model.columnOfStep(index, Math.max(0, this.kit.lastAt(steps.position, 0, steps.count, position - 1) + 1));
  }

  /** Position of a source at the playhead. */
  positionOf(source: Source): number {
    const index = this.#index(source);
    return index < 0 ? 0 : this.at.model.positionOf(index);
  }

  linksOf(lane: Lane): number[] {
    const index = this.#index(lane.source);
    return index < 0 || lane.folded || lane.worker ? [] : linksAt(this.kit, lane.source.run!.schedule, lane.unit, this.at.model.stepAt(index));
  }

  unitsOf({ source, unit, folded, worker }: Lane): number[] {
    const { units } = source.run!.schedule;
    if (worker) return [...new Set(worker.turns.unit)];
    return folded ? units.filter((u) => u.role === units[unit].role).map((u) => u.index) : [unit];
  }

  nameOf({ source, unit, folded, worker }: Lane): string {
    if (worker) return worker.name;
    const { name, role } = source.run!.schedule.units[unit];
    return folded ? `all of ${role}` : name;
  }

  laneWords(lane: Lane): string {
    const { schedule } = lane.source.run!;
    if (lane.worker) {
      const unit = this.#runningOn(lane);
      return `${lane.source.name}, ${lane.worker.name}: ${unit < 0 ? "runs nothing" : `runs ${schedule.units[unit].name}`}.`;
    }
    const position = this.positionOf(lane.source);
    const units = this.unitsOf(lane).map((unit) => schedule.unitAt(unit, position));
    return `${lane.source.name}, ${this.nameOf(lane)}: ${lane.folded ? this.kit.countWords(units) : this.kit.stateWords(schedule, units[0])}.`;
  }

  /** What a link is, in a few words. */
  linkWords(source: Source, link: number): string {
    const { links, units, resources, recording } = source.run!.schedule;
    const from = units[links.fromUnit[link]].name;
    const to = units[links.toUnit[link]].name;
    if (links.kind[link] === this.kit.LinkKind.wake) return `${from} wakes ${to}`;
    if (links.kind[link] === this.kit.LinkKind.spawn) return `${from} starts ${to}`;
    const value = recording.events[links.to[link] - 1]?.v;
    const through = links.resource[link] >= 0 ? ` through ${resources[links.resource[link]].name}` : "";
    return `${from} sends ${value ? `${value} ` : ""}to ${to}${through}`;
  }

  lineWords(): string {
    if (!this.line) return "";
    const { source, at, visits } = this.line;
    const [file, number] = split(at);
    const columns = this.visited();
    const place = `Line ${number} of ${file}`;
    if (!source.run) return `${place}: ${source.name} has no run on the stage.`;
    if (columns.length === 0) return `${place}: nothing is recorded here.`;
    const operations = [...visits.operations].map(([name, count]) => `${operationWords[name] ?? name} ${timesWords(count)}`);
    const here = columns.indexOf(this.at.model.column);
    const steps = columns.length === 1 ? "1 step" : `${columns.length} steps`;
    return `${place}: ${operations.join(", ") || "seen"}${operations.length > 0 ? "," : ""} in ${steps}.${here >= 0 ? ` This is number ${here + 1}.` : ""}`;
  }

  #index(source: Source): number {
    return this.at.model.staged.indexOf(source);
  }

  /** The lane of the unit that acted in this step: of the first source that did, else of the first unit there is. */
  #actor(): Lane | null {
    const { model } = this.at;
    const lanes = this.#lanes();
    for (const [i, source] of model.staged.entries()) {
      const unit = source.run!.schedule.steps.unit[model.stepAt(i)];
      const lane = model.acts(i) && unit >= 0 ? lanes.find((l) => l.source === source && this.unitsOf(l).includes(unit)) : undefined;
      if (lane) return lane;
    }
    return lanes[0] ?? null;
  }

  /** All lanes on the stage, from top to bottom. */
  #lanes(): Lane[] {
    const { stage, model } = this.at;
    return (stage.scene?.groups ?? []).flatMap((group, i) =>
      group.box.lanes.map(({ row }) => laneOf(model.staged[i], row)),
    );
  }

  // What is lit.

  #draw(scene: Scene) {
    const { link, line, lane } = this;
    // Lanes of workers come with what draws them.
    if (this.#wished && !this.shown) queueMicrotask(() => this.#grant());
    const { canvas } = this.at.frame;
    const group = (source: Source) => this.#index(source);
    const has = (at: { source: Source } | null) => at !== null && scene.groups[group(at.source)]?.schedule === at.source.run?.schedule;
    const hot = this.#hot && this.#hot.group < scene.groups.length ? this.#hot : null;
    const links = has(link) ? [{ group: group(link!.source), link: link!.link }] : [];
    if (hot?.kind === "link") links.push(hot);
    const spans = hot?.kind === "span" ? [hot] : [];
    for (const { group, lane, span } of spans) {
      const wake = this.#wakeOf(scene.groups[group], scene.groups[group].box.lanes[lane], span);
      if (wake >= 0) links.push({ group, link: wake });
    }
    const laneIndex = has(lane) ? scene.groups[group(lane!.source)].box.lanes.findIndex(({ row }) => same(laneOf(lane!.source, row), lane!)) : -1;
    const root = canvas.getRootNode();
    drawLights(this.kit, scene, {
      lane: laneIndex >= 0 ? { group: group(lane!.source), lane: laneIndex } : null,
      focused: root instanceof ShadowRoot && root.activeElement === canvas && canvas.matches(":focus-visible"),
      links,
      spans,
      line: this.shown === "line" && has(line) ? { group: group(line!.source), ...line!.visits } : null,
      tip: hot && this.#pointer ? { ...this.#pointer, words: this.#hotWords(scene.groups[hot.group], hot) } : null,
    });
  }

  /** The wake that ends a span in which a unit waits, −1 where there is none. */
  #wakeOf({ schedule }: Group, { row }: LaneBox, span: number): number {
    const { State } = this.kit;
    const state = row.spans.state[span];
    const waits = state === State.waiting || state === State.sleeping;
    return row.folded || row.paint || !waits ? -1 : wakeAt(this.kit, schedule, row.units[0], row.spans.to[span]);
  }

  #hotWords(group: Group, hot: Target): string {
    const source = this.at.model.staged[hot.group];
    if (hot.kind === "link") return this.linkWords(source, hot.link);
    const { row } = group.box.lanes[hot.lane];
    const lane = laneOf(source, row);
    if (hot.kind === "lane" || row.folded) return this.laneWords(lane);
    const { schedule } = group;
    const { from, to } = lane.worker?.turns ?? row.spans;
    const time = timesOf(this.kit, schedule);
    const ns = time[Math.min(to[hot.span], time.length) - 1] - time[Math.max(0, from[hot.span] - 1)];
    const unit = lane.worker ? lane.worker.turns.unit[hot.span] : lane.unit;
    const now = schedule.unitAt(unit, from[hot.span]);
    return `${schedule.units[unit].name}${lane.worker ? ` on ${lane.worker.name}` : ""}: ${this.kit.stateWords(schedule, now)}${ns > 0 ? `, ${this.kit.timeWords(ns)}` : ""}`;
  }

  #rowAt(source: Source, at: string): HTMLElement | null | undefined {
    return this.at.panes.find((pane) => pane.source === source)?.element.querySelector<HTMLElement>(`[data-at="${CSS.escape(at)}"]`);
  }

  /** Brings a line into its pane's view, out of its fold where it is in one. */
  reveal(source: Source, at: string) {
    const row = this.#rowAt(source, at);
    const box = row?.closest<HTMLElement>(".codebox");
    if (!row || !box) return;
    const fold = row.closest("[hidden]")?.previousElementSibling;
    fold?.querySelector<HTMLElement>(".fold")?.click();
    box.scrollTop = row.offsetTop - box.clientHeight / 3;
  }

  /** Draws again and marks the lines of the source that belong to what is lit. */
  #light() {
    const { stage, model } = this.at;
    for (const row of this.#lit) row.classList.remove("lit");
    const places = new Map<Source, Set<string>>();
    const add = (source: Source, at: string | undefined) => at && places.set(source, (places.get(source) ?? new Set()).add(at));
    const addLink = (source: Source, link: number) => {
      const { links, recording } = source.run!.schedule;
      const { events } = recording;
      add(source, events[links.from[link] - 1]?.at);
      add(source, events[links.to[link] - 1]?.at);
      if (links.kind[link] !== this.kit.LinkKind.message) add(source, source.run!.schedule.unitAt(links.toUnit[link], links.to[link]).at);
    };
    if (this.link?.source.run) addLink(this.link.source, this.link.link);
    if (this.shown === "line" && this.line) add(this.line.source, this.line.at);
    const hot = this.#hot;
    const group = hot && stage.scene?.groups[hot.group];
    const source = hot && model.staged[hot.group];
    if (hot && group && source?.run) {
      if (hot.kind === "link") addLink(source, hot.link);
      if (hot.kind === "span" && !group.box.lanes[hot.lane].row.folded && !group.box.lanes[hot.lane].row.paint) {
        const lane = group.box.lanes[hot.lane];
        add(source, source.run.schedule.unitAt(lane.row.units[0], lane.row.spans.from[hot.span]).at);
        const wake = this.#wakeOf(group, lane, hot.span);
        if (wake >= 0) addLink(source, wake);
      }
    }
    this.#lit = [...places].flatMap(([of, all]) => {
      return [...all].flatMap((at) => this.#rowAt(of, at) ?? []);
    });
    for (const row of this.#lit) row.classList.add("lit");
    stage.touch();
  }
}

const nowhere: Visits = { steps: new Uint32Array(), units: new Int32Array(), operations: new Map() };

/** Records that are no operations, in words. */
const operationWords: Record<string, string> = { spawn: "started a unit", new: "made a resource", out: "printed" };

/** `main.go:17` as file and line. */
function split(at: string): [string, string] {
  const colon = at.lastIndexOf(":");
  return [at.slice(0, colon), at.slice(colon + 1)];
}

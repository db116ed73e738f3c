/** What is lit: what the reader points at, and what is selected, on the stage and in the programs. */
import { wakeAt } from "../schedule/follow";
import { timesOf } from "../schedule/spent";
import { hitAt, type Target } from "../stage/hit";
import type { LaneBox } from "../stage/layout";
import { drawLights } from "../stage/lights";
import type { Group, Scene } from "../stage/scene";
import type { Point } from "../stage/stage";
import type { Bearings } from "./bearings";
import type { Surroundings } from "./inspect";
import type { Kit } from "./kit";
import { laneOf, same, type Lane, type SelectedLine, type SelectedLink } from "./selection";
import type { Source } from "./source";

/** What the details are about. */
export type Shown = "lane" | "link" | "line" | null;

/** What is selected. */
export interface Selected {
  lane: Lane | null;
  link: SelectedLink | null;
  line: SelectedLine | null;
  shown: Shown;
}

export class Spotlight {
  #hot: Target | null = null;
  #pointer: Point | null = null;
  #lit: Element[] = [];

  constructor(
    readonly kit: Kit,
    readonly at: Surroundings,
    readonly bearings: Bearings,
    readonly selected: () => Selected,
  ) {}

  /** The pointer is at a point, or nowhere. */
  hover(point: Point | null) {
    const { scene } = this.at.stage;
    const hot = scene && point ? hitAt(this.kit, scene, point) : null;
    if (!hot && !this.#hot) return;
    this.#hot = hot;
    this.#pointer = point;
    this.light();
  }

  /** What lay under the pointer is elsewhere now. */
  cool() {
    this.#hot = null;
  }

  /** Draws over the stage. */
  draw(scene: Scene) {
    const { link, line, lane, shown } = this.selected();
    const { canvas } = this.at.frame;
    const group = (source: Source) => this.bearings.indexOf(source);
    const has = (at: { source: Source } | null) => at !== null && scene.groups[group(at.source)]?.schedule === at.source.run?.schedule;
    const hot = this.#hot && this.#hot.group < scene.groups.length ? this.#hot : null;
    const links = has(link) ? [{ group: group(link!.source), link: link!.link }] : [];
    if (hot?.kind === "link") links.push(hot);
    const spans = hot?.kind === "span" ? [hot] : [];
    for (const { group, lane, span } of spans) {
      const wake = this.#wakeOf(scene.groups[group], scene.groups[group].box.lanes[lane], span);
      if (wake >= 0) links.push({ group, link: wake });
    }
    const lit = has(lane) ? this.bearings.shownAs(lane!) : undefined;
    const laneIndex = lit ? scene.groups[group(lane!.source)].box.lanes.findIndex(({ row }) => same(laneOf(lane!.source, row), lit)) : -1;
    const root = canvas.getRootNode();
    drawLights(this.kit, scene, {
      lane: laneIndex >= 0 ? { group: group(lane!.source), lane: laneIndex } : null,
      focused: root instanceof ShadowRoot && root.activeElement === canvas && canvas.matches(":focus-visible"),
      links,
      spans,
      line: shown === "line" && has(line) ? { group: group(line!.source), ...line!.visits } : null,
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
    if (hot.kind === "link") return this.bearings.linkWords(source, hot.link);
    const { row } = group.box.lanes[hot.lane];
    const lane = laneOf(source, row);
    if (hot.kind === "lane" || row.folded) return this.bearings.laneWords(lane);
    const { schedule } = group;
    const { from, to } = lane.worker?.turns ?? row.spans;
    const time = timesOf(this.kit, schedule);
    const ns = time[Math.min(to[hot.span], time.length) - 1] - time[Math.max(0, from[hot.span] - 1)];
    const unit = lane.worker ? lane.worker.turns.unit[hot.span] : lane.unit;
    const now = schedule.unitAt(unit, from[hot.span]);
    return `${schedule.units[unit].name}${lane.worker ? ` on ${lane.worker.name}` : ""}: ${this.kit.stateWords(schedule, now)}${ns > 0 ? `, ${this.kit.timeWords(ns)}` : ""}`;
  }

  /** The row of a line in its pane. */
  rowAt(source: Source, at: string): HTMLElement | null | undefined {
    return this.at.panes.find((pane) => pane.source === source)?.element.querySelector<HTMLElement>(`[data-at="${CSS.escape(at)}"]`);
  }

  /** Brings a line into its pane's view, out of its fold where it is in one. */
  reveal(source: Source, at: string) {
    const row = this.rowAt(source, at);
    const box = row?.closest<HTMLElement>(".codebox");
    if (!row || !box) return;
    const fold = row.closest("[hidden]")?.previousElementSibling;
    fold?.querySelector<HTMLElement>(".fold")?.click();
    box.scrollTop = row.offsetTop - box.clientHeight / 3;
  }

  /** Draws again and marks the lines of the source that belong to what is lit. */
  light() {
    const { link, line, shown } = this.selected();
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
    if (link?.source.run) addLink(link.source, link.link);
    if (shown === "line" && line) add(line.source, line.at);
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
      return [...all].flatMap((at) => this.rowAt(of, at) ?? []);
    });
    for (const row of this.#lit) row.classList.add("lit");
    stage.touch();
  }
}

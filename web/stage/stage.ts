/**
 * The stage: recordings of any number of sources under one playhead.
 *
 * Two canvases lie on each other. The lower one holds what the recordings say and is drawn anew when content, size,
 * theme or window change; the upper one holds what moves with the playhead. One animation frame request at a time
 * serves both. The stage owns neither the step nor the reader's input beyond pointers: it reports what was asked for.
 */
import type { Schedule, Score } from "../schedule/schedule";
import { Axis, effectAt, type AxisOf } from "./axis";
import { drawCells } from "./cells";
import { drawLanes } from "./lanes";
import type { Layers } from "./layers";
import { layOut, type Layout, type Measures } from "./layout";
import { drawLinks } from "./links";
import { drawOverview, overviewPx } from "./overview";
import { readPalette, type Palette } from "./palette";
import { drawPlayhead } from "./playhead";
import type { followPointer, Point } from "./pointer";
import { drawRuler } from "./ruler";
import type { Group, Scene, StageMark, StageSource } from "./scene";
import { drawStrips } from "./strips";
import { View } from "./view";

export type { StageMark, StageSource } from "./scene";
export type { AxisKind } from "./axis";
export type { Point } from "./pointer";

export interface StageContent {
  /** From top to bottom. */
  sources: StageSource[];
  /** Score of those sources that have a schedule, in the same order; null where none has. */
  score: Score | null;
  marks: StageMark[];
}

export interface StageEvents {
  /** The reader chose a column. */
  seek(column: number): void;
  /** Tops of the groups in pixels, for their headings; and what is folded away. */
  laidOut(tops: number[], folded: { lanes: boolean; strips: number }): void;
  /** The window changed: whether the whole run is on the screen. */
  zoomed(fits: boolean): void;
  /** The reader moved or zoomed the window. */
  moved(): void;
  /** What followPointer says of points. */
  hovered(point: Point | null): void;
  tapped(point: Point): void;
}

export class Stage {
  readonly #host: HTMLElement;
  readonly #events: StageEvents;
  readonly #base = document.createElement("canvas");
  readonly #over = document.createElement("canvas");
  readonly #resize: ResizeObserver;
  #stopPointer = () => {};
  readonly #view = new View();
  readonly #open = new Set<string>();
  #content: StageContent = { sources: [], score: null, marks: [] };
  #time: AxisOf | null = null;
  #allStrips = false;
  #workers = false;
  #layers: Layers | null = null;
  #column = 0;
  #palette: Palette | null = null;
  #sizes: Measures | null = null;
  #layout: Layout | null = null;
  #axis: Axis | null = null;
  #frame = 0;
  /** Height of the canvases. */
  #drawnPx = 0;
  #stale = { layout: true, base: true };
  /** First and last column of a window that is wished for, until there is an axis. */
  #wished: [number, number] | null = null;
  /** Draws over everything, whenever the playhead's canvas is drawn. */
  overlay: ((scene: Scene) => void) | undefined;

  /** Draws into `host`, which must be positioned; the canvases are its first children. `ratio` is device pixels per CSS pixel, the screen's where it is 0. */
  constructor(
    host: HTMLElement,
    events: StageEvents,
    readonly ratio = 0,
  ) {
    this.#host = host;
    this.#events = events;
    for (const canvas of [this.#base, this.#over]) canvas.setAttribute("aria-hidden", "true");
    this.#over.className = "over";
    host.prepend(this.#base, this.#over);
    this.#resize = new ResizeObserver(() => this.#redraw(true));
    this.#resize.observe(host);
  }

  /** Does from now on what pointers ask for. */
  listen(follow: typeof followPointer) {
    this.#stopPointer();
    const { seek, hovered, tapped } = this.#events;
    this.#stopPointer = follow(this.#over, { scene: () => this.scene, moved: () => this.#moved(), seek, hovered, tapped });
  }

  destroy() {
    this.#resize.disconnect();
    this.#stopPointer();
    cancelAnimationFrame(this.#frame);
  }

  /** What is drawn now, null where nothing is. */
  get scene(): Scene | null {
    return this.#scene(this.#over);
  }

  /** Draws the playhead's canvas again. */
  touch() {
    this.#request();
  }

  /** First and last column on the screen, null where all are. */
  get window(): [number, number] | null {
    const axis = this.#axis;
    return axis && !this.#view.fits ? [axis.columnAt(this.#view.from + effectAt), axis.columnAt(this.#view.to - 1 + effectAt)] : this.#wished;
  }

  /** Shows the columns from … to; null: all. */
  setWindow(window: [number, number] | null) {
    this.#wished = window;
    if (!window) this.#axis && this.#view.fit(this.#axis);
    this.#redraw(true);
  }

  /** Replaces what is drawn. The window stays where it is when the run is as long as before. */
  show(content: StageContent) {
    this.#content = content;
    this.#axis = null;
    this.#redraw(true);
  }

  /** Moves the playhead; a window that does not show everything follows it. */
  seek(column: number) {
    this.#column = column;
    if (this.#axis && !this.#view.fits && this.#view.follow(this.#axis, this.#axis.effect(column))) this.#stale.base = true;
    this.#request();
  }

  /** Takes the colours anew, after the theme changed. */
  repaint() {
    this.#palette = null;
    this.#redraw(true);
  }

  /** Draws at once, from one column to another: the next frame may be too late for paper. */
  drawWindow(first: number, last: number) {
    this.#place();
    if (this.#axis) this.#view.show(this.#axis, this.#axis.start[first], this.#axis.start[last + 1]);
    this.#stale = { layout: false, base: true };
    this.#draw();
  }

  /** Stands the columns at their times; at one slot each where it is null. */
  setAxis(time: AxisOf | null) {
    this.#time = time;
    this.#axis = null;
    this.#redraw(true);
  }

  fit() {
    if (this.#axis) this.#view.fit(this.#axis);
    this.#moved();
  }

  /** Zooms around the playhead. */
  zoom(factor: number) {
    if (!this.#axis) return;
    this.#view.zoom(this.#axis, factor, this.#view.x(this.#axis.effect(this.#column)));
    this.#view.follow(this.#axis, this.#axis.effect(this.#column));
    this.#moved();
  }

  /** The layers that were taken. */
  get layers(): Layers | null {
    return this.#layers;
  }

  /** Takes the layers that are loaded later. */
  add(layers: Layers) {
    this.#layers = layers;
    this.#redraw(true);
  }

  /** Whether there are several workers to show, and shows them or the units. */
  get hasWorkers(): boolean {
    return this.#schedules().some((schedule) => this.#layers?.workerRows(schedule));
  }

  /** Draws anew: what the layers show may have changed too. */
  showWorkers(on: boolean) {
    const layout = on !== this.#workers;
    this.#workers = on;
    this.#redraw(layout);
  }

  /** Folds or unfolds the units of a role, or sees to it that they are unfolded. */
  toggleRole(role: string, open = !this.#open.delete(role)) {
    if (open) this.#open.add(role);
    this.#redraw(true);
  }

  /** Shows every unit and every resource, or folds what is many. */
  unfold(all: boolean) {
    this.#allStrips = all;
    this.#open.clear();
    if (all) for (const { schedule } of this.#content.sources) for (const unit of schedule?.units ?? []) this.#open.add(unit.role);
    this.#redraw(true);
  }

  /** The window changed. Where it begins or ceases to show everything, the bar below comes or goes. */
  #moved() {
    this.#redraw(this.#heightPx() !== this.#drawnPx);
    this.#events.moved();
  }

  #redraw(layout: boolean) {
    this.#stale = { layout: layout || this.#stale.layout, base: true };
    this.#request();
  }

  #request() {
    if (!this.#frame) this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#frame = 0;
    if (this.#host.clientWidth === 0) return;
    if (this.#stale.layout) this.#place();
    if (this.#stale.base) {
      const scene = this.#scene(this.#base);
      if (scene) this.#drawBase(scene);
    }
    this.#stale = { layout: false, base: false };
    const scene = this.#scene(this.#over);
    if (!scene) return;
    scene.ctx.clearRect(0, 0, this.#host.clientWidth, this.#heightPx());
    if (scene.groups.length === 0) return;
    drawPlayhead(scene, this.#layers);
    if (!this.#view.fits) drawOverview(scene, scene.layout.height);
    this.overlay?.(scene);
  }

  #drawBase(scene: Scene) {
    scene.ctx.clearRect(0, 0, this.#host.clientWidth, this.#heightPx());
    if (scene.groups.length === 0) return;
    scene.dense = this.#layers?.dense(scene);
    drawRuler(scene);
    this.#layers?.behind(scene);
    drawStrips(scene);
    drawLinks(scene);
    drawLanes(scene);
    drawCells(scene);
    this.#layers?.upon(scene);
  }

  #heightPx(): number {
    return (this.#layout?.height ?? 0) + (this.#view.fits ? 0 : overviewPx);
  }

  /** Sizes the canvases and lays everything out for the host's width. */
  #place() {
    const width = this.#host.clientWidth;
    const ratio = this.ratio || devicePixelRatio || 1;
    const sizes = (this.#sizes = this.#readSizes());
    const { sources, score } = this.#content;
    this.#palette = readPalette(this.#host, ratio);
    this.#layout = layOut(
      sources.map((s) => s.schedule),
      sizes,
      { open: this.#open, allStrips: this.#allStrips, workers: this.#workers, layers: this.#layers },
    );
    if (score) {
      this.#axis ??= new Axis(score, this.#schedules(), this.#time);
      this.#view.resize(this.#axis, sizes.labelPx, width - 10 - (this.#layers?.marginPx(this.#schedules(), width) ?? 0));
      this.#column = Math.min(this.#column, score.columns - 1);
      if (this.#wished) {
        const [from, to] = this.#wished.map((c) => Math.min(score.columns - 1, c));
        this.#view.show(this.#axis, this.#axis.start[from], this.#axis.start[to] + 1);
        this.#wished = null;
      } else if (!this.#view.fits) this.#view.follow(this.#axis, this.#axis.effect(this.#column));
    }
    const height = (this.#drawnPx = this.#heightPx());
    this.#host.style.height = `${height}px`;
    for (const canvas of [this.#base, this.#over]) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      canvas.getContext("2d")?.scale(canvas.width / width, canvas.height / height);
    }
    const groups = this.#layout.groups;
    this.#events.laidOut(
      groups.map((g) => g.top),
      { lanes: groups.some((g) => g.lanes.some((l) => l.row.folded)), strips: groups.reduce((n, g) => n + g.hiddenStrips, 0) },
    );
    this.#events.zoomed(this.#view.fits);
  }

  #readSizes(): Measures {
    const style = getComputedStyle(this.#host);
    const px = (name: string) => parseFloat(style.getPropertyValue(name));
    return {
      axisPx: px("--axis"),
      headPx: px("--head"),
      lanePx: px("--lane"),
      barPx: px("--bar"),
      readyPx: px("--bar-ready"),
      labelPx: px("--label"),
      microPx: px("--t-micro"),
    };
  }

  #schedules(): Schedule[] {
    return this.#content.sources.flatMap((s) => s.schedule ?? []);
  }

  #scene(canvas: HTMLCanvasElement): Scene | null {
    const ctx = canvas.getContext("2d");
    const { score, sources, marks } = this.#content;
    if (!ctx || !score || !this.#axis || !this.#layout || !this.#palette || !this.#sizes) return null;
    const groups: Group[] = [];
    for (const [i, { schedule, colours }] of sources.entries()) {
      if (!schedule) continue;
      const source = groups.length;
      groups.push({ schedule, colours, track: this.#axis.tracks[source], box: this.#layout.groups[i], source });
    }
    return {
      ctx,
      palette: this.#palette,
      sizes: this.#sizes,
      view: this.#view,
      axis: this.#axis,
      score,
      marks,
      layout: this.#layout,
      groups,
      column: this.#column,
    };
  }
}

/**
 * The stage for a room. A stage of its own, drawn in its usual sizes and enlarged as a whole, so that every mark grows with the words; at
 * 1280 × 720 no word on it is smaller than 24 pixels. What does not fit is left out in turn: the areas over the queues, then strips, then units of
 * one role share a row. Where even that is too high, the stage moves to the lane that acts.
 */
import type { Header } from "../records/records";
import type { Schedule } from "../schedule/schedule";
import type { Layers } from "../stage/layers";
import type { Stage } from "../stage/stage";
import type { Kit } from "./kit";
import type { PresentDesk } from "./present";

/** Sizes before they are enlarged, in CSS pixels. The smallest words are values in their cells, one pixel below microPx. */
const sizes = { axisPx: 32, headPx: 17, lanePx: 24.5, barPx: 22, readyPx: 11, labelPx: 112, microPx: 13 };
const smallestPx = 12;
/** Columns on the screen. */
const columnsShown = 17;

/** What is left out, from nothing on. */
const cuts = [
  { strips: 4, areas: true, folds: false },
  { strips: 2, areas: true, folds: false },
  { strips: 2, areas: false, folds: false },
  { strips: 1, areas: false, folds: false },
  { strips: 1, areas: false, folds: true },
  { strips: 0, areas: false, folds: true },
];

export class RoomStage {
  readonly #canvas: HTMLElement;
  readonly #heads: HTMLElement;
  readonly #large: HTMLElement;
  readonly element: HTMLElement;
  readonly #resize: ResizeObserver;
  readonly #stop = new AbortController();
  #stage: Stage | null = null;
  #scale = 1;
  #tops: number[] = [];
  #drawn = "";

  constructor(
    readonly kit: Kit,
    readonly desk: PresentDesk,
  ) {
    const { h } = kit;
    const style = `--axis: ${sizes.axisPx}px; --head: ${sizes.headPx}px; --lane: ${sizes.lanePx}px; --bar: ${sizes.barPx}px; --bar-ready: ${sizes.readyPx}px; --label: ${sizes.labelPx}px; --t-micro: ${sizes.microPx}px; --hair: 1.5px`;
    this.#canvas = h("div", { class: "canvas", style });
    this.#heads = h("div", { class: "roomheads" });
    this.#large = h("div", { class: "large" }, this.#canvas, this.#heads);
    this.element = h("div", { class: "roomstage", role: "img", "aria-label": "The timeline; the sentences below say what happens" }, this.#large);
    this.#resize = new ResizeObserver(() => this.rebuild());
    this.#resize.observe(this.element);
    this.#followRatio();
  }

  /** Another projector or the window's zoom: the element may keep its size, and its canvas would have too few pixels. */
  #followRatio() {
    const changed = () => {
      this.#followRatio();
      this.rebuild();
    };
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", changed, { once: true, signal: this.#stop.signal });
  }

  destroy() {
    this.#stop.abort();
    this.#resize.disconnect();
    this.#stage?.destroy();
  }

  /** Draws anew, where size or content are others than before. */
  rebuild() {
    const { kit, desk } = this;
    const { model } = desk;
    const { clientWidth, clientHeight } = this.element;
    const layers = desk.stage.layers;
    if (clientWidth === 0 || !layers || !model.score) return;
    const scale = parseFloat(getComputedStyle(this.element).fontSize) / smallestPx;
    const drawn = [clientWidth, clientHeight, scale, devicePixelRatio, model.shown.map(({ name }) => name)].join();
    if (drawn !== this.#drawn || scale !== this.#scale) {
      this.#drawn = drawn;
      this.#scale = scale;
      this.#stage?.destroy();
      this.#canvas.replaceChildren();
      this.#stage = new kit.Stage(
        this.#canvas,
        { seek() {}, zoomed() {}, moved() {}, hovered() {}, tapped() {}, laidOut: (tops) => this.#placeHeads(tops) },
        (devicePixelRatio || 1) * scale,
      );
    }
    this.#large.style.width = `${clientWidth / scale}px`;
    this.#large.style.transform = `scale(${scale})`;
    const stage = this.#stage!;
    stage.add(this.#brief(layers, clientHeight / scale));
    stage.show(model.content);
    const first = Math.max(0, Math.min(model.steps - columnsShown + 1, model.column - 9));
    stage.setWindow(model.steps > columnsShown ? [first, first + columnsShown - 1] : null);
    this.update();
  }

  /** After a step. */
  update() {
    // Layers come after the first picture.
    if (!this.#stage) return void (this.desk.stage.layers && this.desk.model.score && this.rebuild());
    this.#stage.seek(this.desk.model.column);
    this.#reveal();
  }

  /** The first cut that fits into so many pixels, the last where none does. */
  #brief(layers: Layers, heightPx: number): Layers {
    const schedules = this.desk.model.shown.map((source) => source.run?.schedule ?? null);
    const silent = this.#silentMains(schedules.flatMap((schedule) => schedule ?? []));
    const { kit } = this;
    const made = cuts.map(({ strips, areas, folds }): Layers => {
      const rows = (schedule: Schedule) =>
        kit.rowsOf(schedule, new Set(), folds || undefined).filter(({ units }) => units.length > 1 || !silent.has(schedule.units[units[0]]));
      return {
        brief: { rows, strips, areas },
        workerRows: () => null,
        marginPx: (all, widthPx) => layers.marginPx(all, widthPx),
        hasRanges: (schedule) => areas && layers.hasRanges(schedule),
        dense: (scene) => layers.dense(scene),
        behind: (scene) => layers.behind(scene),
        upon: (scene) => layers.upon(scene),
        atPlayhead: (scene, moments, x) => layers.atPlayhead(scene, moments, x),
      };
    });
    const fits = (one: Layers) => kit.layOut(schedules, sizes, { open: new Set(), allStrips: false, workers: false, layers: one }).height <= heightPx;
    return made.find(fits) ?? made[made.length - 1];
  }

  /** The main units that only start others and wait for their ends, where that holds on every side and two others are there to tell the story. */
  #silentMains(schedules: Schedule[]): Set<unknown> {
    const mains = schedules.map((schedule) => schedule.units.find(({ parent }) => parent < 0));
    const silent = schedules.every((schedule, i) => {
      const main = mains[i];
      const { events } = schedule.recording;
      if (!main || schedule.units.length < 3 || events.at(-1)?.how !== "returned") return false;
      return !events.some(({ e, u, r }) => {
        if (u !== main.id || (e !== "op" && e !== "wait") || r === undefined) return false;
        const kind = this.kit.stripKind(schedule, schedule.resourceIndex(r));
        return kind !== undefined && kind !== "counter" && used(schedule, r, main.id);
      });
    });
    return new Set(silent ? mains : []);
  }

  #placeHeads(tops: number[]) {
    this.#tops = tops;
    const { h } = this.kit;
    this.#heads.replaceChildren(
      ...this.desk.model.shown.map(({ name, run, why }, i) =>
        h(
          "div",
          { style: `top: ${tops[i]}px` },
          h("b", {}, name),
          run && h("i", { class: run.live ? "dotm live" : "dotm rec", "aria-hidden": "true" }),
          h("span", {}, run ? `${run.live ? "live" : "recorded"} · ${headWords(run.recording.header)}` : why || "Not run yet."),
        ),
      ),
    );
    this.#reveal();
  }

  /** Where the stage is higher than its place, shows the lane of the unit that acts. */
  #reveal() {
    const { model } = this.desk;
    const scene = this.#stage?.scene;
    if (!scene) return;
    const roomPx = this.element.clientHeight / this.#scale;
    // The bar that shows the whole run is there where it has room.
    const cutPx = this.#canvas.offsetHeight > roomPx ? this.#canvas.offsetHeight - scene.layout.height : 0;
    this.#large.style.clipPath = cutPx > 0 ? `inset(0 0 ${cutPx}px)` : "";
    if (scene.layout.height <= roomPx) return void (this.element.scrollTop = 0);
    const index = model.staged.findIndex((_, i) => model.acts(i));
    const top = this.#tops[model.shown.indexOf(model.staged[Math.max(0, index)])] ?? 0;
    const unit = index < 0 ? 0 : Math.max(0, model.staged[index].run!.schedule.steps.unit[model.stepAt(index)]);
    const box = scene.groups[Math.max(0, index)]?.box;
    const y = box?.lanes[box.laneOf[unit]]?.y ?? top;
    this.element.scrollTop = y * this.#scale - this.element.clientHeight / 2;
  }
}

/** Whether another unit uses a resource too. */
function used(schedule: Schedule, resource: number, main: number): boolean {
  return schedule.recording.events.some(({ e, u, r }) => r === resource && u !== main && (e === "op" || e === "wait"));
}

function headWords({ runtime, threads, clock }: Header): string {
  return `${runtime} · ${threads === 1 ? "1 thread" : `${threads} threads`} · ${clock} clock`;
}

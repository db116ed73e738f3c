/**
 * What goes onto paper in the element's place: the question, the programs, the stage as pictures in as many rows as it needs, and every step
 * as a sentence. Always light, and without what one could press. Made when the browser is about to print, and thrown away after it.
 */
import type { Stage } from "../stage/stage";
import type { Kit } from "./kit";
import type { Model } from "./model";

/** Width of a picture in CSS pixels, and device pixels for each of them: some 300 to the inch. */
const widthPx = 720;
const ratio = 3;
/** A row of the picture holds about so many steps; narrower ones carry no mark. */
const rowSlots = 62;
/** As on the axis: the room between two measures, in steps. */
const gapSlots = 1.5;
/** A longer run is printed around its playhead. */
const mostSteps = 400;

export class Print {
  /** What stands on the paper instead, where it is a handout (handout.ts). */
  handout: ((print: Print) => HTMLElement[]) | undefined;
  readonly #paper: HTMLElement;
  readonly #stop: () => void;

  /** `shell` is what the paper stands in for, `screen` the stage in it. */
  constructor(
    readonly kit: Kit,
    readonly model: Model,
    readonly shell: HTMLElement,
    readonly screen: Stage,
  ) {
    this.#paper = kit.h("div", { class: "il print", "data-theme": "light" });
    const before = () => this.#fill();
    const after = () => this.#paper.remove();
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    this.#stop = () => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }

  destroy() {
    this.#stop();
    this.#paper.remove();
  }

  #fill() {
    // The scenario may be another one by now.
    if (!this.shell.isConnected) return this.destroy();
    this.shell.parentElement!.after(this.#paper);
    this.#paper.replaceChildren(...(this.handout?.(this) ?? [...this.head, this.programs, ...this.#run(), this.foot]));
  }

  /** The question, and the values of the run. */
  get head(): HTMLElement[] {
    const { h } = this.kit;
    const { model } = this;
    const values = [...Object.entries(model.params).map(([name, value]) => `${name} ${value}`), `seed ${model.seed}`, `${model.clock} clock`];
    return [h(this.shell.querySelector("h1") ? "h1" : "h2", { class: "question" }, model.demo.question), h("p", { class: "faint" }, values.join(" · "))];
  }

  get programs(): HTMLElement {
    const files = this.model.demo.programs.flatMap((program) => program.files.map((file) => code(this.kit, `${program.language}, ${file.name}`, file.lines)));
    return this.kit.h("div", { class: "sheets" }, ...files);
  }

  /** Where it comes from. */
  get foot(): HTMLElement {
    return this.kit.h("p", { class: "faint" }, this.shell.querySelector<HTMLAnchorElement>(".away")?.href ?? "");
  }

  /** Why no run is printed, as a sentence; "" where one is. */
  get why(): string {
    if (this.model.predicting) return "What happens is not printed before the question is answered.";
    return this.model.score ? "" : "No run of these programs is on the stage.";
  }

  #run(): HTMLElement[] {
    const { h } = this.kit;
    const { model } = this;
    if (this.why) return [h("p", {}, this.why)];
    const first = model.steps < mostSteps ? 0 : Math.max(0, Math.min(model.steps - mostSteps, model.column - mostSteps / 2));
    const last = Math.min(model.steps, first + mostSteps);
    return [...this.pictures(first, last), this.#steps(first, last)];
  }

  /** The key of the marks, and one picture for each row. The playhead stands where the reader left it; in other rows, at their ends. */
  pictures(first: number, last: number): HTMLElement[] {
    const { Stage, h } = this.kit;
    const { model } = this;
    const host = h("div", { class: "desk", style: `width: ${widthPx}px` });
    this.#paper.replaceChildren(host);
    const tops: number[] = [];
    const stage = new Stage(
      host,
      { seek() {}, zoomed() {}, moved() {}, hovered() {}, tapped() {}, laidOut: (all) => void tops.splice(0, tops.length, ...all) },
      ratio,
    );
    if (this.screen.layers) stage.add(this.screen.layers);
    stage.show(model.content);
    const pictures = this.#rows(first, last).map(([from, to]) => {
      stage.seek(model.column >= from && model.column <= to ? model.column : to);
      stage.drawWindow(from, to);
      return h("figure", {}, this.#picture(host, tops), h("figcaption", { class: "faint" }, `Steps ${from} to ${to}`));
    });
    stage.destroy();
    host.remove();
    const key = h("div", { class: "key" }, ...[...this.shell.querySelectorAll(".key > span")].map((mark) => mark.cloneNode(true)));
    return [key, ...pictures];
  }

  /** Both canvases and the headings in one, so that paper cannot part them. */
  #picture(host: HTMLElement, tops: number[]): HTMLCanvasElement {
    const { h, shortWords } = this.kit;
    const [base, over] = host.querySelectorAll("canvas");
    const picture = h("canvas", { width: base.width, height: base.height, role: "img", "aria-label": "The timeline; the table below says the same" });
    const ctx = picture.getContext("2d")!;
    ctx.drawImage(base, 0, 0);
    ctx.drawImage(over, 0, 0);
    ctx.scale(ratio, ratio);
    const { fontFamily, color } = getComputedStyle(host);
    ctx.fillStyle = color;
    this.model.shown.forEach(({ name, run, why }, i) => {
      ctx.font = `650 13px ${fontFamily}`;
      ctx.fillText(name, 0, tops[i] + 18);
      const x = ctx.measureText(name).width + 10;
      ctx.font = `11px ${fontFamily}`;
      ctx.fillText(run ? `${run.live ? "run live" : "recorded"} · ${shortWords(run.recording.header)}` : why || "not run", x, tops[i] + 18);
    });
    return picture;
  }

  /** The stretches of columns that stand beside each other in one row. */
  #rows(first: number, last: number): [number, number][] {
    const { measureOf } = this.model.score!;
    const slot = (column: number) => column + gapSlots * measureOf[column];
    const rows: [number, number][] = [];
    for (let from = first; from <= last;) {
      let to = from;
      while (to < last && slot(to + 1) - slot(from) < rowSlots) to++;
      rows.push([from, to]);
      from = to + 1;
    }
    return rows;
  }

  #steps(first: number, last: number): HTMLElement {
    const { clockWords, h, pieces, sentence } = this.kit;
    const { model } = this;
    const row = (column: number) =>
      h(
        "tr",
        { "data-now": column === model.column },
        h("td", {}, String(column)),
        h("td", {}, clockWords(model.clockAt(column))),
        ...model.staged.map(({ run }, i) => h("td", {}, ...(model.acts(i, column) || column === 0 ? pieces(run!, sentence(run!.schedule, model.stepAt(i, column))) : []))),
      );
    const part = last - first < model.steps ? ` of ${model.steps}, around the playhead` : "";
    return h(
      "table",
      { class: "evt" },
      h("caption", {}, `Steps ${first} to ${last}${part}.${model.score!.comparable ? "" : ` ${model.score!.why}`}`),
      h("thead", {}, h("tr", {}, ...["Step", "Time", ...model.staged.map((s) => s.name)].map((words) => h("th", { scope: "col" }, words)))),
      h("tbody", {}, ...Array.from({ length: last - first + 1 }, (_, i) => row(first + i))),
    );
  }
}

/** A whole file, nothing folded. `lines` is HTML that was made at build time from our own files and holds spans alone. */
function code({ h }: Kit, name: string, lines: string[]): HTMLElement {
  const rows = lines.map((html, i) => {
    const text = h("code");
    text.innerHTML = html || " ";
    return h("div", { class: "ln" }, h("span", { class: "no" }, String(i + 1)), text);
  });
  return h("section", {}, h("h2", {}, name), ...rows);
}

/**
 * The viewer inside `<interleave-demo>`: loads a scenario, puts its runs on the stage and keeps every part at the
 * same step. The custom element itself (web/shell.ts) is a thin shell over it, so that pages which only mention a demo
 * load little.
 */
import type { Event, Header } from "../records/records";
import { readWishes } from "./attributes";
import { Desk } from "./desk";
import { h } from "./dom";
import css from "./element.inline.css";
import { messageOf } from "./later";
import { Model } from "./model";
import type { ElementState, Goal, RunOptions, SourceEntry } from "./public";
import { adopt } from "./sheet";
import { Site } from "./site";
import { entriesOf, stateOf } from "./state";
import { followSystem, themeOf } from "./theme";

/** Begins showing what the host's attributes ask for in its shadow root. `root` is the site's root. */
export function mount(host: HTMLElement, shadow: ShadowRoot, root: URL): Viewer {
  return new Viewer(host, shadow, new Site(root));
}

export class Viewer {
  /** Fulfilled once the scenario that was asked for last is on the screen; rejected with a sentence when it cannot be. */
  ready!: Promise<void>;
  readonly #host: HTMLElement;
  readonly #shadow: ShadowRoot;
  readonly #site: Site;
  /** What is said here is English, whatever the page around it is in. */
  readonly #shell = h("div", { class: "il", lang: "en" });
  readonly #unfollow: () => void;
  #open: Desk | null = null;
  #generation = 0;
  /** The load that goes on. */
  #loading: Promise<void> | null = null;

  constructor(host: HTMLElement, shadow: ShadowRoot, site: Site) {
    this.#host = host;
    this.#shadow = shadow;
    this.#site = site;
    this.#setTheme();
    // What stands inside the element stays until there is something better to show.
    this.#shell.append(h("slot"));
    adopt(shadow, css);
    shadow.replaceChildren(this.#shell);
    this.#unfollow = followSystem(() => this.#setTheme());
    this.#load();
  }

  destroy() {
    this.#generation++;
    this.#loading = null;
    this.#unfollow();
    this.#close();
    this.#shell.replaceChildren(h("slot"));
  }

  #close() {
    this.#open?.destroy();
    this.#open = null;
  }

  get state(): ElementState | null {
    return this.#open && stateOf(this.#open.model);
  }

  get sources(): SourceEntry[] {
    return this.#open ? entriesOf(this.#open.model) : [];
  }

  get source(): string {
    return this.#open?.model.demo.programs.find((p) => p.model === "go")?.files[0]?.text ?? "";
  }

  async run(options: RunOptions = {}): Promise<ElementState> {
    await this.ready;
    const desk = this.#open;
    const hands = await desk?.needHands();
    if (!hands) throw new Error(desk?.model.error || "No scenario is open.");
    return hands.run(options);
  }

  stop() {
    this.#open?.hands?.stop();
  }

  play() {
    this.#open?.ask((hands) => hands.play());
  }

  pause() {
    this.#open?.hands?.pause();
  }

  step(by: number) {
    this.#open?.seek(this.#open.model.column + Math.trunc(by));
  }

  seek(goal: Goal) {
    const desk = this.#open;
    if (!desk) return;
    const { model } = desk;
    if ("step" in goal) desk.seek(Math.trunc(goal.step));
    else if ("time" in goal) desk.seek(model.columnAtTime(goal.time));
    else {
      const column = model.marks.find((m) => m.name === goal.mark)?.column ?? model.columnNamed(goal.mark);
      if (column === undefined)
        throw new RangeError(`There is no marker named “${goal.mark}”. There are: ${model.marks.map((m) => m.name).join(", ") || "none"}.`);
      desk.seek(column);
    }
  }

  /** The records of the run of a source on the stage, the header first. */
  records(source: string): (Header | Event)[] {
    const recording = this.#open?.model.sources.find((s) => s.key === source)?.run?.recording;
    return recording ? [recording.header, ...recording.events] : [];
  }

  attributeChanged(name: string) {
    if (name === "theme") return this.#setTheme();
    // What changes while a scenario is loaded is read with it.
    if (name === "demo" || this.#loading) return this.#load();
    this.#open?.ask((hands) => hands.wish(name, readWishes(this.#host)));
  }

  /** Gives the focus to the playhead. */
  focus(options?: FocusOptions) {
    this.#open?.frame.canvas.focus(options);
  }

  /** Does what a key says, as if it had been pressed inside; whether it said anything. */
  key(event: KeyboardEvent): boolean {
    return this.#open?.hands?.key(event) ?? false;
  }

  #setTheme() {
    this.#shell.dataset.theme = themeOf(this.#host);
    this.#open?.stage.repaint();
  }

  #load() {
    this.ready = this.#loading = this.#loadAs(++this.#generation);
    this.ready.catch(() => {});
  }

  async #loadAs(generation: number): Promise<void> {
    const overtaken = () => generation !== this.#generation;
    try {
      const demo = await this.#site.demo(readWishes(this.#host).demo);
      if (overtaken()) return this.#loading ?? undefined;
      const wishes = readWishes(this.#host);
      const model = new Model(demo, wishes);
      const level = this.#host.querySelector("h1") ? 1 : 2;
      const open = (name: string) => this.#host.setAttribute("demo", name);
      // What comes late of a scenario that was closed is nobody's any more.
      const tell = (name: string, message?: string) => void (this.#open === desk && this.#tell(name, message));
      const desk: Desk = new Desk(this.#site, this.#shadow, model, tell, level, open);
      const hands = desk.needHands();
      await desk.loadRecordings();
      if (wishes.axis === "time") await hands;
      if (overtaken()) {
        desk.destroy();
        return this.#loading ?? undefined;
      }
      this.#loading = null;
      this.#close();
      this.#open = desk;
      this.#shell.replaceChildren(desk.frame.body);
      desk.begin(wishes);
      await hands;
      if (this.#open !== desk) return this.#loading ?? undefined;
      this.#tell("ready");
    } catch (error) {
      if (overtaken()) return this.#loading ?? undefined;
      this.#loading = null;
      this.#close();
      const message = messageOf(error);
      this.#shell.replaceChildren(h("div", { class: "banner wrong", role: "alert" }, message), h("slot"));
      this.#tell("error", message);
      throw error;
    }
  }

  #tell(name: string, message?: string) {
    const detail = message === undefined ? this.state : { ...this.state, message };
    this.#host.dispatchEvent(new CustomEvent(`interleave:${name}`, { bubbles: true, composed: true, detail }));
  }
}

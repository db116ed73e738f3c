/**
 * The run as it is shown to a room: the question, the stage, one line of code and one sentence for each side, nothing that one could press.
 * Stands in the place of everything else while the element has `present`; loaded then.
 */
import type { Desk } from "./desk";
import type { Hands } from "./hands";
import type { Kit } from "./kit";
import type { Lesson } from "./lesson";
import type { Line, NotesWindow, Spoken } from "./notes";
import { Deck } from "./presentdeck";
import css from "./present.inline.css";
import { RoomStage } from "./presentstage";
import { Tally } from "./tally";
import { Touch } from "./touch";

/** What the presentation asks of the desk. */
export type PresentDesk = Pick<Desk, "model" | "frame" | "stage" | "site" | "shadow" | "seek">;

/** The speaker's window, one for all presentations of the page. */
let notes: NotesWindow | undefined;

export class Presentation implements Spoken {
  readonly element: HTMLElement;
  lesson: Lesson | undefined;
  readonly #stage: RoomStage;
  readonly #deck: Deck;
  readonly #touch: Touch;
  readonly #counter: HTMLElement;
  readonly #lines: HTMLElement;
  readonly #blank: HTMLElement;
  readonly #status: HTMLElement;
  readonly #asks = () => this.rebuild();
  /** The address as a code, while it is shown. */
  #code: HTMLElement | undefined;
  /** The question, from when it is put until the run is shown. */
  #tally: Tally | undefined;

  constructor(
    readonly kit: Kit,
    readonly desk: PresentDesk,
    readonly hands: Pick<Hands, "lesson" | "help">,
  ) {
    const { h } = kit;
    kit.adopt(desk.shadow, css);
    this.#counter = h("p", { class: "count" });
    this.#lines = h("div", { class: "lines" });
    this.#blank = h("div", { class: "blackout", hidden: true, onclick: () => this.#uncover() });
    this.#status = h("p", { class: "roomsays", role: "status" });
    this.#stage = new RoomStage(kit, desk);
    this.element = h(
      "section",
      { class: "room", tabindex: -1, "aria-label": "Presentation" },
      h("header", {}, h("h2", {}, desk.model.demo.question), this.#counter),
      this.#stage.element,
      this.#lines,
      this.#status,
      this.#blank,
    );
    const { body } = desk.frame;
    body.classList.add("presenting");
    body.append(this.element);
    desk.shadow.host.addEventListener("interleave:predict", this.#asks);
    this.#deck = new Deck(this.element, (event) => this.key(event));
    this.#touch = new Touch(kit, this.element, (event) => this.#deck.press(event), kit.onOwnPage(desk.site.root));
    const { notice, predict } = desk.model.demo;
    if (notice || predict) void hands.lesson().then((lesson) => ((this.lesson = lesson), this.update()));
    this.rebuild();
  }

  destroy() {
    this.#touch.destroy();
    this.#deck.destroy();
    this.#stage.destroy();
    if (notes?.isOf(this)) notes.leave();
    this.desk.shadow.host.removeEventListener("interleave:predict", this.#asks);
    this.element.remove();
    this.desk.frame.body.classList.remove("presenting");
  }

  get model() {
    return this.desk.model;
  }
  get theme(): "light" | "dark" {
    return getComputedStyle(this.element).colorScheme === "dark" ? "dark" : "light";
  }
  get stops(): number[] {
    const { marks, steps } = this.model;
    return [...new Set([0, ...marks.map((mark) => mark.column), steps])];
  }
  get asked(): Line[] {
    return this.#tally?.lines ?? [];
  }

  /** After other runs came onto the stage, or a question was put. */
  rebuild() {
    const { predicting, demo } = this.model;
    if (predicting && demo.predict && !this.#tally) {
      this.#tally = new Tally(this.kit, demo.name, demo.predict, () => this.#follow());
      this.#stage.element.before(this.#tally.element);
    } else if (!predicting && this.#tally && !this.#tally.isClosed) this.#endQuestion(); // answered elsewhere
    this.element.classList.toggle("asking", this.#tally !== undefined);
    this.#stage.rebuild();
    this.update();
  }

  /** After a step. */
  update() {
    const { h } = this.kit;
    const { model } = this;
    const asking = this.#tally !== undefined;
    this.#counter.replaceChildren(...(asking ? [] : ["step ", h("b", {}, String(model.column)), ` of ${model.steps}`]));
    this.#lines.replaceChildren(...(asking ? [] : model.shown.map((source) => this.#side(source))));
    this.#stage.update();
    if (notes?.isOf(this)) notes.follow(this);
  }

  /** Does what a key says; false gives it back to the page, whose slides may go on with it. */
  key(event: KeyboardEvent): boolean {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (altKey || ctrlKey || metaKey || /^(Shift|Control|Alt|Meta|F\d+)$/.test(key)) return false;
    const own = this.kit.onOwnPage(this.desk.site.root);
    this.#say("");
    if (this.#uncover()) return true;
    const by = stops[key];
    // In slides, `s` opens the notes of the deck.
    if (key === "S" || (key === "s" && own)) void this.#openNotes();
    else if (key === "q") void this.#showCode();
    else if (key === "." || key === "b") this.#blank.hidden = false;
    else if (key === "p" || key === "Escape") return own && this.#leave();
    else if (key === "?" && own) this.hands.help();
    else if (this.#tally) {
      if (!this.#tally.key(event) && !(by === 1 || key === "Enter" ? this.#goOn() : false)) return false;
    } else if (by !== undefined) return this.#move(shiftKey && key === " " ? -1 : by, !/^Arrow(Up|Down)$/.test(key)) && this.#follow();
    else if (key === "Home") this.desk.seek(0);
    else if (key === "End") this.desk.seek(this.model.steps);
    else return false;
    return this.#follow();
  }

  /** The speaker's window is about the presentation that was moved last. */
  #follow(): true {
    notes?.follow(this);
    return true;
  }

  /** Takes away what covers the screen; whether there was anything. */
  #uncover(): boolean {
    const covered = !this.#blank.hidden || this.#code !== undefined;
    this.#blank.hidden = true;
    this.#code?.remove();
    this.#code = undefined;
    return covered;
  }

  async #showCode() {
    const { later, messageOf } = this.kit;
    try {
      const { makeCode } = await later("The QR code", () => import("./qr"));
      const code = await makeCode(this.kit, this.desk.site, this.model);
      if (this.#uncover()) return; // asked for twice
      code.addEventListener("click", () => this.#uncover());
      this.#code = code;
      this.element.append(code);
    } catch (error) {
      this.#say(messageOf(error));
    }
  }

  async #openNotes() {
    const { later, messageOf } = this.kit;
    try {
      const part = await later("What opens the notes", () => import("./notes"));
      notes ??= new part.NotesWindow(this.kit, this.desk.site.root);
      this.#say(notes.open(this));
    } catch (error) {
      this.#say(messageOf(error));
    }
  }

  /** A sentence at the foot, until the next key. */
  #say(words: string) {
    this.#status.textContent = words;
  }

  /** From the question to what happens, from there to the run. */
  #goOn(): true {
    if (this.#tally?.isClosed) {
      this.#endQuestion();
      this.rebuild();
    } else void this.#conclude();
    return true;
  }

  /** Closes the question, and goes to its moment under the answer. */
  async #conclude() {
    const tally = this.#tally;
    this.lesson ??= await this.hands.lesson();
    if (!this.lesson) return this.#say("What happens could not be loaded. Is the network there?");
    if (!tally || tally.isClosed) return;
    tally.close();
    this.#follow();
    if (!(await this.lesson.conclude())) this.#say("This run has no such moment.");
  }

  #endQuestion() {
    this.#tally?.element.remove();
    this.#tally = undefined;
  }

  /** To the next marker, or by one step where there are none or each step is asked for; false where there is nothing further. */
  #move(by: number, byMark: boolean): boolean {
    const { marks, column, steps } = this.model;
    const columns = byMark && marks.length > 0 ? this.stops : null;
    const next = !columns ? column + by : by > 0 ? columns.find((c) => c > column) : columns.findLast((c) => c < column);
    if (next === undefined || next < 0 || next > steps) return false;
    this.desk.seek(next);
    return true;
  }

  /** On our own pages the reader may leave; in somebody's slides the deck has the key. */
  #leave(): boolean {
    this.desk.shadow.host.removeAttribute("present");
    return true;
  }

  /** The line at which a side is, and what it just did. */
  #side(source: PresentDesk["model"]["sources"][number]): HTMLElement {
    const { badge, h, pieces, sentence } = this.kit;
    const { model } = this;
    const { run, program } = source;
    const name = h("b", { class: "side" }, source.name);
    const index = model.staged.indexOf(source);
    if (!run || index < 0) return h("div", { class: "line" }, name, h("span"), h("code"), h("p", {}, source.why || "Not run yet."));
    const { schedule } = run;
    const step = model.stepAt(index);
    const position = model.positionOf(index);
    const unit = schedule.steps.unit[step];
    const now = unit < 0 ? undefined : schedule.unitAt(unit, position);
    const at = schedule.recording.events[schedule.steps.lead[step]]?.at ?? now?.at ?? "";
    const [, file, line] = /^(.*):(\d+)/.exec(at) ?? [];
    const code = h("code");
    // Made at build time from our own files: spans alone.
    code.innerHTML = program.files.find((one) => one.name === file)?.lines[Number(line) - 1]?.trim() ?? "";
    return h("div", { class: "line" }, name, now ? badge(run, unit, now.state) : h("span"), code, h("p", {}, ...pieces(run, sentence(schedule, step))));
  }
}

/** Where keys lead: forward or back. Up and down go by single steps, the others by markers. */
const stops: Record<string, 1 | -1> = {
  PageDown: 1,
  " ": 1,
  ArrowRight: 1,
  ArrowDown: 1,
  "]": 1,
  PageUp: -1,
  ArrowLeft: -1,
  ArrowUp: -1,
  "[": -1,
};

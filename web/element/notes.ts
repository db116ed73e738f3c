/**
 * The speaker's notes: a window of their own (web/page/notes.ts) beside the presentation, for the one who speaks. All that goes between the two is
 * messages, so that it works from a sandboxed frame, from the page of another site, and where the site is opened as a file. The window is sent words and
 * nothing else; what it sends is a key. Nothing that is told is secret: whoever opens the scenario can read it.
 */
import type { Kit } from "./kit";
import type { Lesson } from "./lesson";
import type { Model } from "./model";

/** What the window shows; all of it is text. */
export interface Told {
  question: string;
  /** Where the presentation stands, in words. */
  place: string;
  /** What each side just did, or what the room is asked. */
  now: Line[];
  /** What to notice from here to the next stop. */
  notice: string[];
  /** Where the next key leads, "" where there is nothing further; and what each side does there. */
  nextAt: string;
  next: Line[];
  /** The question's answer, for the speaker alone; "" where nothing is asked. */
  answer: string;
}
export interface Line {
  name: string;
  text: string;
}

/**
 * To the window: what to show, or that there is nothing more to follow, and whether in the presentation's light or dark. From it: that it listens,
 * again and again, or a key.
 */
export type ToNotes = { type: "interleave:notes"; told: Told | null; theme: "light" | "dark" };
export type FromNotes = { type: "interleave:notes"; ready: true } | { type: "interleave:notes"; key: string; code: string; shiftKey: boolean };

/** What is spoken about: one presentation of the page. */
export interface Spoken {
  readonly model: Model;
  /** In which it is shown. */
  readonly theme: "light" | "dark";
  readonly lesson: Lesson | undefined;
  /** Columns at which the presentation stops, in order. */
  readonly stops: number[];
  /** What the room is asked now, and how many hands were counted for each option. */
  readonly asked: Line[];
  key(event: KeyboardEvent): boolean;
}

/** Keys that are for the speaker's own window, or would end what is presented. */
const notTaken = new Set(["Escape", "p", "s", "S"]);
const windowName = "interleave-notes";

export class NotesWindow {
  #window: Window | null = null;
  #spoken: Spoken | undefined;

  constructor(
    readonly kit: Kit,
    /** The site's. */
    readonly root: URL,
  ) {
    addEventListener("message", ({ source, data }: MessageEvent<FromNotes | null>) => {
      if (!this.#window || source !== this.#window || data?.type !== "interleave:notes") return;
      if ("key" in data) this.#press(data);
      else this.#tell();
    });
  }

  /** Opens the window, or brings it to the front; why that cannot be, as a sentence, or "". */
  open(spoken: Spoken): string {
    this.#spoken = spoken;
    if (this.#window && !this.#window.closed) this.#window.focus();
    else {
      this.#window = open("", windowName, "popup,width=900,height=680");
      // One that is left from before this page was loaded again keeps its time.
      if (this.#window && !isLoaded(this.#window)) this.#window.location.replace(new URL(this.root.protocol === "file:" ? "notes/index.html" : "notes/", this.root));
    }
    this.#tell();
    if (this.#window) return "";
    return parent === window
      ? "The browser has blocked the window with the notes. Allow pop-ups for this page, and press the key again."
      : "This frame may not open a window for the notes: its sandbox lacks allow-popups, or the browser blocks pop-ups here.";
  }

  /** After a key or a step of a presentation: the window follows the one that was moved last. */
  follow(spoken: Spoken) {
    this.#spoken = spoken;
    this.#tell();
  }

  /** Whether it is this presentation of which the window tells. */
  isOf(spoken: Spoken): boolean {
    return this.#spoken === spoken;
  }

  /** The presentation is over; the window says so. */
  leave() {
    this.#send(null);
    this.#spoken = undefined;
  }

  #press({ key, code, shiftKey }: { key: string; code: string; shiftKey: boolean }) {
    if (typeof key !== "string" || notTaken.has(key)) return;
    this.#spoken?.key(new KeyboardEvent("keydown", { key, code: String(code), shiftKey: shiftKey === true }));
  }

  #tell() {
    if (this.#spoken && this.#window && !this.#window.closed) this.#send(toldOf(this.kit, this.#spoken));
  }

  #send(told: Told | null) {
    const message: ToNotes = { type: "interleave:notes", told, theme: this.#spoken?.theme ?? "light" };
    // In a sandboxed frame the window has an origin of its own, which has no name.
    this.#window?.postMessage(message, "*");
  }
}

/** Whether a window shows something already; where it may not be asked, it is loaded again. */
function isLoaded(window: Window): boolean {
  try {
    return window.location.href !== "about:blank";
  } catch {
    return false;
  }
}

function toldOf(kit: Kit, { model, lesson, stops, asked }: Spoken): Told {
  const { column, marks, steps, predicting, demo } = model;
  const told: Told = { question: demo.question, place: "", now: asked, notice: [], nextAt: "", next: [], answer: "" };
  const right = demo.predict?.options.find((option) => option.right);
  if (asked.length > 0 && right) told.answer = `${wordsOf(kit, right.text)}: ${wordsOf(kit, right.why)}`;
  if (predicting) return { ...told, place: "The question is open.", nextAt: "the answer" };
  const passed = marks.filter((mark) => mark.column <= column);
  const last = passed.at(-1);
  const ofAll = `marker ${passed.length} of ${marks.length}, “${last?.name}”`;
  const place = marks.length === 0 ? "" : !last ? `before the first of ${marks.length} markers · ` : last.column === column ? `${ofAll} · ` : `after ${ofAll} · `;
  const next = stops.find((stop) => stop > column);
  const lines = (at: number): Line[] => model.staged.map(({ name, run }, i) => ({ name, text: sentenceAt(kit, model, i, run!, at) }));
  const where = `${place}step ${column} of ${steps}`;
  return {
    ...told,
    place: where[0].toUpperCase() + where.slice(1),
    now: asked.length > 0 ? asked : lines(column),
    notice: (lesson?.noticed ?? []).filter((one) => one.column !== undefined && one.column >= column && one.column < (next ?? steps + 1)).map(({ text, column: at }) => (at === column ? text : `At step ${at}: ${text}`)),
    nextAt: next === undefined ? "" : (marks.find((mark) => mark.column === next)?.name ?? `step ${next}`),
    next: next === undefined ? [] : lines(next),
  };
}

function sentenceAt({ h, pieces, sentence }: Kit, model: Model, index: number, run: NonNullable<Model["sources"][number]["run"]>, column: number): string {
  return h("p", {}, ...pieces(run, sentence(run.schedule, model.stepAt(index, column)))).textContent!;
}

/** The words of what was made of Markdown when the site was built. */
export function wordsOf({ h }: Kit, html: string): string {
  const place = h("p");
  place.innerHTML = html;
  return place.textContent!;
}

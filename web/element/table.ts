/**
 * The stage as a table, for those who do not see it and for those who want to read it: every step in a sentence, or every mark that is drawn.
 * A page of rows at a time; what assistive technology is told counts all of them.
 */
import type { Schedule } from "../schedule/schedule";
import { Mark, markRows, type MarkRows } from "../stage/twin";
import { markWords, namedIn } from "../stage/twinwords";
import type { Kit } from "./kit";
import type { Model } from "./model";

/** Rows at a time; the others are a button away. */
const pageRows = 200;

type View = "steps" | "marks";

/** Which units and resources of a source the reader asked for, and the text itself, which a value may be. */
interface Wanted {
  text: string;
  units: Set<number>;
  resources: Set<number>;
}

export class EventTable {
  readonly #search: HTMLInputElement;
  readonly #box: HTMLElement;
  readonly #view;
  #of: View = "steps";
  #marks: MarkRows | null = null;
  /** Rows that the search leaves, as columns or as rows of the marks; null where it leaves all. */
  #found: Uint32Array | null = null;
  #rows: { row: HTMLElement; column: number }[] = [];
  #first = 0;

  constructor(
    readonly kit: Kit,
    readonly element: HTMLElement,
    readonly model: Model,
    readonly seek: (column: number) => void,
  ) {
    const { h, segment } = kit;
    this.#search = h("input", {
      type: "search",
      class: "search",
      placeholder: "unit, resource or value",
      "aria-label": "Only rows about this unit, resource or value",
      oninput: () => this.#filter(),
    });
    this.#view = segment<View>(
      "rows",
      [
        { value: "steps", label: "Steps", title: "A sentence for each step" },
        { value: "marks", label: "Every mark", title: "A row for each mark on the timeline" },
      ],
      (view) => {
        this.#of = view;
        this.#view.set(view);
        this.#filter();
      },
    );
    this.#view.set("steps");
    this.#box = h("div", { class: "evtbox", tabindex: 0, role: "region", "aria-label": "Table of events" });
    element.append(h("div", { class: "evtbar" }, this.#view.element, this.#search), this.#box);
  }

  /** Leaves only what speaks of this name. */
  find(name: string) {
    this.#search.value = name;
    this.#filter();
    this.#search.focus();
  }

  rebuild() {
    this.#marks = null;
    this.#filter();
  }

  /** After a step: shows the page with the playhead and marks its rows. */
  update() {
    const { column } = this.model;
    const at = this.#indexAt(column);
    if (at >= 0 && (at < this.#first || at >= this.#first + pageRows)) return this.#fill(at);
    this.#point(column);
  }

  #point(column: number) {
    let current: HTMLElement | undefined;
    for (const { row, column: of } of this.#rows) {
      row.toggleAttribute("data-now", of === column);
      if (of === column && !current) {
        current = row;
        row.setAttribute("aria-current", "step");
      } else row.removeAttribute("aria-current");
    }
    const box = this.#box;
    if (current && (current.offsetTop < box.scrollTop + 40 || current.offsetTop > box.scrollTop + box.clientHeight - 40)) box.scrollTop = current.offsetTop - 80;
  }

  #filter() {
    const { model } = this;
    const schedules = this.#schedules();
    if (this.#of === "marks" && !this.#marks && model.score) this.#marks = markRows(this.kit, schedules, model.score, model.view);
    const text = this.#search.value.trim().toLowerCase();
    const wanted = schedules.map(({ units, resources }): Wanted => {
      const named = (all: { index: number; name: string }[]) => new Set(all.filter(({ name }) => name.toLowerCase().includes(text)).map(({ index }) => index));
      return { text, units: named(units), resources: named(resources) };
    });
    const found: number[] = [];
    if (text && this.#of === "steps") {
      for (let c = 0; c <= model.steps; c++) if (schedules.some((s, i) => model.acts(i, c) && stepSpeaks(s, model.stepAt(i, c), wanted[i]))) found.push(c);
    } else if (text && this.#marks) {
      const { count, source, kind, row } = this.#marks;
      for (let k = 0; k < count; k++) if (markSpeaks(this.kit, schedules[source[k]], kind[k], row[k], wanted[source[k]])) found.push(k);
    }
    this.#found = text ? Uint32Array.from(found) : null;
    this.#fill(this.#indexAt(model.column));
  }

  #schedules(): Schedule[] {
    return this.model.staged.map((s) => s.run!.schedule);
  }

  get #count(): number {
    return this.#found?.length ?? (this.#of === "marks" ? (this.#marks?.count ?? 0) : this.model.score ? this.model.steps + 1 : 0);
  }

  #columnAt(index: number): number {
    const row = this.#found ? this.#found[index] : index;
    return this.#of === "marks" ? this.#marks!.column[row] : row;
  }

  /** The first row at a column or, where it has none, the last before it; −1 where there is none. */
  #indexAt(column: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#columnAt(middle) < column) low = middle + 1;
      else high = middle;
    }
    return low < this.#count && this.#columnAt(low) === column ? low : low - 1;
  }

  #fill(around: number) {
    const { h } = this.kit;
    const { model } = this;
    const count = this.#count;
    this.#first = Math.floor(Math.max(0, around) / pageRows) * pageRows;
    const end = Math.min(count, this.#first + pageRows);
    this.#rows = [];
    const body = h("tbody");
    for (let index = this.#first; index < end; index++) {
      const row = this.#of === "marks" ? this.#markRow(this.#found ? this.#found[index] : index) : this.#stepRow(this.#columnAt(index));
      row.setAttribute("aria-rowindex", String(index + 2));
      body.append(row);
      this.#rows.push({ row, column: this.#columnAt(index) });
    }
    const heads = this.#of === "marks" ? ["Step", "Time", "Run", "On the timeline", "Up to step"] : ["Step", "Time", ...model.staged.map((s) => s.name)];
    this.#box.replaceChildren(
      this.#turn("Earlier rows", this.#first > 0, this.#first - 1),
      h(
        "table",
        { class: `evt by-${this.#of}`, "aria-rowcount": count + 1 },
        h("caption", {}, this.#caption(end)),
        h("thead", {}, h("tr", { "aria-rowindex": 1 }, ...heads.map((words) => h("th", { scope: "col" }, words)))),
        body,
      ),
      this.#turn("Later rows", end < count, end),
    );
    this.#point(model.column);
  }

  #caption(end: number): string {
    const { model } = this;
    const count = this.#count;
    if (!model.score) return "There is no run to read yet.";
    if (count === 0) return `Nothing in this run is about “${this.#search.value.trim()}”.`;
    const times = model.score.comparable ? "" : ` ${model.score.why}`;
    const all = this.#first === 0 && end === count ? `${count}` : `${this.#first + 1} to ${end} of ${count}`;
    const what = this.#of === "marks" ? "marks" : "steps";
    return `${all} ${what}${this.#found ? ` about “${this.#search.value.trim()}”` : ""}, in order.${times}`;
  }

  #turn(words: string, on: boolean, to: number): HTMLElement | string {
    return on ? this.kit.h("button", { type: "button", class: "btn", onclick: () => this.#fill(to) }, words) : "";
  }

  #row(column: number, ...cells: (Node | string)[][]): HTMLElement {
    const { clockWords, h } = this.kit;
    const { model } = this;
    const marker = model.marks.findIndex((mark) => mark.column === column);
    const measure = model.score!.measureOf[column];
    const idle = measure > 0 && measure !== model.score!.measureOf[column - 1];
    return h(
      "tr",
      { onclick: () => this.seek(column) },
      h(
        "td",
        {},
        h("button", { type: "button", class: "stepno", "aria-label": `Go to step ${column}` }, String(column)),
        marker >= 0 && h("small", {}, `marker ${marker + 1}: ${model.marks[marker].name}`),
      ),
      h("td", {}, clockWords(model.clockAt(column)), idle && h("small", {}, "after idle time")),
      ...cells.map((cell) => h("td", {}, ...cell)),
    );
  }

  #stepRow(column: number): HTMLElement {
    const { pieces, sentence } = this.kit;
    const { model } = this;
    return this.#row(
      column,
      ...model.staged.map(({ run }, i) => (model.acts(i, column) || column === 0 ? pieces(run!, sentence(run!.schedule, model.stepAt(i, column))) : [])),
    );
  }

  #markRow(index: number): HTMLElement {
    const { source, kind, row, column, until } = this.#marks!;
    const { name, run } = this.model.staged[source[index]];
    const to = until[index] > column[index] ? String(until[index]) : "";
    return this.#row(column[index], [name], this.kit.pieces(run!, markWords(this.kit, run!.schedule, kind[index], row[index])), [to]);
  }
}

function stepSpeaks({ steps, recording, unitIndex, resourceIndex }: Schedule, step: number, { text, units, resources }: Wanted): boolean {
  for (let i = step > 0 ? steps.position[step - 1] : 0; i < steps.position[step]; i++) {
    const { u, by, r, v, cases } = recording.events[i];
    if (units.has(unitIndex(u)) || units.has(unitIndex(by)) || resources.has(resourceIndex(r)) || v?.toLowerCase() === text) return true;
    if (cases?.some((one) => resources.has(resourceIndex(one.r)))) return true;
  }
  return false;
}

function markSpeaks(kit: Kit, schedule: Schedule, kind: number, row: number, wanted: Wanted): boolean {
  const { units, resources } = namedIn(kit, schedule, kind, row);
  if (units.some((unit) => wanted.units.has(unit)) || resources.some((resource) => wanted.resources.has(resource))) return true;
  return kind === Mark.link && schedule.recording.events[schedule.links.to[row] - 1]?.v?.toLowerCase() === wanted.text;
}

/** The programs beside each other: each line as it is written, and at it the badges of the units that are there. */
import type { ProgramInfo, SourceFile } from "../demo";
import { State, type UnitMoment } from "../schedule/schedule";
import { h } from "./dom";
import type { Model } from "./model";
import { badge } from "./pieces";
import { roleKey } from "./roles";
import type { Run, Source } from "./source";

/** More units than these on one line are counted. */
const mostBadges = 3;

interface Line {
  row: HTMLElement;
  gutter: HTMLElement;
  /** The fold that hides it, if any. */
  fold: HTMLElement | null;
}

export class CodePane {
  readonly element = h("div", { class: "pane" });
  readonly #lines = new Map<string, Line>();
  #marked: Line[] = [];

  constructor(
    readonly model: Model,
    readonly source: Source,
  ) {
    this.element.dataset.source = source.key;
    this.element.append(...source.program.files.map((file) => this.#file(source.program, file)));
  }

  /** Moves badges and tint to where the units are at the playhead. */
  update() {
    for (const { row, gutter } of this.#marked) {
      row.className = row.className.replace(/ (act|r-\w)/g, "");
      gutter.replaceChildren();
    }
    this.#marked = [];
    const { run } = this.source;
    const index = this.model.staged.indexOf(this.source);
    if (!run || index < 0) return;
    const step = this.model.stepAt(index);
    const here = new Map<Line, UnitMoment[]>();
    for (const unit of run.schedule.moment(this.model.positionOf(index)).units) {
      const line = unit.state === State.unborn || unit.state === State.ended ? undefined : this.#lines.get(unit.at);
      if (line) here.set(line, [...(here.get(line) ?? []), unit]);
    }
    for (const [line, units] of here) this.#put(run, line, units);
    const actor = run.schedule.steps.unit[step];
    const lead = run.schedule.steps.lead[step];
    if (actor < 0 || lead < 0 || !this.model.acts(index)) return;
    const line = this.#lines.get(run.schedule.recording.events[lead].at ?? run.schedule.unitAt(actor, this.model.positionOf(index)).at);
    if (line) {
      line.row.className += ` act r-${roleKey(run.colours[actor])}`;
      this.#marked.push(line);
      this.#reveal(line);
    }
  }

  #put(run: Run, line: Line, units: UnitMoment[]) {
    this.#marked.push(line);
    const room = units.some((u) => run.schedule.units[u.unit].letter.length > 1) ? mostBadges - 1 : mostBadges;
    const shown = units.length > room ? units.slice(0, room - 1) : units;
    line.gutter.append(...shown.map((u) => badge(run, u.unit, u.state)));
    const rest = units.slice(shown.length);
    if (rest.length > 0)
      line.gutter.append(h("span", { class: "plus", title: rest.map((u) => run.schedule.units[u.unit].name).join(", ") }, `+${rest.length}`));
  }

  #file(program: ProgramInfo, file: SourceFile): HTMLElement {
    const box = h("div", { class: "codebox", tabindex: 0, role: "region", "aria-label": `${program.language}, ${file.name}` });
    const head = h("div", { class: "ln top" }, h("b", {}, program.language), h("span", { class: "file" }, file.name));
    box.append(head);
    if (program.note && file === program.files[0]) box.append(h("p", { class: "note" }, program.note));
    let hidden: { to: number; rows: HTMLElement } | null = null;
    file.lines.forEach((html, i) => {
      const number = i + 1;
      const fold = file.folds.find((f) => f.from === number);
      if (fold) {
        const rows = h("div", { hidden: true });
        const words = `${fold.from === fold.to ? `line ${fold.from}` : `lines ${fold.from}–${fold.to}`} folded: ${fold.label}`;
        const button = h(
          "button",
          {
            type: "button",
            class: "fold",
            "aria-expanded": "false",
            onclick: () => button.setAttribute("aria-expanded", String(!(rows.hidden = !rows.hidden))),
          },
          words,
        );
        if (number === 1) head.append(button);
        else box.append(h("div", { class: "ln top" }, button));
        box.append(rows);
        hidden = { to: fold.to, rows };
      }
      const line = this.#line(html, number, hidden?.rows ?? null);
      line.row.dataset.at = `${file.name}:${number}`;
      this.#lines.set(line.row.dataset.at, line);
      (hidden?.rows ?? box).append(line.row);
      if (hidden?.to === number) hidden = null;
    });
    return box;
  }

  /** `html` is made at build time from our own files and holds spans alone. */
  #line(html: string, number: number, fold: HTMLElement | null): Line {
    const code = h("code");
    code.innerHTML = html || " ";
    const gutter = h("span", { class: "gut" });
    return {
      row: h("div", { class: html.trim() === "" ? "ln blank" : "ln" }, gutter, h("span", { class: "no" }, String(number)), code),
      gutter,
      fold,
    };
  }

  /** Scrolls the pane, never the page. */
  #reveal({ row, fold }: Line) {
    const box = row.closest<HTMLElement>(".codebox");
    if (!box || fold?.hidden || box.scrollHeight <= box.clientHeight) return;
    const top = row.offsetTop;
    if (top < box.scrollTop + 20) box.scrollTop = top - 60;
    else if (top > box.scrollTop + box.clientHeight - 40) box.scrollTop = top - box.clientHeight + 80;
  }
}

/** The details of what is selected: a section of the rail, a sheet at the foot where there is no rail. */
import { spentBy, timesOf } from "../schedule/spent";
import type { Schedule } from "../schedule/schedule";
import type { Inspector } from "./inspect";
import type { Kit } from "./kit";
import type { Lane } from "./selection";
import type { Source } from "./source";

/** Width of the element from which there is a rail; the style sheet's own. */
const railFromPx = 1100;
const titles: Record<string, string> = {
  follow: "Along the link to its other end, and back (f)",
  back: "Where something happened here before (Shift Enter)",
  next: "Where something happens here next (Enter)",
};
/** More units than these are counted. */
const mostNamed = 8;
/** More of those who started each other than these are not told. */
const mostParents = 4;

export function timesWords(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

export class Details {
  readonly #body: HTMLElement;

  constructor(
    readonly kit: Kit,
    readonly element: HTMLElement,
    readonly inspector: Inspector,
  ) {
    const { h, icon } = kit;
    this.#body = h("div", { class: "insp" });
    const close = h(
      "button",
      { type: "button", class: "ib shut", "aria-label": "Close the details", title: "Close (Esc)", onclick: () => this.inspector.letGo() },
      icon("M3 2l10 10M13 2L3 12"),
    );
    element.replaceChildren(close, this.#body);
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** Whether it lies over the foot of the stage when it is open: where the style sheet has no rail beside it. */
  get isSheet(): boolean {
    return this.inspector.at.frame.body.clientWidth < railFromPx;
  }

  toggle(open: boolean) {
    this.element.hidden = !open;
    this.#dock();
  }

  #dock() {
    const { body } = this.inspector.at.frame;
    const [before, sheet] = this.isSheet ? [body.querySelector(".tp"), true] : [body.querySelector(".nowS")?.nextSibling, false];
    this.element.classList.toggle("sheet", sheet);
    if (before && before.previousSibling !== this.element && before !== this.element) before.before(this.element);
  }

  close() {
    this.element.hidden = true;
  }

  update() {
    if (!this.isOpen) return;
    this.#dock();
    const { inspector } = this;
    const { lane, link, shown } = inspector;
    const focused = (this.element.getRootNode() as ShadowRoot).activeElement?.getAttribute("data-key");
    if (shown === "line") this.#body.replaceChildren(...this.#line());
    else if (shown === "link" && link) this.#body.replaceChildren(...this.#link(link.source, link.link));
    else if (lane?.source.run) this.#body.replaceChildren(...(lane.worker ? this.#worker(lane) : lane.folded ? this.#role(lane) : this.#unit(lane)));
    // What is made anew keeps the focus that it had.
    if (focused) this.#body.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  #head(...words: (Node | string)[]): HTMLElement {
    return this.kit.h("h2", {}, this.kit.h("b", {}, ...words));
  }

  // A unit

  #unit(lane: Lane): HTMLElement[] {
    const { h, badge, pieces, severalWords, stateWords, Telling, whyWords } = this.kit;
    const { source, unit } = lane;
    const run = source.run!;
    const { schedule } = run;
    const position = this.inspector.bearings.positionOf(source);
    const now = schedule.unitAt(unit, position);
    const told = now.waits.length > 0 && new Telling(schedule, now.waits[0].event, position);
    const why = told && (now.waits.length > 1 ? severalWords(told, now.waits.map(({ event }) => event)) : whyWords(told));
    const state = why ? pieces(run, why) : [`It is ${stateWords(schedule, now)}.`];
    return [
      this.#head(badge(run, unit, now.state), " ", schedule.units[unit].name, h("span", {}, ` ${source.name}`)),
      h("p", {}, ...state),
      h("dl", {}, ...this.#where(lane, position), ...this.#wakes(lane, position)),
      this.#times(schedule, unit, position),
      this.#ways(),
    ];
  }

  /** Its stack where the recording has one, else the line where it is; then who started whom. */
  #where({ source, unit }: Lane, position: number): HTMLElement[] {
    const { h, intervalAt } = this.kit;
    const { schedule, recording } = source.run!;
    const { units, intervals } = schedule;
    const now = schedule.unitAt(unit, position);
    const row = intervalAt(schedule, unit, position);
    const records = [intervals.cause[row], intervals.from[row] - 1].map((i) => recording.events[i]);
    const stack = records.find((e) => e?.stack && schedule.unitIndex(e.u) === unit)?.stack;
    const rows: HTMLElement[] = [];
    if (stack) {
      rows.push(h("dt", {}, "Stack"));
      const frames = stack.map((frame) => {
        const at = frame.slice(frame.lastIndexOf(" ") + 1);
        return h("li", {}, `${frame.slice(0, -at.length)}`, this.#place(source, at));
      });
      rows.push(h("dd", {}, h("ol", {}, ...frames)));
    } else if (now.at) rows.push(h("dt", {}, "Line"), h("dd", {}, this.#place(source, now.at)));
    let child = units[unit];
    for (let n = 0; n < mostParents && child.parent >= 0; n++) {
      const parent = units[child.parent];
      rows.push(
        h("dt", {}, n === 0 ? "Started by" : "which was by"),
        h("dd", {}, this.#name(source, parent.index), ...(child.spawnedAt ? [" at ", this.#place(source, child.spawnedAt)] : []), ...(n === 0 ? [", ", this.#moment(source, child.born)] : [])),
      );
      child = parent;
    }
    return rows;
  }

  /** What woke it last, and what will wake it. */
  #wakes({ source, unit }: Lane, position: number): HTMLElement[] {
    const { h, State } = this.kit;
    const { schedule, recording } = source.run!;
    const { intervals, firstInterval } = schedule;
    const sleeps = (row: number) => intervals.state[row] === State.waiting || intervals.state[row] === State.sleeping;
    const told = (row: number): HTMLElement => {
      const event = recording.events[intervals.to[row] - 1];
      const by = schedule.unitIndex(event?.by);
      const who = by >= 0 ? this.#name(source, by) : event?.why === "timer" ? "a timer" : event?.why === "io" ? "something from outside" : "the runtime";
      return h("dd", {}, who, ...(event?.at ? [" at ", this.#place(source, event.at)] : []), ", ", this.#moment(source, intervals.to[row]));
    };
    const here = this.kit.intervalAt(schedule, unit, position);
    const rows: HTMLElement[] = [];
    let last = here - 1;
    while (last >= firstInterval[unit] && !sleeps(last)) last--;
    if (last >= firstInterval[unit]) rows.push(h("dt", {}, "Woken last by"), told(last));
    if (sleeps(here)) {
      const goesOn = here + 1 < firstInterval[unit + 1];
      rows.push(h("dt", {}, "Will be woken by"), goesOn ? told(here) : h("dd", {}, "nobody in this recording"));
    }
    return rows;
  }

  #times(schedule: Schedule, unit: number, position: number): HTMLElement {
    const { h, State, stateNames, timeWords } = this.kit;
    const time = timesOf(this.kit, schedule);
    const here = spentBy(schedule, time, unit, position);
    const whole = spentBy(schedule, time, unit, time.length);
    const states = [State.running, State.ready, State.waiting, State.sleeping].filter((s) => whole.times[s] > 0);
    const cell = (times: number, ns: number) => h("td", {}, times === 0 ? "–" : `${times}×${ns > 0 ? `, ${timeWords(ns)}` : ""}`);
    const rows = states.map((s) => h("tr", {}, h("th", { scope: "row" }, stateNames[s]), cell(here.times[s], here.ns[s]), cell(whole.times[s], whole.ns[s])));
    const clock = schedule.recording.header.clock === "virtual" ? "The clock is virtual: it stands still while anything can run." : "";
    return h(
      "div",
      {},
      h("table", {}, h("thead", {}, h("tr", {}, h("td"), h("th", { scope: "col" }, "up to here"), h("th", { scope: "col" }, "whole run"))), h("tbody", {}, ...rows)),
      clock && h("p", { class: "cap2" }, clock),
    );
  }

  #role(lane: Lane): HTMLElement[] {
    const { h, countWords } = this.kit;
    const { schedule } = lane.source.run!;
    const units = this.inspector.bearings.unitsOf(lane);
    const position = this.inspector.bearings.positionOf(lane.source);
    const { role } = schedule.units[lane.unit];
    return [
      this.#head(`${role} ×${units.length}`, h("span", {}, ` ${lane.source.name}`)),
      h("p", {}, `${countWords(units.map((unit) => schedule.unitAt(unit, position)))}.`),
      this.#button("fold", "Show each, or fold them", () => this.inspector.at.stage.toggleRole(role)),
    ];
  }

  /** Who had a worker, and how often. */
  #worker(lane: Lane): HTMLElement[] {
    const { h } = this.kit;
    const { name, turns } = lane.worker!;
    const times = new Map<number, number>();
    for (const unit of turns.unit) times.set(unit, (times.get(unit) ?? 0) + 1);
    const units = [...times].sort((a, b) => b[1] - a[1]).slice(0, mostNamed);
    return [
      this.#head(name, h("span", {}, ` ${lane.source.name}`)),
      h("p", {}, this.inspector.bearings.laneWords(lane)),
      h("dl", {}, h("dt", {}, "It ran"), ...units.map(([unit, count]) => h("dd", {}, this.#name(lane.source, unit), `, ${timesWords(count)}`))),
      times.size > mostNamed ? h("p", { class: "cap2" }, `and ${times.size - mostNamed} more`) : "",
      this.#ways(),
    ].filter((part): part is HTMLElement => Boolean(part));
  }

  // A link

  #link(source: Source, link: number): HTMLElement[] {
    const { h, LinkKind, timeWords } = this.kit;
    const run = source.run!;
    const { links, recording } = run.schedule;
    const kind = links.kind[link];
    const ends: [string, string, number, number][] =
      kind === LinkKind.message
        ? [
            ["Sent by", "from", links.fromUnit[link], links.from[link]],
            ["Received by", "to", links.toUnit[link], links.to[link]],
          ]
        : [[kind === LinkKind.wake ? "Woken by" : "Started by", "from", links.fromUnit[link], links.from[link]]];
    const time = timesOf(this.kit, run.schedule);
    const ns = time[links.to[link] - 1] - time[links.from[link] - 1];
    const rows = ends.map(([words, , unit, position]) => {
      const { at } = recording.events[position - 1] ?? {};
      return [h("dt", {}, words), h("dd", {}, this.#name(source, unit), ...(at ? [" at ", this.#place(source, at)] : []), ", ", this.#moment(source, position))];
    });
    if (kind !== LinkKind.message) {
      const { at } = run.schedule.unitAt(links.toUnit[link], links.to[link]);
      rows.push([h("dt", {}, kind === LinkKind.wake ? "Ready" : "New"), h("dd", {}, this.#name(source, links.toUnit[link]), ...(at ? [" at ", this.#place(source, at)] : []))]);
    }
    return [
      this.#head(this.inspector.bearings.linkWords(source, link), h("span", {}, ` ${source.name}`)),
      h("dl", {}, ...rows.flat()),
      ns > 0 && h("p", { class: "cap2" }, `${timeWords(ns)} lie between them.`),
      this.#ways(),
    ].filter((part): part is HTMLElement => Boolean(part));
  }

  /** Buttons for those without a keyboard. */
  #ways(): HTMLElement {
    return this.kit.h(
      "div",
      { class: "ways" },
      this.#button("follow", "Follow", () => this.inspector.follow()),
      this.#button("back", "‹ Previous", () => this.inspector.moveInLane(-1)),
      this.#button("next", "Next ›", () => this.inspector.moveInLane(1)),
    );
  }

  // A line

  #line(): HTMLElement[] {
    const { h } = this.kit;
    const { line } = this.inspector;
    if (!line) return [];
    const { source, at, visits } = line;
    const who = new Map<number, number>();
    for (const unit of visits.units) who.set(unit, (who.get(unit) ?? 0) + 1);
    const names = [...who].map(([unit, times]) => h("dd", {}, unit < 0 ? "the runtime" : this.#name(source, unit), `, in ${times} ${times === 1 ? "step" : "steps"}`));
    const some = visits.steps.length > 0;
    return [
      this.#head(at, h("span", {}, ` ${source.name}`)),
      h("p", {}, this.inspector.bearings.lineWords(line)),
      some ? h("dl", {}, h("dt", {}, "Who"), ...names) : h("p", { class: "cap2" }, "What a runtime records are channels, locks, waits, starts and the like; other lines leave no trace."),
      some && h(
        "div",
        { class: "ways" },
        this.#button("back", "‹ Previous", () => this.inspector.selectLine(source, at, -1)),
        this.#button("next", "Next ›", () => this.inspector.selectLine(source, at)),
      ),
    ].filter((part): part is HTMLElement => Boolean(part));
  }

  // Small parts

  #button(key: string, words: string, onclick: () => void): HTMLElement {
    return this.kit.h("button", { type: "button", class: "btn", title: titles[key], "data-key": key, onclick }, words);
  }

  #name(source: Source, unit: number): HTMLElement {
    const { h, pieces } = this.kit;
    const run = source.run!;
    return h(
      "button",
      { type: "button", class: "lnk", "data-key": `unit ${unit}`, onclick: () => this.inspector.selectLane({ source, unit, folded: false }) },
      ...pieces(run, [{ text: run.schedule.units[unit].name, unit }]),
    );
  }

  /** A line of the source; shows it in the program beside. */
  #place(source: Source, at: string): HTMLElement {
    return this.kit.h(
      "button",
      {
        type: "button",
        class: "lnk mono",
        "data-key": `line ${at}`,
        onclick: () => {
          this.inspector.reveal(source, at);
          this.inspector.selectLine(source, at);
        },
      },
      at,
    );
  }

  #moment(source: Source, position: number): HTMLElement {
    const column = this.inspector.bearings.columnOf(source, position);
    return this.kit.h("button", { type: "button", class: "lnk", "data-key": `step ${column}`, onclick: () => this.inspector.at.seek(column) }, `step ${column}`);
  }
}

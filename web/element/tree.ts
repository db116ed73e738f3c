/** Who was started by whom and what each does at the playhead, and what each resource holds: the lanes' heads and the lenses as nested lists. */
import type { Moment, UnitMoment } from "../schedule/schedule";
import type { Kit } from "./kit";
import type { Model } from "./model";
import type { Run } from "./source";

/** More units of one role and one parent than these stand behind their count. */
const mostAlike = 8;
/** A count opens so many of them at a time. */
const pageUnits = 100;
/** Who was started further down than this is opened by the reader: a run may start each unit by the one before it, thousands deep. */
const mostDeep = 12;

/** Units by who started them, -1 for the first; of one run at one moment. */
type Families = Map<number, UnitMoment[]>;

export class UnitTree {
  /** Groups that the reader has opened, by how many of their units are shown. */
  readonly #open = new Map<string, number>();

  /** `find` asks for what the run says of a name. */
  constructor(
    readonly kit: Kit,
    readonly element: HTMLElement,
    readonly model: Model,
    readonly find: (name: string) => void,
  ) {}

  update() {
    const { h } = this.kit;
    const { model } = this;
    const focused = (this.element.getRootNode() as ShadowRoot).activeElement;
    const name = focused && this.element.contains(focused) ? focused.textContent : null;
    this.element.replaceChildren(
      ...model.staged.flatMap((source, i) => {
        const moment = source.run!.schedule.moment(model.positionOf(i));
        return [
          h("h2", {}, source.name, h("span", {}, `units at step ${model.column}, each under who started it`)),
          this.#children(source.key, source.run!, familiesOf(source.run!, moment), -1, 1),
          ...this.#resources(source.run!, moment),
        ];
      }),
    );
    if (name !== null) [...this.element.querySelectorAll<HTMLElement>("button, summary")].find((b) => b.textContent === name)?.focus();
  }

  #children(key: string, run: Run, families: Families, parent: number, depth: number): HTMLElement {
    const { h } = this.kit;
    const alike = grouped(families.get(parent) ?? [], ({ unit }) => run.schedule.units[unit].role);
    const items = [...alike].flatMap(([role, units]) =>
      units.length > mostAlike
        ? [this.#many(`${key} ${parent} ${role}`, run, families, role, units, depth)]
        : units.map((unit) => this.#unit(key, run, families, unit, depth)),
    );
    return h("ul", {}, ...items);
  }

  #unit(key: string, run: Run, families: Families, now: UnitMoment, depth: number): HTMLElement {
    const { badge, h, stateWords } = this.kit;
    const { schedule } = run;
    const unit = schedule.units[now.unit];
    return h(
      "li",
      {},
      badge(run, unit.index, now.state),
      this.#name(unit.name),
      h("span", {}, `${stateWords(schedule, now)}${unit.how && now.state === this.kit.State.ended ? `: ${unit.how}` : ""}${now.at ? `, ${now.at}` : ""}`),
      families.has(unit.index) && (depth % mostDeep === 0 ? this.#deeper(key, run, families, unit.index, depth) : this.#children(key, run, families, unit.index, depth + 1)),
    );
  }

  #deeper(key: string, run: Run, families: Families, parent: number, depth: number): HTMLElement {
    const group = `${key} ${parent}`;
    const started = families.get(parent)!.map(({ unit }) => run.schedule.units[unit].name);
    return this.#closed(group, `started ${started[0]}${started.length > 1 ? ` and ${started.length - 1} more` : ""}`, () => this.#children(key, run, families, parent, depth + 1));
  }

  #many(group: string, run: Run, families: Families, role: string, units: UnitMoment[], depth: number): HTMLElement {
    const { countWords, h } = this.kit;
    return h(
      "li",
      {},
      this.#closed(group, `${role} ×${units.length}: ${countWords(units)}`, (shown) => {
        const list = h("ul", {}, ...units.slice(0, shown).map((unit) => this.#unit(group, run, families, unit, depth)));
        if (shown < units.length)
          list.append(
            h("li", {}, h("button", { type: "button", class: "stepno", onclick: () => this.#show(group, shown + pageUnits) }, `${units.length - shown} more`)),
          );
        return list;
      }),
    );
  }

  /** What is made when the reader opens it. */
  #closed(group: string, title: string, content: (shown: number) => HTMLElement): HTMLElement {
    const { h } = this.kit;
    const shown = this.#open.get(group) ?? 0;
    const details = h("details", { open: shown > 0 }, h("summary", {}, title), shown > 0 && content(shown));
    details.addEventListener("toggle", () => {
      if (details.open !== (this.#open.get(group) ?? 0) > 0) this.#show(group, details.open ? pageUnits : 0);
    });
    return details;
  }

  #show(group: string, units: number) {
    this.#open.set(group, units);
    this.update();
  }

  #name(name: string): HTMLElement {
    return this.kit.h("button", { type: "button", class: "stepno", title: "Only rows about this", onclick: () => this.find(name) }, name);
  }

  #resources({ schedule }: Run, moment: Moment): HTMLElement[] {
    const { amount, h, stripKind } = this.kit;
    const born = moment.resources.filter(({ resource }) => stripKind(schedule, resource) && schedule.resources[resource].born <= moment.position);
    if (born.length === 0) return [];
    return [
      h(
        "ul",
        { class: "held" },
        ...born.map((now) => {
          const { name, kind, cap } = schedule.resources[now.resource];
          const words = [
            now.holder >= 0 ? `held by ${schedule.units[now.holder].name}` : "",
            stripKind(schedule, now.resource) === "queue" ? `holds ${now.len}${cap > 0 ? ` of ${amount(cap)}` : ""}${now.values.length > 0 ? `, next to leave first: ${now.values.join(", ")}` : ""}` : "",
            stripKind(schedule, now.resource) === "counter" ? `at ${amount(now.len)}` : "",
            now.held > 0 ? `${now.held} reserved` : "",
            ...now.waiting.map(({ unit, op, value }) => `${schedule.units[unit].name} waits${op === "wait" ? "" : ` to ${op}`}${value ? ` ${value}` : ""}`),
            now.closed ? "closed" : "",
          ];
          return h("li", {}, this.#name(name), h("span", {}, `${kind}; ${words.filter(Boolean).join("; ") || "nobody has it"}`));
        }),
      ),
    ];
  }
}

function familiesOf({ schedule }: Run, moment: Moment): Families {
  return grouped(moment.units, ({ unit }) => schedule.units[unit].parent);
}

function grouped<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const known = groups.get(key);
    if (known) known.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

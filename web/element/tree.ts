/** Who was started by whom and what each does at the playhead, and what each resource holds: the lanes' heads and the lenses as nested lists. */
import type { Moment, UnitMoment } from "../schedule/schedule";
import type { Kit } from "./kit";
import type { Model } from "./model";
import type { Run } from "./source";

/** More units of one role and one parent than these stand behind their count. */
const mostAlike = 8;
/** A count opens so many of them at a time. */
const pageUnits = 100;

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
          this.#children(source.key, source.run!, moment, -1),
          ...this.#resources(source.run!, moment),
        ];
      }),
    );
    if (name !== null) [...this.element.querySelectorAll<HTMLElement>("button, summary")].find((b) => b.textContent === name)?.focus();
  }

  #children(key: string, run: Run, moment: Moment, parent: number): HTMLElement {
    const { h } = this.kit;
    const alike = new Map<string, UnitMoment[]>();
    for (const { index, role, parent: of } of run.schedule.units) {
      if (of !== parent) continue;
      const known = alike.get(role);
      if (known) known.push(moment.units[index]);
      else alike.set(role, [moment.units[index]]);
    }
    const items = [...alike].flatMap(([role, units]) =>
      units.length > mostAlike ? [this.#many(`${key} ${parent} ${role}`, run, moment, role, units)] : units.map((unit) => this.#unit(key, run, moment, unit)),
    );
    return h("ul", {}, ...items);
  }

  #unit(key: string, run: Run, moment: Moment, now: UnitMoment): HTMLElement {
    const { badge, h, stateWords } = this.kit;
    const { schedule } = run;
    const unit = schedule.units[now.unit];
    const children = schedule.units.some((other) => other.parent === unit.index);
    return h(
      "li",
      {},
      badge(run, unit.index, now.state),
      this.#name(unit.name),
      h("span", {}, `${stateWords(schedule, now)}${unit.how && now.state === this.kit.State.ended ? `: ${unit.how}` : ""}${now.at ? `, ${now.at}` : ""}`),
      children && this.#children(key, run, moment, unit.index),
    );
  }

  #many(group: string, run: Run, moment: Moment, role: string, units: UnitMoment[]): HTMLElement {
    const { countWords, h } = this.kit;
    const shown = this.#open.get(group) ?? 0;
    const list = h("ul", {}, ...units.slice(0, shown).map((unit) => this.#unit(group, run, moment, unit)));
    const more = (by: number) => {
      this.#open.set(group, by);
      this.update();
    };
    if (shown > 0 && shown < units.length)
      list.append(h("li", {}, h("button", { type: "button", class: "stepno", onclick: () => more(shown + pageUnits) }, `${units.length - shown} more`)));
    const details = h("details", { open: shown > 0 }, h("summary", {}, `${role} ×${units.length}: ${countWords(units)}`), list);
    details.addEventListener("toggle", () => {
      if (details.open !== (this.#open.get(group) ?? 0) > 0) more(details.open ? pageUnits : 0);
    });
    return h("li", {}, details);
  }

  #name(name: string): HTMLElement {
    return this.kit.h("button", { type: "button", class: "stepno", title: "Only rows about this", onclick: () => this.find(name) }, name);
  }

  #resources({ schedule }: Run, moment: Moment): HTMLElement[] {
    const { h, stripKind } = this.kit;
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
            stripKind(schedule, now.resource) === "queue" ? `holds ${now.len}${cap > 0 ? ` of ${cap}` : ""}${now.values.length > 0 ? `, next to leave first: ${now.values.join(", ")}` : ""}` : "",
            stripKind(schedule, now.resource) === "counter" ? `at ${now.len}` : "",
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

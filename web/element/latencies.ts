/** How long the units of one role took, from spawn to end: a dot for each on an axis of time, and the percentiles with what they mean. */
import { latenciesOf, percentile, type Latencies } from "../schedule/latency";
import type { Kit } from "./kit";
import type { Model } from "./model";
import type { Source } from "./source";

const percents = [50, 90, 99];

/** The strip's own units: CSS scales it to the room there is. */
const widthPx = 600;
const dotPx = 7;
const stackPx = 42;

export class LatencyStrip {
  readonly element: HTMLElement;

  constructor(
    readonly kit: Kit,
    readonly model: Model,
  ) {
    this.element = kit.h("section", { class: "latencyS", hidden: true });
  }

  rebuild() {
    const { h } = this.kit;
    const { model } = this;
    const role = model.demo.latency?.unit;
    this.element.hidden = true;
    if (!role) return;
    const sides = model.staged.map((source) => ({ source, lives: latenciesOf(source.run!.schedule, role) })).filter(({ lives }) => lives.ended.length > 0);
    if (sides.length === 0) return;
    const longest = (of: typeof sides) => Math.max(1, ...of.map(({ lives }) => lives.ended.at(-1)!.ns));
    const shared = model.score?.comparable ? longest(sides) : 0;
    this.element.replaceChildren(
      h("h2", {}, `How long each ${role} took`, h("span", {}, "from its spawn to its end, by the run’s clock")),
      ...sides.map((side) => this.#side(side.source, side.lives, role, shared || longest([side]))),
      h(
        "p",
        { class: "cap2" },
        `Each dot is one ${role}. p50, p90 and p99 are the shortest times that at least 50, 90 and 99 % of them did not exceed, so each is the time of one that ran. `,
        "On a virtual clock waiting takes time and computing takes almost none.",
      ),
    );
    this.element.hidden = false;
  }

  #side(source: Source, { ended, open }: Latencies, role: string, longestNs: number): HTMLElement {
    const { h, roleKey, timeWords } = this.kit;
    const run = source.run!;
    const values = percents.map((percent) => ({ percent, ns: percentile(ended, percent) }));
    const said = values.map(({ percent, ns }) => h("span", {}, `p${percent} `, h("b", {}, timeWords(ns))));
    const count = `${ended.length} ended${open > 0 ? `, ${open} had not` : ""}`;
    const strip = svg("svg", { viewBox: `0 0 ${widthPx} ${stackPx + 14}`, role: "img", "aria-label": `${source.name}: ${count}. ${values.map((v) => `p${v.percent} ${timeWords(v.ns)}`).join(", ")}.` });
    const x = (ns: number) => dotPx / 2 + (ns / longestNs) * (widthPx - dotPx);
    strip.append(svg("path", { class: "base", d: `M0 ${stackPx + 1}H${widthPx}` }));
    for (const { percent, ns } of values) {
      const tick = svg("path", { class: "tick", d: `M${x(ns)} ${stackPx + 1}v7` });
      const label = svg("text", { x: Math.min(widthPx - 14, Math.max(10, x(ns))), y: stackPx + 14, "text-anchor": "middle" });
      label.append(`p${percent}`);
      // The later of two labels in one place stands for both.
      const next = values.find((v) => v.percent > percent);
      strip.append(tick, ...(next && x(next.ns) - x(ns) < 26 ? [] : [label]));
    }
    const height = new Map<number, number>();
    for (const { unit, ns } of ended) {
      const bin = Math.round(x(ns) / dotPx);
      const level = height.get(bin) ?? 0;
      height.set(bin, level + 1);
      const dot = svg("circle", { class: `r-${roleKey(run.colours[unit])}`, cx: x(ns), cy: Math.max(dotPx / 2, stackPx - dotPx / 2 - level * dotPx), r: dotPx / 2 - 0.6 });
      const title = svg("title", {});
      title.append(`${run.schedule.units[unit].name}: ${timeWords(ns)}`);
      dot.append(title);
      strip.append(dot);
    }
    return h("figure", {}, h("figcaption", {}, h("b", {}, source.name), ...said, h("span", { class: "faint" }, `of ${count} (${role})`)), strip);
  }
}

function svg(tag: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

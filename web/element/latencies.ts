/** How long the units of one role took, from spawn to end: a dot for each on an axis of time, and the percentiles with what they mean. */
import { latenciesOf, percentile, type Latencies } from "../schedule/latency";
import type { Kit } from "./kit";
import type { Model } from "./model";
import type { Source } from "./source";

const percents = [50, 90, 99];

/** Dots nearer than this to each other, in a thousandth of the axis, stand on each other. */
const binPerMille = 10;
const dotPx = 7;

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
    const virtual = sides.some(({ source }) => source.run!.recording.header.clock === "virtual");
    const shared = model.score?.comparable ? longest(sides) : 0;
    this.element.replaceChildren(
      h("h2", {}, `How long each ${role} took`, h("span", {}, "from its spawn to its end, by the run’s clock")),
      ...sides.map((side) => this.#side(side.source, side.lives, role, shared || longest([side]))),
      h(
        "p",
        { class: "cap2" },
        `Each dot is one ${role}. p50, p90 and p99 are the shortest times that at least 50, 90 and 99 % of them did not exceed, so each is the time of one that ran. `,
        virtual && "On a virtual clock waiting takes time and computing takes almost none.",
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
    const perMille = (ns: number) => 8 + (ns / longestNs) * 984;
    const level = new Map<number, number>();
    const dots = ended.map(({ unit, ns }) => {
      const bin = Math.round(perMille(ns) / binPerMille);
      level.set(bin, (level.get(bin) ?? -1) + 1);
      return { unit, ns, level: level.get(bin)! };
    });
    const basePx = dotPx * (1 + Math.max(...level.values())) + 3;
    const label = `${source.name}: ${count}. ${values.map(({ percent, ns }) => `p${percent} ${timeWords(ns)}`).join(", ")}.`;
    const strip = svg("svg", { height: basePx + 22, role: "img", "aria-label": label });
    strip.append(svg("line", { class: "base", x2: "100%", y1: basePx, y2: basePx }));
    for (const { percent, ns } of values) {
      const x = `${perMille(ns) / 10}%`;
      strip.append(svg("line", { class: "tick", x1: x, x2: x, y1: basePx, y2: basePx + 7 }));
      // Where two would stand in one place, the later one stands for both.
      if (values.some((v) => v.percent > percent && perMille(v.ns) - perMille(ns) < 50)) continue;
      strip.append(svg("text", { x, y: basePx + 19, "text-anchor": perMille(ns) > 960 ? "end" : "middle" }, `p${percent}`));
    }
    for (const { unit, ns, level } of dots) {
      const dot = { class: `r-${roleKey(run.colours[unit])}`, cx: `${perMille(ns) / 10}%`, cy: basePx - 1 - dotPx * (level + 0.5), r: dotPx / 2 - 0.6 };
      const circle = svg("circle", dot);
      circle.append(svg("title", {}, `${run.schedule.units[unit].name}: ${timeWords(ns)}`));
      strip.append(circle);
    }
    return h("figure", {}, h("figcaption", {}, h("b", {}, source.name), ...said, h("span", { class: "faint" }, `of ${count} (${role})`)), strip);
  }
}

function svg(tag: string, attributes: Record<string, string | number>, text = ""): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(text);
  return element;
}

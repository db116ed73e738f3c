/** The question, and the set-up with a control at each parameter. */
import type { ParameterInfo } from "../demo";
import { writeParams } from "./attributes";
import { h, segment } from "./dom";
import type { Ask } from "./desk";
import type { Model } from "./model";

export class Setup {
  readonly element: HTMLElement;
  /** For what a run needs: runform.ts. */
  readonly run = h("div", { class: "run" });
  readonly #summary = h("div", { class: "psum" });
  readonly #versions: HTMLAnchorElement[] = [];
  readonly #controls: { name: string; set(value: number): void }[] = [];

  /** `level` is that of the question's heading. */
  constructor(
    readonly model: Model,
    readonly ask: Ask,
    readonly root: URL,
    level: 1 | 2,
  ) {
    const { demo } = model;
    this.element = h(
      "div",
      { class: "ask" },
      h(`h${level}`, { class: "question" }, demo.question),
      h("div", { class: "set" }, this.#versionMenu(), this.#setUp(), this.#summary),
      this.run,
    );
  }

  update() {
    const { model } = this;
    for (const link of this.#versions) link.search = `?${new URLSearchParams({ params: writeParams(model.params) })}`;
    for (const control of this.#controls) control.set(model.params[control.name]);
    const parts = model.demo.parameters.map((p) => `${p.label} ${model.params[p.name]}`);
    this.#summary.textContent = [...parts, `seed ${model.seed}`, `${model.clock} clock`].join(" · ");
  }

  /** The sentence of the set-up; where it names a parameter stands its control. */
  #setUp(): HTMLElement {
    const { demo } = this.model;
    const line = h("div", { class: "params" });
    const named = new Set<string>();
    for (const part of demo.setup.split(/(\{[^{}]+\})/)) {
      const parameter = demo.parameters.find((p) => part === `{${p.name}}`);
      if (!parameter) {
        if (part) line.append(h("span", {}, part));
        continue;
      }
      named.add(parameter.name);
      line.append(this.#control(parameter));
    }
    for (const parameter of demo.parameters)
      if (!named.has(parameter.name)) line.append(h("span", {}, parameter.label), this.#control(parameter));
    return line;
  }

  /** The scenario's versions as links to their pages; in a frame or an article the element itself opens them. */
  #versionMenu(): HTMLElement | null {
    const { versions, name } = this.model.demo;
    if (!versions) return null;
    for (const version of versions)
      this.#versions.push(
        h(
          "a",
          {
            href: new URL(`d/${version.name}/`, this.root).href,
            title: version.title,
            "aria-current": version.name === name && "page",
            onclick: (event) => {
              if (onOwnPage(this.root)) return;
              event.preventDefault();
              this.ask((hands) => hands.open(version.name));
            },
          },
          version.label,
        ),
      );
    return h("nav", { class: "versions seg", "aria-label": "Versions" }, ...this.#versions);
  }

  #control(parameter: ParameterInfo): HTMLElement {
    const options = parameter.values.map((value) => {
      const reasons = this.model.sources.flatMap((s) => {
        const reason = parameter.without?.[s.key]?.[String(value)];
        return reason ? [`Not in ${s.name}: ${reason}`] : [];
      });
      return { value, label: String(value), title: reasons.join(" ") || undefined, unavailable: reasons.length > 0 };
    });
    const { element, set } = segment(parameter.label, options, (value) => this.ask((hands) => hands.setParam(parameter.name, value)));
    this.#controls.push({ name: parameter.name, set });
    return element;
  }
}

/** Whether this is a page of the site that shows one scenario, or the playground: a frame of another page is not. */
export function onOwnPage(root: URL): boolean {
  return location.href.startsWith(root.href) && !location.pathname.includes("/embed/");
}

/** Bytes for people: `640 kB`, `2.9 MB`. */
export function bytesWords(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

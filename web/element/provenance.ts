/** The heading of each group on the stage: what one is looking at, in the words of the recording's header. */
import type { Header } from "../records/records";
import { h } from "./dom";
import type { Ask } from "./desk";
import type { Model } from "./model";
import { bytesWords } from "./params";
import type { Source, Variant } from "./source";

export class GroupHead {
  readonly element = h("div", { class: "head" });
  /** Stands in the group's place while there is nothing to draw. */
  readonly empty = h("div", { class: "empty" });
  /** Makes what the reader can ask of the run; comes after the first picture. */
  tools: () => HTMLElement[] = () => [];

  constructor(
    readonly model: Model,
    readonly source: Source,
    readonly ask: Ask,
  ) {}

  update() {
    const { source } = this;
    const header = source.run?.recording.header;
    const name = h("b", { class: "gname" }, source.name);
    if (header && source.run)
      this.element.replaceChildren(
        name,
        kindMark(source.run.live),
        h("span", { class: "meta" }, shortWords(header)),
        ...this.tools(),
      );
    else this.element.replaceChildren(name, ...this.tools());
    this.empty.replaceChildren(...this.#nothing());
    this.empty.classList.toggle("over", source.run !== null);
    this.empty.hidden = source.run !== null && !source.stale;
    this.element.classList.toggle("stale", source.stale);
  }

  /** Why the stage is empty, and the way out where there is one. */
  #nothing(): (Node | string)[] {
    const { source, model } = this;
    const { live } = model.demo;
    if (source.why) return [h("span", {}, source.why)];
    if (source.variant?.live && live) {
      const words = source.stale ? "Not run with these values." : `${source.name} has not been run yet.`;
      if (model.running) return [h("span", {}, model.activity)];
      return [
        h("span", {}, words),
        h("button", { type: "button", class: "btn", onclick: () => this.ask((hands) => hands.start()) }, "Run live"),
        h("small", { class: "faint" }, source.stale || !live.compressed ? "" : `${bytesWords(live.compressed)} to download`),
      ];
    }
    return [h("span", {}, source.variant ? "Loading the recording …" : "There is no run of this program yet.")];
  }
}

/** Filled dot: made in this page. Open square: recorded beforehand. */
function kindMark(live: boolean): HTMLElement {
  return h("span", { class: "prov" }, h("span", { class: live ? "dotm live" : "dotm rec", "aria-hidden": "true" }), live ? "live" : "recorded");
}

export function threadsWords(header: Header): string {
  const threads = header.threads === 1 ? "1 thread" : `${header.threads} threads`;
  return header.flavor === "browser" ? `${threads}, no preemption` : threads;
}

export function shortWords(header: Header): string {
  const flavor = header.flavor && header.flavor !== "browser" ? ` ${header.flavor}` : "";
  return `${header.runtime}${flavor} · ${threadsWords(header)} · ${header.clock} clock`;
}

export function variantWords(variant: Variant): string {
  const { header } = variant;
  if (!header) return "live, in this page";
  return `recorded: ${[header.flavor, header.threads > 1 ? threadsWords(header) : "", header.clock === "real" ? "real clock" : ""].filter(Boolean).join(", ")}`;
}

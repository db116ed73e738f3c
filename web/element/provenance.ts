/** The heading of each group on the stage: what one is looking at, and all that the recording's header says of it. */
import type { Header } from "../records/records";
import { h } from "./dom";
import type { Model } from "./model";
import { bytesWords } from "./params";
import type { Source, Variant } from "./source";

export interface GroupActions {
  run(): void;
  choose(source: Source, variant: Variant): void;
}

export class GroupHead {
  readonly element = h("div", { class: "head" });
  /** Stands in the group's place while there is nothing to draw. */
  readonly empty = h("div", { class: "empty" });

  constructor(
    readonly model: Model,
    readonly source: Source,
    readonly actions: GroupActions,
  ) {}

  update() {
    const { source } = this;
    const header = source.run?.recording.header;
    const name = h("b", { class: "gname" }, source.name);
    if (header && source.run) this.element.replaceChildren(name, kindMark(source.run.live), h("span", { class: "meta", title: allWords(header) }, shortWords(header)), this.#facts(header, source.run.live), ...this.#choice());
    else this.element.replaceChildren(name, ...this.#choice());
    this.empty.replaceChildren(...this.#nothing());
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
      if (model.running) return [h("span", {}, "Running …")];
      return [h("span", {}, words), h("button", { type: "button", class: "btn", onclick: () => this.actions.run() }, "Run live"), h("small", {}, source.stale ? "" : `in this page, ${bytesWords(live.compressed)} to download`)];
    }
    return [h("span", {}, source.variant ? "Loading the recording …" : "There is no run of this program yet.")];
  }

  /** A choice among what exists with these values; nothing where there is only one. */
  #choice(): HTMLElement[] {
    const { source } = this;
    if (source.variants.length < 2) return [];
    const options = source.variants.map((v) => h("option", { value: v.id, selected: v === source.variant }, variantWords(v)));
    return [h("select", { class: "variant", "aria-label": `Which run of ${source.name}`, onchange: (event) => {
      const chosen = source.variants.find((v) => v.id === (event.target as HTMLSelectElement).value);
      if (chosen) this.actions.choose(source, chosen);
    } }, ...options)];
  }

  #facts(header: Header, live: boolean): HTMLElement {
    const rows = factRows(header, live).flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]);
    return h("details", { class: "facts" }, h("summary", { title: "Where this run comes from" }, h("span", { class: "sr" }, `Where this ${this.source.name} run comes from`)), h("dl", {}, ...rows));
  }
}

/** Filled dot: made in this page. Open square: recorded beforehand. */
function kindMark(live: boolean): HTMLElement {
  return h("span", { class: "prov" }, h("span", { class: live ? "dotm live" : "dotm rec", "aria-hidden": "true" }), live ? "live" : "recorded");
}

function threadsWords(header: Header): string {
  const threads = header.threads === 1 ? "1 thread" : `${header.threads} threads`;
  return header.flavor === "browser" ? `${threads}, no preemption` : threads;
}

function shortWords(header: Header): string {
  const flavor = header.flavor && header.flavor !== "browser" ? ` ${header.flavor}` : "";
  return `${header.runtime}${flavor} · ${threadsWords(header)} · ${header.clock} clock`;
}

export function variantWords(variant: Variant): string {
  const { header } = variant;
  if (!header) return "live, in this page";
  return `recorded: ${[header.flavor, header.threads > 1 ? threadsWords(header) : "", header.clock === "real" ? "real clock" : ""].filter(Boolean).join(", ")}`;
}

function factRows(header: Header, live: boolean): [string, string][] {
  const map = (entries: Record<string, string | number> | undefined, sign: string) => Object.entries(entries ?? {}).map(([k, v]) => `${k}${sign}${v}`).join(", ");
  const rows: [string, string | undefined][] = [
    ["how", live ? "run live in this page" : "recorded beforehand"],
    ["runtime", header.runtime],
    ["set up as", header.flavor],
    ["threads", threadsWords(header)],
    ["clock", header.clock === "virtual" ? "virtual: time moves only when nothing can run" : "real"],
    ["seed", header.seed?.toString()],
    ["parameters", map(header.params, " = ")],
    ["machine", header.machine],
    ["date", header.date],
    ["tools", map(header.tools, " ")],
    ["source", map(Object.fromEntries(Object.entries(header.files ?? {}).map(([k, v]) => [k, `sha256 ${v.slice(0, 12)}…`])), ": ")],
  ];
  return rows.filter((row): row is [string, string] => Boolean(row[1]));
}

function allWords(header: Header): string {
  return factRows(header, header.flavor === "browser").slice(1).map(([name, value]) => `${name}: ${value}`).join("\n");
}

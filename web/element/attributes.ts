/** What the element's attributes say. Anything that cannot be read is as if it were not there. */
import type { Model } from "./model";

export type Show = { sides: "both" | "go" | "rust"; code: boolean; stage: boolean };

export interface Wishes {
  demo: string;
  params: Record<string, number>;
  seed: number;
  /** Undefined for the scenario's own. */
  clock: "virtual" | "wall" | undefined;
  show: Show;
  /** A step number or a marker's name; "" for the beginning. */
  at: string;
  /** What is to stand on the stage, as `<source>-<id>`; an id may be cut short. */
  recordings: string[];
  axis: "steps" | "time";
  view: "stage" | "table";
  /** What the lanes show beside: a lane for each worker, the critical path. */
  lanes: { workers: boolean; path: boolean };
  /** By what the sides are lined up; null for what suits them. */
  lineup: "time" | "markers" | null;
  /** First and last step on the screen; null for all, or as many as can be read. */
  zoom: [number, number] | null;
  /** Whether the scenario's question is to be answered before anything is shown. */
  predict: boolean;
  /** Whether the run is shown to a room: one thing on the screen. */
  present: boolean;
}

export const defaultSeed = 7;

export function readWishes(element: Element): Wishes {
  const text = (name: string) => element.getAttribute(name)?.trim() ?? "";
  const isOn = (name: string) => (element.getAttribute(name) ?? "false") !== "false";
  const seed = Number(text("seed") || defaultSeed);
  const view = new Set(text("view").split(/[\s,]+/));
  const lineup = text("lineup");
  const clock = text("clock");
  return {
    demo: text("demo"),
    params: readParams(text("params")),
    seed: Number.isSafeInteger(seed) && seed >= 0 ? seed : defaultSeed,
    clock: clock === "wall" || clock === "virtual" ? clock : undefined,
    show: readShow(text("show")),
    at: text("at"),
    recordings: text("recordings").split(/[\s,]+/).filter(Boolean),
    axis: text("axis") === "time" ? "time" : "steps",
    view: view.has("table") ? "table" : "stage",
    lanes: { workers: view.has("workers"), path: view.has("path") },
    lineup: lineup === "time" || lineup === "markers" ? lineup : null,
    zoom: readZoom(text("zoom")),
    predict: isOn("predict"),
    present: isOn("present"),
  };
}

/** `12-40`: two step numbers of which the first is the lower. */
function readZoom(text: string): [number, number] | null {
  const [, from, to] = /^(\d{1,9})-(\d{1,9})$/.exec(text) ?? [];
  return Number(from) < Number(to) ? [Number(from), Number(to)] : null;
}

/**
 * The attributes that bring another reader to what is seen here. Scenario, values, seed, clock and step always stand, the others where they
 * are not what would be shown anyway.
 */
export function writeWishes(model: Model): Record<string, string> {
  const { demo, params, seed, clock, column, predicting, view, wantedLineUp, parts, sides, sources } = model;
  const side = sources.length > 1 && sides.size === 1 ? (sides.has("go") ? "go" : "rust") : "";
  const part = parts.code === parts.stage ? "" : parts.code ? "code" : "stage";
  const window = view.window();
  const wishes = {
    demo: demo.name,
    params: writeParams(params),
    seed: String(seed),
    clock,
    at: String(column),
    show: [side, part].filter(Boolean).join(" "),
    recordings: sources.flatMap((source) => (source.isUsual ? [] : [`${source.key}-${source.variant!.id}`])).join(" "),
    axis: view.axis === "time" ? "time" : "",
    view: [view.table && "table", view.workers && "workers", view.path && "path"].filter(Boolean).join(" "),
    lineup: wantedLineUp ?? "",
    zoom: window ? window.join("-") : "",
    select: view.selected,
    predict: predicting ? "true" : "",
  };
  return Object.fromEntries(Object.entries(wishes).filter(([, value]) => value));
}

/** `buffer=3&consumers=2`; what is not a whole number is left out. */
export function readParams(text: string): Record<string, number> {
  const params: Record<string, number> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    if (/^-?\d{1,9}$/.test(value)) params[name] = Number(value);
  }
  return params;
}

export function writeParams(params: Record<string, number>): string {
  return Object.entries(params)
    .map(([name, value]) => `${encodeURIComponent(name)}=${value}`)
    .join("&");
}

/** Words in any order: a side, and the part that is to stand alone. */
function readShow(text: string): Show {
  const words = new Set(text.split(/[\s,]+/));
  const sides = words.has("go") ? "go" : words.has("rust") ? "rust" : "both";
  const one = words.has("code") !== words.has("stage");
  return { sides, code: !one || words.has("code"), stage: !one || words.has("stage") };
}

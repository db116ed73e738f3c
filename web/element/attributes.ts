/** What the element's attributes say. Anything that cannot be read is as if it were not there. */

export type Show = { sides: "both" | "go" | "rust"; code: boolean; stage: boolean };

export interface Wishes {
  demo: string;
  params: Record<string, number>;
  seed: number;
  clock: "virtual" | "wall";
  show: Show;
  /** A step number or a marker's name; "" for the beginning. */
  at: string;
}

/** The names of the attributes that change what the element shows. */
export const observed = ["demo", "params", "seed", "clock", "show", "at", "theme", "present"] as const;

export const defaultSeed = 7;

export function readWishes(element: Element): Wishes {
  const text = (name: string) => element.getAttribute(name)?.trim() ?? "";
  const seed = Number(text("seed") || defaultSeed);
  return {
    demo: text("demo"),
    params: readParams(text("params")),
    seed: Number.isSafeInteger(seed) && seed >= 0 ? seed : defaultSeed,
    clock: text("clock") === "wall" ? "wall" : "virtual",
    show: readShow(text("show")),
    at: text("at"),
  };
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

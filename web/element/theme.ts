/** Which set of inks holds: what the attribute says, else what the reader's system prefers. */

const dark = matchMedia("(prefers-color-scheme: dark)");
const contrast = matchMedia("(prefers-contrast: more)");
const forced = matchMedia("(forced-colors: active)");

export type Theme = "light" | "dark" | "contrast";

export function themeOf(element: Element): Theme {
  const asked = element.getAttribute("theme");
  if (asked === "dark") return "dark";
  if (asked !== "light" && dark.matches) return "dark";
  return contrast.matches ? "contrast" : "light";
}

/** Calls back when the system's preference changes, until the function that it returns is called. */
export function followSystem(changed: () => void): () => void {
  const queries = [dark, contrast, forced];
  for (const query of queries) query.addEventListener("change", changed);
  return () => queries.forEach((query) => query.removeEventListener("change", changed));
}

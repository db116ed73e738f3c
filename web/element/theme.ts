/** Which set of inks holds: what the attribute says, else what the reader's system prefers. */

const dark = matchMedia("(prefers-color-scheme: dark)");
const contrast = matchMedia("(prefers-contrast: more)");
const forced = matchMedia("(forced-colors: active)");

/** `light` or `dark`, and `contrast` after it where more is asked for. */
export function themeOf(element: Element): string {
  const asked = element.getAttribute("theme");
  const light = asked === "light" || (asked !== "dark" && !dark.matches);
  return (light ? "light" : "dark") + (asked === "contrast" || contrast.matches ? " contrast" : "");
}

/** Calls back when the system's preference or the window's zoom changes, until the function that it returns is called. */
export function followSystem(changed: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  for (const query of [dark, contrast, forced]) query.addEventListener("change", changed, { signal });
  // The window's zoom: an element of a fixed width keeps its size, and its canvas would have too few pixels.
  addEventListener("resize", changed, { signal });
  return () => stop.abort();
}

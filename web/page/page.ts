/**
 * The chrome of Interleave's own pages: the picker, the theme, the link that is shared, the keyboard for the whole page. The
 * pages are complete without it, and everything about a run is the element's.
 */
import { followPrediction } from "./lesson";
import { closeLikeMenu } from "./picker";
import { pickTheme } from "./theme";

/** The element as this page uses it; web/shell.ts has it. */
export interface DemoElement extends HTMLElement {
  readonly state: { demo: string; predicting: boolean; attributes: Record<string, string>; sources: Record<string, { live: boolean }> } | null;
  run(): Promise<unknown>;
  key?(event: KeyboardEvent): boolean;
}

/** The query's names are the element's attributes. The loader runs before this script. */
const { observedAttributes: attributes = [] } = (customElements.get("interleave-demo") ?? {}) as { observedAttributes?: string[] };

const demo = document.querySelector<DemoElement>("interleave-demo:not(.example)");
const top = document.querySelector<HTMLElement>("header.top");

if (demo) {
  const written = demo.getAttribute("demo");
  // The query may open another scenario than the one that the page explains.
  demo.addEventListener("interleave:ready", () => document.querySelector(".explanation")?.toggleAttribute("hidden", demo.state?.demo !== written));
  const query = new URLSearchParams(location.search);
  for (const name of attributes) {
    const value = query.get(name);
    // A page of one scenario stays at it.
    if (value !== null && !(name === "demo" && document.querySelector("[aria-current]") && location.pathname.includes("/d/")))
      demo.setAttribute(name, value);
  }
  followPrediction(demo);
  // There is nothing to share before the first picture, and without this part the page is whole.
  void import("./share").then(({ share }) => share(demo, query, top), () => {});
  // What has the focus gets the keys; the page's own go to the demo.
  document.addEventListener("keydown", (event) => {
    if (event.target === document.body && demo.key?.(event)) event.preventDefault();
  });
}

// The list is complete without its search, so nothing waits for it.
addEventListener("load", () => {
  import("./search").then(
    ({ searchable }) => document.querySelectorAll<HTMLElement>(".scenarios").forEach(searchable),
    () => {},
  );
  if (top) void import("./offline").then(({ keepForOffline }) => keepForOffline(), () => {});
});

if (top) {
  const picker = top.querySelector("details");
  if (picker) closeLikeMenu(picker);
  // The query may open another scenario than the page was made for.
  demo?.addEventListener("interleave:ready", () => {
    const name = top.querySelector(`[data-name="${demo.state?.demo}"] > a > b`);
    if (name) picker?.querySelector("summary")?.replaceChildren(name.textContent);
  });
  const theme = pickTheme(demo);
  top.append(theme);
} else if (demo) {
  // In a frame there is no chrome: the host's theme is asked for by the query alone.
  document.documentElement.dataset.theme = demo.getAttribute("theme") ?? "auto";
}

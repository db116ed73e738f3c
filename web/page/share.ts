/** A link that carries the run: whoever opens it sees the same program with the same values at the same step. */
import type { DemoElement } from "./page";

const sayForMs = 2000;

/** A button that copies the link. */
export function copyLink(demo: DemoElement): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tb";
  button.textContent = "Share";
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    const link = linkTo(demo);
    try {
      await navigator.clipboard.writeText(link);
      button.textContent = "Link copied";
    } catch {
      // Where copying is forbidden, the address bar has the link.
      history.replaceState(null, "", link);
      button.textContent = "Link is in the address bar";
    }
    setTimeout(() => (button.textContent = "Share"), sayForMs);
  });
  return button;
}

/** This page with what holds now as its query: scenario, parameters, seed, clock, step. */
export function linkTo(demo: DemoElement): string {
  const link = new URL(location.href);
  link.search = link.hash = "";
  const { state } = demo;
  if (!state) return link.href;
  const query = link.searchParams;
  if (!link.pathname.includes("/d/")) query.set("demo", state.demo);
  const params = Object.entries(state.params)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  if (params) query.set("params", params);
  query.set("seed", String(state.seed));
  query.set("clock", state.clock);
  query.set("at", String(state.step));
  return link.href;
}

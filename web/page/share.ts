/** A link that carries the run: whoever opens it sees the same program with the same values at the same step. The address bar keeps it too. */
import type { DemoElement } from "./page";

const sayForMs = 2000;

/** Has the address bar follow the demo, and adds the button to `top`; makes the run again that the page's query was made with. */
export function share(demo: DemoElement, query: URLSearchParams, top: Element | null) {
  followAddress(demo);
  top?.append(copyLink(demo));
  // Whoever shared a run that was made in the page shared its moment, which is there once it has been made again.
  if (runsOnOpening(query)) void demo.run().catch(() => {});
}

/** A button that copies the link. */
function copyLink(demo: DemoElement): HTMLButtonElement {
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
      replaceAddress(link);
      button.textContent = "Link is in the address bar";
    }
    setTimeout(() => (button.textContent = "Share"), sayForMs);
  });
  return button;
}

/** The address bar follows what the reader does, at most this often: browsers refuse what comes too fast. */
const followMs = 400;

function followAddress(demo: DemoElement) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      replaceAddress(linkTo(demo));
    }, followMs);
  };
  for (const name of ["step", "run", "view", "predict"]) demo.addEventListener(`interleave:${name}`, follow);
}

/** Some frames may not write their address; then it stays. */
function replaceAddress(link: string) {
  try {
    if (link !== location.href) history.replaceState(history.state, "", link);
  } catch {
    // The button still has the link.
  }
}

/** The names of the query that the state decides; the others are kept. */
const decided = ["demo", "params", "seed", "clock", "at", "show", "recordings", "axis", "view", "lineup", "zoom", "select", "predict"];

/** This page with what is seen now as its query. */
function linkTo(demo: DemoElement): string {
  const link = new URL(location.href);
  const { state } = demo;
  if (!state) return link.href;
  const query = link.searchParams;
  for (const name of decided) query.delete(name);
  // Whoever loads the page again, as some clickers do, goes on presenting; whoever has left that does not.
  if ((demo.getAttribute("present") ?? "false") === "false") query.delete("present");
  else query.set("present", "");
  // A page of one scenario has its name in its path.
  const own = /\/(d|embed)\/[^/]+\/(?=[^/]*$)/;
  const { demo: name, ...wishes } = state.attributes;
  if (own.test(link.pathname)) link.pathname = link.pathname.replace(own, `/$1/${name}/`);
  else query.set("demo", name);
  for (const [wish, value] of Object.entries(wishes)) query.set(wish, value);
  return link.href;
}

/** Whether a link was made while a run of the page itself was on the stage. Those who save data press Run themselves. */
function runsOnOpening(query: URLSearchParams): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return !connection?.saveData && window === window.top && /(^|[\s,])\w+-live($|[\s,])/.test(query.get("recordings") ?? "");
}

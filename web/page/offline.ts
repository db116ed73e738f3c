/**
 * Has the service worker keep what is visited, so that it works without a network. Our own pages do this, never frames nor the pages of others; where
 * there can be no service worker, nothing changes.
 *
 * A scenario is kept with all its recordings; the Go programs, which are most of what can be loaded, once one has been run. Where the site is installed,
 * all of it is kept. Of those who save data nothing is asked.
 */
import type { Wish } from "../sw";
import type { DemoElement } from "./page";

/** This script lies at the site's root. */
const root = new URL(".", import.meta.url);

export async function keepForOffline() {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (!isSecureContext || !location.protocol.startsWith("http") || window !== window.top || connection?.saveData) return;
  try {
    // Asking throws where storage is forbidden.
    const { serviceWorker } = navigator;
    await serviceWorker.register(new URL("sw.js", root), { updateViaCache: "none" });
    let { active } = await serviceWorker.ready;
    let go = false;
    let all = matchMedia("(display-mode: standalone)").matches;
    const ask = () => {
      const demos = [...document.querySelectorAll<DemoElement>("interleave-demo")].map((demo) => demo.state?.demo ?? demo.getAttribute("demo") ?? "");
      const wish: Wish = { page: location.pathname.slice(root.pathname.length), demos, go, all };
      active?.postMessage(wish);
    };
    serviceWorker.addEventListener("controllerchange", () => {
      active = serviceWorker.controller;
      ask();
    });
    addEventListener("interleave:ready", ask);
    addEventListener("interleave:run", () => {
      go = true;
      ask();
    });
    addEventListener("appinstalled", () => {
      go = all = true;
      ask();
    });
    go = all || [...document.querySelectorAll<DemoElement>("interleave-demo")].some(ran);
    ask();
  } catch {
    // Without it the page is what it was.
  }
}

function ran({ state }: DemoElement): boolean {
  return Object.values(state?.sources ?? {}).some((source) => source.live);
}

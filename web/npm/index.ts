/**
 * The package's module: defines `<interleave-demo>`, and loads everything that it shows from a site, by that site's own loader. So the site is always
 * whole and of one build, and a bundler has nothing to find here that it would have to copy.
 */
import type { SetBase } from "../element/public";
import { define, type InterleaveDemo, type Open } from "../shell";

let said: URL | undefined;

/** Elements that could not be loaded. */
const waiting = new Set<InterleaveDemo>();

export const setBase: SetBase = (url) => {
  const base = new URL(url, globalThis.document?.baseURI);
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  said = base;
  for (const element of waiting) if (element.isConnected) element.connectedCallback();
  waiting.clear();
};

// A bundler that saw both in one expression would take the folder for a file of its own.
const here = import.meta.url;

/** The copy of the site beside this module, until another one is named; null where a bundler has left no way to it. */
function base(): URL | null {
  return said ?? (/^https?:/.test(here) ? new URL("site/", here) : null);
}

const openSite: Open = async (host, shadow) => {
  const site = (await import(/* @vite-ignore */ /* webpackIgnore: true */ new URL("embed.js", base() ?? undefined).href)) as { open: Open };
  return site.open(host, shadow);
};

function failed(element: InterleaveDemo): string {
  waiting.add(element);
  const at = base();
  const message = `Interleave could not be loaded${at ? ` from ${at.href}` : ""}. setBase(url), from "interleave-embed", says where its site lies.`;
  // The reader has what stands inside the element; this is for whoever made the page.
  console.error(message);
  return message;
}

// A server that renders pages may import this too.
if (globalThis.customElements) define(openSite, failed);

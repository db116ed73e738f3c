/**
 * A frame's page, seen from the page around it. It tells how tall it is, in our own words and in those that hosts already listen to; it tells what
 * happens in the element; and it takes the element's attributes from there. All of it is messages, so that it works in a sandboxed frame too. Nothing
 * that is told is secret: whoever frames the page can open it.
 */
import type { DemoElement } from "./page";

/** What happens in the element and is told outside. */
const told = ["ready", "run", "step", "error"] as const;

/** WordPress knows its frames by a secret that it adds to their addresses. */
const secret = /[?&]secret=(\w+)/.exec(location.hash)?.[1];

const demo = document.querySelector<DemoElement>("interleave-demo");
if (demo && parent !== window) {
  const tellHeight = followHeight();
  for (const name of told) {
    demo.addEventListener(`interleave:${name}`, (event) => {
      tell({ type: event.type, detail: (event as CustomEvent).detail });
      tellHeight();
    });
  }
  addEventListener("message", ({ data, source }: MessageEvent) => {
    if (source !== parent) return;
    // What presents may be loaded after its slide is shown (web/element/presentdeck.ts).
    if (data === "slide:start" || data?.type === "interleave:current") demo.dataset.slide = "current";
    else if (data === "slide:stop") delete demo.dataset.slide;
    // WordPress asks again once it listens.
    if (secret && data?.message === "ready" && data.secret === secret) tellHeight(true);
    if (data?.type !== "interleave:set") return;
    set(demo, data.attributes);
    tellHeight(true);
  });
}

function tell(message: unknown) {
  parent.postMessage(message, "*");
}

/**
 * Tells the page's height, in whole CSS pixels, whenever it changes, from the first picture on: what stands here before it is taller or lower, and the
 * page around would move twice. The function that it returns tells it now; also when it is the same, where `again` says so.
 */
function followHeight(): (again?: boolean) => void {
  // As the frame's element has it: the address that is shown follows the playhead.
  const src = location.href;
  let heightPx = 0;
  let observer: ResizeObserver | undefined;
  const update = (again?: boolean) => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === 0 || (height === heightPx && !again)) return;
    heightPx = height;
    tell({ type: "interleave:resize", height });
    // Embedly, Iframely and those that embed through them, as Medium does; AMP; WordPress.
    tell(JSON.stringify({ src, context: "iframe.resize", height }));
    tell({ sentinel: "amp", type: "embed-size", height });
    if (secret) tell({ message: "height", value: height, secret });
  };
  return (again) => {
    if (!observer && !again) (observer = new ResizeObserver(() => update())).observe(document.body);
    if (observer) update(again);
  };
}

/** Takes attributes that the element knows, `null` for none; anything else is as if it were not there. */
function set(element: Element, attributes: unknown) {
  const { observedAttributes: known = [] } = (customElements.get("interleave-demo") ?? {}) as { observedAttributes?: string[] };
  for (const [name, value] of Object.entries(Object(attributes) as object)) {
    if (!known.includes(name)) continue;
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, String(value));
    if (name === "theme") document.documentElement.dataset.theme = String(value ?? "auto");
  }
}

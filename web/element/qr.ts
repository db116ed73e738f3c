/** The address of what is on the screen, for those who sit before it: as a QR code that can be read from the back of a room, and to be typed. */
import { encode } from "uqr";
import { addressOf } from "./address";
import type { Kit } from "./kit";
import type { Model } from "./model";
import type { Site } from "./site";

/** Modules of quiet around the code; the standard's. */
const border = 4;

/** What stands over the presentation while the code is shown. */
export async function makeCode(kit: Kit, site: Site, model: Model): Promise<HTMLElement> {
  const { h } = kit;
  const { href, why } = await addressOf(kit, site, model);
  if (why !== undefined) return h("div", { class: "code" }, h("p", { class: "why", role: "status" }, why));
  return h("div", { class: "code" }, drawing(href), h("p", { class: "address", role: "status" }, href.replace(/^https:\/\//, "")));
}

/** A code of middling redundancy: a camera may lose a seventh of it to glare. */
function drawing(text: string): SVGSVGElement {
  const { data, size } = encode(text, { ecc: "M", border });
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const attributes = { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": "QR code of the address below", "shape-rendering": "crispEdges" };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join(""));
  svg.append(path);
  return svg;
}

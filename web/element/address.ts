/** The shortest address that brings another reader to what is seen here, so that it can be read off a wall and typed. */
import type { Kit } from "./kit";
import type { Model } from "./model";
import type { Site } from "./site";
import type { Source } from "./source";

/** An address, or why there is none that others could open. */
export type Address = { href: string; why?: undefined } | { href?: undefined; why: string };

/** Names the page of the scenario with what differs there from what it shows by itself. How much of it is on the screen is left to the other screen. */
export async function addressOf(kit: Kit, site: Site, model: Model): Promise<Address> {
  const { root } = site;
  if (!root.protocol.startsWith("http")) return { why: "This site was opened as a file, so there is no address that others could open." };
  if (isOwnMachine(root.hostname))
    return { why: `Only this computer can open ${root.host}. Started with serve -lan, the server prints an address for the whole room: open that one here.` };
  const { demo, params, seed, clock, column, predicting, marks } = model;
  const { at, show = "", axis = "", view = "", lineup = "" } = kit.writeWishes(model);
  const wishes: Record<string, string> = Object.fromEntries(Object.entries({ show, axis, view, lineup }).filter(([, value]) => value));
  const changed = demo.parameters.filter((p) => params[p.name] !== p.default).map((p) => [p.name, params[p.name]]);
  if (changed.length > 0) wishes.params = kit.writeParams(Object.fromEntries(changed));
  if (seed !== kit.defaultSeed) wishes.seed = String(seed);
  if (clock !== (demo.clock ?? "virtual")) wishes.clock = clock;
  const recordings = (await Promise.all(model.sources.map((source) => nameOf(site, source)))).filter(Boolean);
  if (recordings.length > 0) wishes.recordings = recordings.join(" ");
  if (predicting) wishes.predict = "";
  else if (column !== (marks[0]?.column ?? 0)) wishes.at = at;
  const query = Object.entries(wishes).map(([name, value]) => (value ? `${name}=${encode(value)}` : name));
  return { href: new URL(`d/${demo.name}/${query.length > 0 ? `?${query.join("&")}` : ""}`, root).href };
}

/** What a link has to name for a source's run to come onto the stage; "" where it comes by itself. */
async function nameOf(site: Site, source: Source): Promise<string> {
  const { variant, variants, usual, run } = source;
  if (!variant || source.isUsual) return "";
  // A run made here that is the recorded one, event by event, need not be made again by everybody.
  if (variant.live && usual && !usual.live && run) {
    const recorded = await site.recording(usual.url).catch(() => null);
    if (recorded?.events.length === run.recording.events.length && JSON.stringify(recorded.events) === JSON.stringify(run.recording.events)) return "";
  }
  // As much of the id as tells it from those before it.
  const parts = variant.id.split("-");
  const first = (id: string) => variants.find((one) => `${one.id}-`.startsWith(`${id}-`));
  const length = parts.findIndex((_, i) => first(parts.slice(0, i + 1).join("-")) === variant) + 1;
  return `${source.key}-${parts.slice(0, length || parts.length).join("-")}`;
}

/** A value in a query: only what would end it or be read otherwise is written in another way. */
function encode(value: string): string {
  return encodeURIComponent(value).replace(/%(3D|2C|3A|40|2F)/gi, decodeURIComponent).replaceAll("%20", "+");
}

/** Whether a name stands for the computer itself, whichever that is. */
function isOwnMachine(hostname: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/.test(hostname);
}

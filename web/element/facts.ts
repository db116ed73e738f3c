/** All that a recording's header says of where the run comes from. */
import type { Header } from "../records/records";
import type { Kit } from "./kit";
import type { Run } from "./source";

export function fillFacts({ h }: Kit, { recording, live }: Run, list: HTMLElement) {
  list.replaceChildren(...factRows(recording.header, live).flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

function factRows(header: Header, live: boolean): [string, string][] {
  const map = (entries: Record<string, string | number> | undefined, sign: string) =>
    Object.entries(entries ?? {})
      .map(([k, v]) => `${k}${sign}${v}`)
      .join(", ");
  const rows: [string, string | undefined][] = [
    ["how", live ? "run live in this page" : "recorded beforehand"],
    ["runtime", header.runtime],
    ["set up as", header.flavor],
    ["threads", String(header.threads)],
    ["clock", header.clock === "virtual" ? "virtual: time moves only when nothing can run" : "real"],
    ["seed", header.seed?.toString() ?? (live ? undefined : "none: the seed of the page is for the run in the page alone")],
    ["parameters", map(header.params, " = ")],
    ["machine", header.machine],
    ["date", header.date],
    ["tools", map(header.tools, " ")],
    ["source", map(Object.fromEntries(Object.entries(header.files ?? {}).map(([k, v]) => [k, `sha256 ${v.slice(0, 12)}…`])), ": ")],
  ];
  return rows.filter((row): row is [string, string] => Boolean(row[1]));
}

/**
 * What is selected, and how a link carries it: `go unit worker 2`, `go role worker`, `tokio worker thread 1`, `go link 31-40` (the positions of its
 * ends), `go line main.go:28`. Whatever a link names that the run does not have is as if it were not there.
 */
import type { Schedule } from "../schedule/schedule";
import type { Visits } from "../schedule/visits";
import type { Turns } from "../stage/layers";
import type { Row } from "../stage/rows";
import type { Source } from "./source";

/** A lane: of one unit, of all units of the role of `unit`, or of a worker, which units have by turns. */
export interface Lane {
  source: Source;
  /** −1 of a worker's lane. */
  unit: number;
  folded: boolean;
  worker?: { name: string; turns: Turns };
}

export interface SelectedLink {
  source: Source;
  link: number;
  /** Column of the playhead when it was selected: there `f` follows it. */
  column: number;
}

export interface SelectedLine {
  source: Source;
  at: string;
  visits: Visits;
}

export function same(a: Lane, b: Lane): boolean {
  return a.source === b.source && a.unit === b.unit && a.folded === b.folded && a.worker?.turns === b.worker?.turns;
}

export function laneOf(source: Source, row: Row): Lane {
  const turns = row.paint?.turns(row);
  return { source, unit: turns ? -1 : row.units[0], folded: row.folded, worker: turns && { name: row.role, turns } };
}

/** What the details are about, in a few words; "" where that is nothing. */
export function writeSelection(selected: Lane | SelectedLink | SelectedLine | null): string {
  const { source } = selected ?? {};
  if (!selected || !source?.run) return "";
  const { units, links } = source.run.schedule;
  if ("at" in selected) return `${source.key} line ${selected.at}`;
  if ("link" in selected) return `${source.key} link ${links.from[selected.link]}-${links.to[selected.link]}`;
  const { unit, folded, worker } = selected;
  if (worker) return `${source.key} worker ${worker.name}`;
  return folded ? `${source.key} role ${units[unit].role}` : `${source.key} unit ${units[unit].name}`;
}

/** What a link names; of a line only where it is. Null where nothing on the stage is called so: workers have lanes once they are shown. */
export function readSelection(text: string, sources: Source[], lanes: Lane[]): Lane | Omit<SelectedLink, "column"> | Omit<SelectedLine, "visits"> | null {
  const [, key, kind, name = ""] = /^(\S+) (unit|role|worker|link|line) (.+)$/.exec(text) ?? [];
  const source = sources.find((one) => one.key === key);
  if (!source?.run) return null;
  if (kind === "line") return { source, at: name };
  if (kind === "worker") return lanes.find((lane) => lane.source === source && lane.worker?.name === name) ?? null;
  if (kind === "link") {
    const link = linkBetween(source.run.schedule, name);
    return link < 0 ? null : { source, link };
  }
  const unit = source.run.schedule.units.findIndex((one) => (kind === "role" ? one.role : one.name) === name);
  return unit < 0 ? null : { source, unit, folded: kind === "role" };
}

/** The link between two positions, −1 where there is none. */
function linkBetween({ links }: Schedule, text: string): number {
  const [from, to] = text.split("-").map(Number);
  return links.to.findIndex((position, i) => position === to && links.from[i] === from);
}

/** Finds the moments that a program's `// @mark name` comments name. */
import type { MarkInfo } from "../demo";
import type { Event } from "../records/records";
import { lastAt } from "./columns";
import type { Marker, Schedule } from "./schedule";

/**
 * Each mark's first event at its line or, where no event is at that line, at the nearest line after it that has any; of the kind,
 * operation or `why` that the mark asks for. Marks without such an event are left out. The markers are in the order of the marks.
 */
export function findMarkers(schedule: Schedule, marks: MarkInfo[]): Marker[] {
  const { events } = schedule.recording;
  const { steps } = schedule;
  const places = new Set<string>();
  for (const { at } of events) if (at !== undefined) places.add(at);
  const markers: Marker[] = [];
  for (const { name, file, line, of } of marks) {
    const nearest = nearestPlaces(places, file, line);
    const event = nearest.length > 0 ? events.findIndex((e) => nearest.includes(e.at!) && matches(e, of)) : -1;
    if (event < 0) continue;
    // The step that holds the event is the one after the last step that ends before it.
    const step = lastAt(steps.position, 0, steps.count, event) + 1;
    markers.push({ name, step });
  }
  return markers;
}

function matches(event: Event, of: string): boolean {
  return of === "" || event.e === of || (event.e === "op" && event.op === of) || event.why === of;
}

/** The places of a file at the first line from `line` on that any has: several where one line is written in several ways. */
function nearestPlaces(places: Set<string>, file: string, line: number): string[] {
  let least = Infinity;
  let nearest: string[] = [];
  for (const at of places) {
    const colon = at.lastIndexOf(":");
    const here = Number(at.slice(colon + 1));
    if (colon < 0 || at.slice(0, colon) !== file || !Number.isInteger(here) || here < line || here > least) continue;
    if (here < least) nearest = [];
    least = here;
    nearest.push(at);
  }
  return nearest;
}

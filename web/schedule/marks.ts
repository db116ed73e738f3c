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
  const lines = eventsByLine(schedule, new Set(marks.map((mark) => mark.file)));
  const { events } = schedule.recording;
  const { steps } = schedule;
  const markers: Marker[] = [];
  for (const { name, file, line, of } of marks) {
    const byLine = lines.get(file);
    const nearest = byLine && nearestLine(byLine, line);
    if (nearest === undefined) continue;
    const event = byLine!.get(nearest)!.find((i) => matches(events[i], of));
    if (event === undefined) continue;
    // The step that holds the event is the one after the last step that ends before it.
    const step = lastAt(steps.position, 0, steps.count, event) + 1;
    markers.push({ name, step });
  }
  return markers;
}

function nearestLine(byLine: Map<number, number[]>, line: number): number | undefined {
  let nearest: number | undefined;
  for (const candidate of byLine.keys()) {
    if (candidate >= line && (nearest === undefined || candidate < nearest)) nearest = candidate;
  }
  return nearest;
}

function matches(event: Event, of: string): boolean {
  return of === "" || event.e === of || (event.e === "op" && event.op === of) || event.why === of;
}

/** File to line to the indices of the events there, first to last. */
function eventsByLine({ recording }: Schedule, files: Set<string>): Map<string, Map<number, number[]>> {
  const byPlace = new Map<string, number[]>();
  recording.events.forEach(({ at }, i) => {
    if (at === undefined) return;
    const events = byPlace.get(at);
    if (events) events.push(i);
    else byPlace.set(at, [i]);
  });
  const lines = new Map<string, Map<number, number[]>>();
  for (const [at, events] of byPlace) {
    const colon = at.lastIndexOf(":");
    const file = at.slice(0, colon);
    const line = Number(at.slice(colon + 1));
    if (colon < 0 || !files.has(file) || !Number.isInteger(line)) continue;
    let byLine = lines.get(file);
    if (!byLine) lines.set(file, (byLine = new Map()));
    // Two ways to write one line are one line.
    byLine.set(line, [...(byLine.get(line) ?? []), ...events].sort((a, b) => a - b));
  }
  return lines;
}

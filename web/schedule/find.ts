/** Finds the moment that a matcher names: in a scenario's front matter, a thing to notice or the answer to its question. */
import type { MarkInfo, Matcher } from "../demo";
import type { Event } from "../records/records";
import type { Schedule } from "./schedule";

/** Index of the first event, or of the nth, for which all that is said holds; −1 where there is none. The marks are those of the run's program. */
export function findEvent(schedule: Schedule, matcher: Matcher, marks: MarkInfo[] = []): number {
  const { events } = schedule.recording;
  const test = testOf(schedule, matcher, marks);
  let left = Math.max(1, matcher.nth ?? 1);
  for (let i = 0; i < events.length; i++) if (test(events[i]) && --left === 0) return i;
  return -1;
}

/** The step of the schedule that holds an event. */
export function stepOfEvent({ steps }: Schedule, event: number): number {
  let low = 0;
  let high = steps.count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps.position[middle] > event) high = middle;
    else low = middle + 1;
  }
  return low;
}

function testOf(schedule: Schedule, matcher: Matcher, marks: MarkInfo[]): (event: Event) => boolean {
  const tests: ((event: Event) => boolean)[] = [];
  for (const key of ["e", "op", "v", "why", "how", "ok", "len"] as const) {
    const wanted = matcher[key];
    if (wanted !== undefined) tests.push((event) => (event[key] ?? absent[key]) === wanted);
  }
  const { unit, by, resource, kind, mark } = matcher;
  const isUnit = (name: string, id: number | undefined) => {
    const found = schedule.units[schedule.unitIndex(id)];
    return found?.name === name || found?.role === name;
  };
  if (unit !== undefined) tests.push((event) => isUnit(unit, event.u));
  if (by !== undefined) tests.push((event) => isUnit(by, event.by));
  if (resource !== undefined) {
    const ids = idsNamed(schedule, resource);
    tests.push((event) => ids.has(event.r ?? 0) || event.cases?.some(({ r }) => ids.has(r ?? 0)) === true);
  }
  if (kind !== undefined) tests.push((event) => (event.kind ?? schedule.resources[schedule.resourceIndex(event.r)]?.kind) === kind);
  if (mark !== undefined) tests.push(markTest(schedule, mark, marks, matcher));
  return (event) => tests.every((test) => test(event));
}

/** What a field is where a record leaves it out. */
const absent: Record<string, unknown> = { v: "", why: "", how: "", op: "" };

/** Ids of the resources that the page or the records call so. */
function idsNamed({ recording, resources }: Schedule, name: string): Set<number> {
  const ids = new Set(resources.filter((r) => r.name === name).map((r) => r.id));
  for (const event of recording.events) if (event.e === "new" && event.r !== undefined && event.name === name) ids.add(event.r);
  return ids;
}

/**
 * Whether a record is at the line of a mark or, where none is, at the nearest line after it, as markers are found. The word in the mark's brackets
 * holds where the matcher itself does not say which records it means.
 */
function markTest({ recording }: Schedule, name: string, marks: MarkInfo[], { e, op, why }: Matcher): (event: Event) => boolean {
  const places = new Map<string, string>();
  for (const mark of marks) {
    if (mark.name !== name) continue;
    let nearest = Infinity;
    for (const { at } of recording.events) {
      const line = at?.startsWith(`${mark.file}:`) ? Number(at.slice(mark.file.length + 1)) : NaN;
      if (line >= mark.line && line < nearest) nearest = line;
    }
    places.set(`${mark.file}:${nearest}`, e || op || why ? "" : mark.of);
  }
  return (event) => {
    const of = event.at === undefined ? undefined : places.get(event.at);
    return of !== undefined && (of === "" || event.e === of || (event.e === "op" && event.op === of) || event.why === of);
  };
}

/** Small schedules, written by hand for one question each. */
import { readRecording } from "../../records/read";
import type { Event, Header } from "../../records/records";
import { deriveSchedule } from "../derive";
import type { Schedule } from "../schedule";

const header: Header = { e: "header", t: 0, version: 1, model: "go", runtime: "go1.26.8 js/wasm", threads: 1, clock: "virtual" };

/** The schedule of events that are a nanosecond apart. */
export function schedule(...events: Omit<Event, "t">[]): Schedule {
  return deriveSchedule({ header, events: events.map((event, t) => ({ ...event, t })) });
}

/** The schedule of events with times of their own. */
export function timed(changes: Partial<Header>, ...events: Event[]): Schedule {
  return deriveSchedule({ header: { ...header, ...changes }, events });
}

/** The schedule of an NDJSON text without its header, which is put before it. */
export function parsed(text: string, changes: Partial<Header> = {}): Schedule {
  return deriveSchedule(readRecording(`${JSON.stringify({ ...header, ...changes })}\n${text.trim()}\n`));
}

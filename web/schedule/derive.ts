/**
 * Derives a schedule from a recording in one pass over its events, at once or while they come. Any order of well-formed records gives a schedule: what a
 * record presumes and the recording lacks (a unit without `spawn`, a lock without `new`) begins where it is first spoken of, and
 * kinds and operations that are not known change nothing.
 */
import type { Event, Recording } from "../records/records";
import { Floats, Ints, lastAt } from "./columns";
import { HoldingsWriter } from "./holdings";
import { LinksWriter } from "./links";
import { Lives } from "./lives";
import { Moments } from "./moment";
import { ResourceTable } from "./resources";
import { LinkKind, type Schedule } from "./schedule";
import { StepsWriter } from "./steps";
import { makeTenures, type Tenures } from "./tenures";
import { UnitTable } from "./units";

/** Model to the kind of a unit whose `spawn` does not say it. */
const unitKinds: Record<string, string> = { go: "goroutine", tokio: "task", threads: "thread", js: "job" };

/** Kinds that speak of a unit, always. */
export const ofUnits = new Set(["spawn", "run", "stop", "end", "wait", "unwait", "wake"]);

export function deriveSchedule(recording: Recording): Schedule {
  return new Derivation().finish(recording);
}

/** Whether only a timer ends this wait. */
export function isTimed(op: string | undefined, resourceKind?: string): boolean {
  return op === "sleep" || op === "tick" || op === "timeout" || resourceKind === "timer";
}

/** A schedule while its recording is made. */
export class Derivation {
  readonly #units = new UnitTable();
  readonly #table = new ResourceTable();
  readonly #lives = new Lives();
  readonly #holdings = new HoldingsWriter();
  readonly #links = new LinksWriter();
  readonly #steps = new StepsWriter();
  readonly #time = new Floats();
  readonly #active = new Ints();
  #events: Event[] = [];

  constructor() {
    this.#active.push(0);
  }

  /** Takes what has come since the last call: `events` are all events so far, of which none has changed. */
  read(events: Event[]) {
    this.#events = events;
    for (let index = this.#time.length; index < events.length; index++) {
      const event = events[index];
      // A time that goes back would break every look-up by time: it stands still instead.
      this.#time.push(index > 0 ? Math.max(event.t, this.#time.at(index - 1)) : event.t);
      this.#apply(event, index);
      this.#active.push(this.#lives.active);
      // What an event is to its step, the event after it tells.
      if (index > 0) this.#steps.take(events, index - 1);
    }
  }

  /** The schedule, once no more events will come; nothing may be read after it. */
  finish(recording: Recording): Schedule {
    this.read(recording.events);
    if (this.#events.length > 0) this.#steps.take(this.#events, this.#events.length - 1);
    const time = this.#time.rows.slice();
    const end = this.#events.length + 1;
    this.#units.name(Object.hasOwn(unitKinds, recording.header.model) ? unitKinds[recording.header.model] : "unit");
    this.#table.name(this.#units);
    const { units } = this.#units;
    const { resources } = this.#table;
    const { intervals, firstInterval, waits, places } = this.#lives.finish(end);
    const holdings = this.#holdings.finish(end);
    // What is kept holds the tables, and not this, which would keep all that was written twice.
    const events = this.#events;
    const unitTable = this.#units;
    const table = this.#table;
    const unitIndex = (id: number | undefined) => unitTable.index(id);
    const resourceIndex = (id: number | undefined) => table.index(id);
    let tenures: Tenures | undefined;
    const tenuresOnce = () => (tenures ??= makeTenures(events, resources.length, unitIndex, resourceIndex));
    const columns = { events, time, units, resources, table, intervals, firstInterval, waits, places, holdings, tenures: tenuresOnce };
    const moments = new Moments(columns);
    return {
      recording,
      units,
      resources,
      time,
      intervals,
      firstInterval,
      links: this.#links.finish(),
      levels: holdings.levels,
      firstLevel: holdings.firstLevel,
      active: new Uint32Array(this.#active.rows),
      steps: this.#steps.finish(this.#events.length, time, unitIndex),
      unitIndex,
      resourceIndex,
      tenures: tenuresOnce,
      unitOfInterval: (row) => lastAt(firstInterval, 0, units.length, row),
      unitAt: (unit, position) => moments.unit(unit, position),
      moment: (position) => moments.at(position),
    };
  }

  #apply(event: Event, index: number) {
    const position = index + 1;
    // Without its unit such a record says nothing.
    if (ofUnits.has(event.e) && !event.u) return;
    switch (event.e) {
      case "spawn":
        return this.#spawn(event, index);
      case "run":
        return this.#lives.run(this.#unit(event, index), event.w ?? 0, position);
      case "stop":
        return this.#stop(event, index);
      case "end": {
        const unit = this.#units.units[this.#unit(event, index)];
        if (unit.ended >= 0) return;
        unit.ended = position;
        unit.how = event.how ?? "";
        return this.#lives.end(unit.index, position);
      }
      case "wait":
        return this.#wait(event, index);
      case "wake": {
        const unit = this.#unit(event, index);
        const by = this.#units.index(event.by);
        if (by >= 0) this.#lives.place(by, event.at, index);
        if (this.#lives.wake(unit, position)) this.#links.ready(LinkKind.wake, position, by, unit);
        return;
      }
      case "unwait":
        this.#resource(event, index);
        return this.#lives.unwait(this.#unit(event, index), keyOf(event), position);
      case "new":
        this.#resource(event, index);
        if (event.u) this.#lives.place(this.#unit(event, index), event.at, index);
        return;
      case "op":
        return this.#op(event, index);
    }
  }

  #spawn(event: Event, index: number) {
    if (this.#units.index(event.u) >= 0) return;
    const by = this.#units.index(event.by);
    const unit = this.#unit(event, index);
    if (by < 0) return;
    this.#lives.place(by, event.at, index);
    this.#links.ready(LinkKind.spawn, index + 1, by, unit);
  }

  #stop(event: Event, index: number) {
    const unit = this.#unit(event, index);
    const waits = event.why === "wait";
    const guess = waits && event.op !== undefined ? index : -1;
    this.#lives.place(unit, event.at, index);
    this.#lives.stop(unit, waits, index + 1, guess, isTimed(event.op));
  }

  #wait(event: Event, index: number) {
    const unit = this.#unit(event, index);
    const resource = this.#resource(event, index);
    for (const { r } of event.cases ?? []) this.#resource({ e: "", t: 0, r }, index);
    const timed = isTimed(event.op, resource >= 0 ? this.#table.resources[resource].kind : undefined);
    this.#lives.place(unit, event.at, index);
    this.#lives.wait(unit, keyOf(event), index, timed, index + 1);
  }

  #op(event: Event, index: number) {
    const unit = event.u ? this.#unit(event, index) : -1;
    const resource = this.#resource(event, index);
    if (unit >= 0) {
      this.#lives.unwait(unit, keyOf(event), index + 1);
      // A unit for which another one completes an operation stays at the line of its wait.
      if (!event.by) this.#lives.place(unit, event.at, index);
    }
    if (resource < 0) return;
    const sent = this.#holdings.op(this.#table.resources[resource], unit, event, index);
    if (sent < 0) return;
    this.#links.message(sent + 1, index + 1, this.#units.index(this.#events[sent].u), unit, resource);
  }

  /** Index of the event's unit, which begins here if nothing spoke of it before. */
  #unit(event: Event, index: number): number {
    const id = event.u ?? 0;
    const known = this.#units.index(id);
    if (known >= 0) return known;
    this.#lives.bear(index + 1);
    return this.#units.bear(id, event, index + 1);
  }

  /** Index of the event's resource, which begins here if nothing spoke of it before; −1 where it has none. */
  #resource(event: Event, index: number): number {
    if (!event.r) return -1;
    const known = this.#table.index(event.r);
    if (known >= 0) return known;
    const resource = this.#table.bear(event.r, event, index + 1);
    this.#holdings.bear(resource, event, index + 1);
    return resource;
  }
}

/** What a wait and the record that ends it have in common. */
function keyOf(event: Event): string {
  return `${event.r ?? 0} ${event.op ?? ""}`;
}

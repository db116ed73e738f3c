/**
 * Groups events into steps: what a reader walks through. An act begins a step: a unit gets its worker, gives way, spawns, makes
 * something, begins to wait, completes an operation, ends; a timer fires; the run is over. What follows from it, done by the same
 * unit or by the runtime, belongs to it.
 */
import type { Event } from "../records/records";
import { Floats, Ints } from "./columns";
import type { Steps } from "./schedule";

/** What an event is to the step before it. */
const Part = {
  /** Begins a step and gives it its meaning. */
  act: 0,
  /** Belongs to the step before. */
  consequence: 1,
  /** Begins a step whose meaning the event after it gives. */
  prelude: 2,
} as const;
type Part = (typeof Part)[keyof typeof Part];

/** Steps, written event by event. */
export class StepsWriter {
  readonly #position = new Ints();
  readonly #first = new Ints();
  readonly #lead = new Ints();
  /** Ids of the units that act, −1 where none does. They become indices when all units are known. */
  readonly #acting = new Floats();
  /** Whether the last step has no act yet. */
  #open = false;
  /** The unit that acts in the step, as the records name it; 0 for the runtime. */
  #actor = 0;

  constructor() {
    this.#begin(-1);
  }

  /** Takes event `i` of `events`, which hold the one after it, unless it is the last. */
  take(events: Event[], i: number) {
    let part = partOf(events, i, this.#actor);
    if (part === Part.consequence) {
      if (this.#lead.length > 1) return;
      // Before the first act there is no step to belong to.
      part = Part.prelude;
    }
    if (!this.#open) this.#begin(i);
    this.#open = part === Part.prelude;
    this.#actor = actorOf(events[i]);
    if (part !== Part.act) return;
    this.#lead.set(this.#lead.length - 1, i);
    this.#acting.set(this.#acting.length - 1, this.#actor);
  }

  /** `events` are counted; `time` is that of each, in ns; `unitIndex` maps an id of the records to a unit's index, −1 where it has none. */
  finish(events: number, time: Float64Array, unitIndex: (id: number) => number): Steps {
    const last = this.#first.length - 1;
    // What never found its act is led by its own first event.
    if (this.#open) this.#lead.set(last, this.#first.at(last));
    this.#position.push(last > 0 ? events : 0);
    const timeNs = new Float64Array(last + 1);
    for (let s = 1; s <= last; s++) timeNs[s] = time[this.#first.at(s)];
    // By hand: `Int32Array.from` with a function goes through an iterator, which takes fifty times as long.
    const unit = new Int32Array(last + 1);
    for (let s = 0; s <= last; s++) unit[s] = unitIndex(this.#acting.at(s));
    return {
      count: last + 1,
      position: new Uint32Array(this.#position.rows),
      time: timeNs,
      lead: this.#lead.rows.slice(),
      unit,
    };
  }

  /** A step begins with an event, which is the position at which the one before it is over. */
  #begin(event: number) {
    if (event >= 0) this.#position.push(this.#first.length > 1 ? event : 0);
    this.#first.push(event);
    this.#lead.push(-1);
    this.#acting.push(-1);
  }
}

/** Who does what an event records. */
function actorOf(event: Event): number {
  const byOther = event.e === "spawn" || event.e === "wake" || event.e === "op";
  return (byOther && event.by) || (event.e === "spawn" || event.e === "wake" || event.e === "exit" ? 0 : (event.u ?? 0));
}

function partOf(events: Event[], i: number, actor: number): Part {
  const event = events[i];
  const next = events[i + 1];
  switch (event.e) {
    case "spawn":
    case "run":
    case "end":
    case "exit":
      return Part.act;
    case "new":
      if (isHandleOf(event, events[i - 1])) return Part.consequence;
      if (isFirstUse(event, next)) return next.e === "wait" && alsoWaits(events, i, event.u) ? Part.consequence : Part.prelude;
      if (isHandleOf(event, next)) return Part.prelude;
      // A handle on a unit that is known is no news.
      return event.of ? Part.consequence : Part.act;
    case "wait":
      return alsoWaits(events, i, event.u) ? Part.consequence : Part.act;
    case "op":
      return partOfOp(events, i, actor);
    case "stop":
      if (event.why === "wait" && event.op !== undefined) return Part.act;
      return event.why === "yield" || event.why === "preempt" || event.why === "budget" ? Part.act : Part.consequence;
    case "wake":
      return event.by && event.by === actor ? Part.consequence : Part.act;
    case "busy":
      // A worker that has something to do again belongs to what it has to do.
      return next?.e === "run" || (next?.e === "wake" && !next.by) ? Part.prelude : Part.consequence;
    default:
      return Part.consequence;
  }
}

/** Operations that change nothing but the unit itself when they complete. */
const resumptions = new Set(["sleep", "tick", "timeout", "wait", "join", "notified", "cancelled", "yield", "select"]);

function partOfOp(events: Event[], i: number, actor: number): Part {
  const event = events[i];
  const before = events[i - 1];
  const next = events[i + 1];
  if (event.by) {
    const handsOver = next?.e === "op" && next.u === event.by && !next.by && next.r === event.r;
    if (handsOver && event.op === "send" && next.op === "receive" && !takesFrom(before, event)) return Part.prelude;
    return event.by === actor ? Part.consequence : Part.act;
  }
  // What only tells a unit that its wait is over says why it runs again.
  const defaulted = (event.op === "select" && event.choice === -1) || (event.op === "cancelled" && !event.ok);
  if (before?.e === "run" && before.u === event.u && resumptions.has(event.op ?? "") && !defaulted) return Part.consequence;
  // A condition's wait gives its lock back.
  if (event.op === "unlock" && before?.e === "wait" && before.op === "wait" && before.u === event.u) return Part.consequence;
  // The chosen case's own operation stands before the select that chose it.
  const chosen = event.op === "select" && before?.e === "op" && before.u === event.u && !before.by;
  return chosen ? Part.consequence : Part.act;
}

/** Whether `before` is the receive whose free slot the blocked `send` fills. */
function takesFrom(before: Event | undefined, send: Event): boolean {
  return before?.e === "op" && before.op === "receive" && before.u === send.by && before.r === send.r;
}

/** Whether the unit has just begun another wait: the branches of one select! or join! are waited for together. */
function alsoWaits(events: Event[], i: number, unit: number | undefined): boolean {
  let before = i - 1;
  while (before >= 0 && events[before].e === "new" && events[before].u === unit) before--;
  return events[before]?.e === "wait" && events[before].u === unit;
}

/** Whether a resource is the join handle of the unit that a spawn begins. */
function isHandleOf(handle: Event | undefined, spawn: Event | undefined): boolean {
  return handle?.e === "new" && spawn?.e === "spawn" && handle.of !== undefined && handle.of === spawn.u;
}

/** Whether a resource is born only because the event after it uses it, as a lock, a timer or the handle of a unit is. */
function isFirstUse(birth: Event, use: Event | undefined): use is Event {
  return (use?.e === "op" || use?.e === "wait") && !use.by && use.r === birth.r && use.u === birth.u && (use.at === birth.at || birth.of !== undefined);
}

/** What sentences need to know beyond one event, found in the records: who could end a wait, and what followed in a step. */
import type { Event } from "../records/records";
import { lastAt } from "./columns";
import { State, type Schedule } from "./schedule";

/** What follows from a step's lead within the step. */
export interface Consequences {
  /** Event indices of operations that the acting unit completed for others. */
  ops: number[];
  /** Event index of the operation for which the unit waited and which let it go on, −1 where there is none. */
  resumed: number;
  /** Units that were made ready. */
  woken: number[];
  /** Event index of the select whose chosen case the lead is, −1 where there is none. */
  select: number;
  /** Event indices of the waits that began together, and of the records by which the acting unit's waits were over without an operation. */
  waits: number[];
  left: number[];
  /** Lines that the acting unit printed. */
  printed: string[];
}

export function consequencesOf(schedule: Schedule, step: number): Consequences {
  const { steps, recording } = schedule;
  const lead = steps.lead[step];
  const actor = recording.events[lead];
  const found: Consequences = { ops: [], resumed: -1, woken: [], select: -1, waits: [], left: [], printed: [] };
  for (let i = steps.position[step - 1]; i < steps.position[step]; i++) {
    const event = recording.events[i];
    if (event.e === "op" && i !== lead) {
      if (event.op === "select" && event.u === actor.u) found.select = i;
      else if (event.by) found.ops.push(i);
      else if (event.u === actor.u) found.resumed = i;
    } else if (event.e === "wake" && i !== lead) {
      if (tookEffect(schedule, i)) found.woken.push(schedule.unitIndex(event.u));
    } else if (event.e === "wait") found.waits.push(i);
    else if (event.e === "unwait" && event.u === actor.u) found.left.push(i);
    else if (event.e === "out" && event.u !== undefined && event.u === actor.u) found.printed.push(event.v ?? "");
  }
  return found;
}

/** A value that went from one unit straight to another. */
export interface Handover {
  from: number;
  to: number;
  value: string;
}

/** What a step handed over a resource from a unit's send to another's receive, undefined where it did not. */
export function handoverIn({ steps, recording, unitIndex, resourceIndex }: Schedule, step: number, resource: number): Handover | undefined {
  const ops = recording.events
    .slice(steps.position[step - 1] ?? 0, steps.position[step])
    .filter(({ e, r, ok }) => e === "op" && ok && resourceIndex(r) === resource);
  const send = ops.find(({ op }) => op === "send");
  const receive = ops.find(({ op, by, u }) => op === "receive" && send && (by ?? u) === (send.by ?? send.u));
  return send && receive && { from: unitIndex(send.u), to: unitIndex(receive.u), value: send.v ?? "" };
}

/** Whether a wake made its unit ready: one that is ready already, runs or has ended is not changed by it. */
export function tookEffect(schedule: Schedule, wake: number): boolean {
  const unit = schedule.unitIndex(schedule.recording.events[wake].u);
  return unit >= 0 && schedule.unitAt(unit, wake).state !== State.ready && schedule.unitAt(unit, wake + 1).state === State.ready;
}

/** Whether the unit of a wait goes on in spite of it, as one that polls several things may: its next record is no stop. */
export function goesOn({ recording: { events } }: Schedule, wait: number): boolean {
  const { u } = events[wait];
  const next = events.slice(wait + 1).find((event) => event.u === u && event.e !== "wait" && event.e !== "wake" && !event.by);
  return next !== undefined && next.e !== "stop" && next.e !== "exit";
}

/** Row of the levels that holds for a resource at a position, −1 before its birth. */
export function levelAt(schedule: Schedule, resource: number, position: number): number {
  const { levels, firstLevel } = schedule;
  const row = lastAt(levels.from, firstLevel[resource], firstLevel[resource + 1], position);
  return row < firstLevel[resource] ? -1 : row;
}

/** Row of the intervals in which a unit is at a position. */
export function intervalAt({ intervals, firstInterval }: Schedule, unit: number, position: number): number {
  return lastAt(intervals.from, firstInterval[unit], firstInterval[unit + 1], position);
}

/** Operation to those by which others can end a wait for it. */
const endedBy: Record<string, string[]> = {
  send: ["receive"],
  reserve: ["receive"],
  receive: ["send", "close"],
  lock: ["unlock", "runlock"],
  rlock: ["unlock"],
  acquire: ["release"],
  wait: ["done", "signal", "broadcast"],
  notified: ["notify"],
  cancelled: ["cancel"],
};

/** Who could end a wait: units, and what they do for it. */
export interface Enders {
  op: string;
  /** Indices of units that do `op` to the resource later in the recording. */
  units: number[];
  /** Whether anybody else does it in this recording, be it before. */
  anybody: boolean;
}

/** Who, in this recording, does after `position` what ends a wait of `unit` for `op` on `resource`; undefined where that does not tell. */
export function endersOf(schedule: Schedule, unit: number, op: string, resource: number, position: number): Enders | undefined {
  if (resource < 0 || !Object.hasOwn(endedBy, op)) return undefined;
  const doers = doersOf(schedule)[resource];
  let anybody = false;
  for (const ender of endedBy[op]) {
    const all = [...(doers.get(ender) ?? [])].filter(([doer]) => doer !== unit);
    const units = all.filter(([, last]) => last >= position).map(([doer]) => doer);
    if (units.length > 0) return { op: ender, units, anybody: true };
    anybody ||= all.length > 0;
  }
  return { op: endedBy[op][0], units: [], anybody };
}

/** For each resource: operation to the units that complete it, or wait for it, each with the last event index at which it does. */
type Doers = Map<string, Map<number, number>>[];

const doersBySchedule = new WeakMap<Schedule, Doers>();

function doersOf(schedule: Schedule): Doers {
  const known = doersBySchedule.get(schedule);
  if (known) return known;
  const doers: Doers = schedule.resources.map(() => new Map());
  const add = (unit: number, op: string | undefined, r: number | undefined, index: number) => {
    const resource = schedule.resourceIndex(r);
    if (unit < 0 || resource < 0 || op === undefined) return;
    const units = doers[resource].get(op);
    if (units) units.set(unit, index);
    else doers[resource].set(op, new Map([[unit, index]]));
  };
  schedule.recording.events.forEach((event, index) => {
    if (event.e !== "op" && event.e !== "wait") return;
    const unit = schedule.unitIndex(event.u);
    add(unit, event.op, event.r, index);
    for (const { op, r } of event.cases ?? []) add(unit, op, r, index);
  });
  doersBySchedule.set(schedule, doers);
  return doers;
}

/** Event index of the operation that another unit completed for `unit` while it waited, before it runs again at event `run`; −1 where there is none. */
export function completedFor(schedule: Schedule, unit: number, run: number): number {
  const { intervals, firstInterval, recording } = schedule;
  const row = intervalAt(schedule, unit, run);
  if (row <= firstInterval[unit] || intervals.state[row] !== State.ready) return -1;
  const wake = intervals.from[row] - 1;
  for (let i = wake - 1; i >= 0 && i >= wake - 3; i--) {
    const event = recording.events[i];
    if (event.e === "op" && event.by && schedule.unitIndex(event.u) === unit && event.op !== "select") return i;
  }
  return -1;
}

/** Whether a context (index of its resource) was cancelled before an event. */
export function isCancelled({ recording, resourceIndex }: Schedule, resource: number, before: Event): boolean {
  if (resource < 0) return false;
  const cancel = recording.events.find((event) => event === before || (event.op === "cancel" && event.e === "op" && resourceIndex(event.r) === resource));
  return cancel !== before;
}

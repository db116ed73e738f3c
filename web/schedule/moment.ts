/** The state at a position, looked up in the columns. */
import { lastAt } from "./columns";
import type { Holdings } from "./holdings";
import type { Places, Waits } from "./lives";
import { isQueue, type ResourceTable } from "./resources";
import { tenuresAt, type Tenures } from "./tenures";
import { State, type Intervals, type Moment, type Resource, type ResourceMoment, type StateCode, type Unit, type UnitMoment, type Wait } from "./schedule";
import type { Event } from "../records/records";

/** The kinds that somebody holds. */
const locks = new Set(["mutex", "rwmutex", "semaphore"]);

export interface Columns {
  events: Event[];
  time: Float64Array;
  units: Unit[];
  resources: Resource[];
  table: ResourceTable;
  intervals: Intervals;
  firstInterval: Uint32Array;
  waits: Waits;
  places: Places;
  holdings: Holdings;
  tenures: () => Tenures;
}

export class Moments {
  readonly #columns: Columns;
  #last: Moment | undefined;

  constructor(columns: Columns) {
    this.#columns = columns;
  }

  /** Positions outside the recording are its ends. The answer may be shared between calls: it must not be changed. */
  at(position: number): Moment {
    const { events, time, units, resources } = this.#columns;
    const p = Math.min(events.length, Math.max(0, Math.floor(position) || 0));
    if (this.#last?.position === p) return this.#last;
    const unitMoments = units.map((unit) => this.unit(unit.index, p));
    const moment: Moment = {
      position: p,
      time: p > 0 ? time[p - 1] : 0,
      event: p - 1,
      units: unitMoments,
      resources: resources.map((resource) => this.#resource(resource.index, p)),
    };
    this.#queueUp(moment);
    return (this.#last = moment);
  }

  unit(unit: number, position: number): UnitMoment {
    const { intervals, firstInterval, events, places } = this.#columns;
    const row = lastAt(intervals.from, firstInterval[unit], firstInterval[unit + 1], position);
    const state = intervals.state[row] as StateCode;
    const waits = state === State.waiting || state === State.sleeping ? this.#waits(unit, position) : [];
    const place = lastAt(places.event, places.first[unit], places.first[unit + 1], position - 1);
    return { unit, state, worker: intervals.worker[row], waits, at: place < places.first[unit] ? "" : events[places.event[place]].at! };
  }

  /** Oldest first. */
  #waits(unit: number, position: number): Wait[] {
    const { waits } = this.#columns;
    const open: Wait[] = [];
    let row = lastAt(waits.from, waits.first[unit], waits.first[unit + 1], position);
    if (row < waits.first[unit]) return open;
    for (; row >= 0; row = waits.before[row]) if (position < waits.to[row]) open.push(this.#wait(waits.event[row]));
    return open.reverse();
  }

  #wait(event: number): Wait {
    const { events, table } = this.#columns;
    const { op, r, v, until, at } = events[event];
    return { event, op: op ?? "", resource: table.index(r), value: v ?? "", until: until ?? -1, at: at ?? "" };
  }

  #resource(resource: number, position: number): ResourceMoment {
    const { events, resources, holdings, tenures } = this.#columns;
    const { levels, firstLevel, left, sends, firstSend, closed } = holdings;
    const row = lastAt(levels.from, firstLevel[resource], firstLevel[resource + 1], position);
    const moment: ResourceMoment = { resource, len: 0, held: 0, values: [], closed: position >= closed[resource], holder: -1, holders: [], waiting: [] };
    if (row < firstLevel[resource]) return moment;
    moment.len = levels.len[row];
    moment.held = levels.held[row];
    moment.holder = levels.holder[row];
    const { kind } = resources[resource];
    if (locks.has(kind)) moment.holders = tenuresAt(tenures(), resource, position).map((row) => tenures().unit[row]);
    let head = firstSend[resource] + left[row];
    let count = moment.len;
    if (!isQueue(resources[resource])) {
      // Every receiver has its own place among the values; those which some have not received yet are the last ones.
      if (kind === "watch") count = 1;
      head = Math.max(firstSend[resource], lastAt(sends, firstSend[resource], firstSend[resource + 1], position - 1) + 1 - count);
    }
    const end = Math.min(head + count, firstSend[resource + 1]);
    for (let i = head; i < end && sends[i] < position; i++) moment.values.push(events[sends[i]].v ?? "");
    return moment;
  }

  /** Lines the waiting units up at what they wait for, in the order in which they came. */
  #queueUp(moment: Moment) {
    const { events, table } = this.#columns;
    const waits: { unit: number; wait: Wait }[] = [];
    for (const { unit, waits: open } of moment.units) for (const wait of open) waits.push({ unit, wait });
    waits.sort((a, b) => a.wait.event - b.wait.event);
    for (const { unit, wait } of waits) {
      if (wait.resource >= 0) moment.resources[wait.resource].waiting.push({ unit, op: wait.op, value: wait.value });
      for (const { op, r } of events[wait.event].cases ?? []) {
        const resource = table.index(r);
        if (resource >= 0) moment.resources[resource].waiting.push({ unit, op, value: "" });
      }
    }
  }
}

/** The links that concern a unit at a step, and where each leads. Loaded with the parts that need it: what it shares with its neighbours is handed over. */
import type { lastAt } from "./columns";
import type { LinkKind, Schedule, State } from "./schedule";

export interface FollowNeeds {
  lastAt: typeof lastAt;
  LinkKind: typeof LinkKind;
  State: typeof State;
}

/** One end of a link: a unit, and the position after its event there. */
export interface End {
  unit: number;
  position: number;
}

/**
 * Links of a unit at a step, the most telling first: of a unit that waits the wake that will end its wait, then what it did or what was done to it
 * in this step (wakes, messages, spawns), and where there is nothing of the kind what reached it last.
 */
export function linksAt({ lastAt, LinkKind, State }: FollowNeeds, schedule: Schedule, unit: number, step: number): number[] {
  const { links, steps, intervals, firstInterval } = schedule;
  const now = steps.position[step];
  const before = step > 0 ? steps.position[step - 1] : 0;
  const row = lastAt(intervals.from, firstInterval[unit], firstInterval[unit + 1], now);
  const waits = intervals.state[row] === State.waiting || intervals.state[row] === State.sleeping;
  const touching: number[] = [];
  let ending = -1;
  let reached = -1;
  for (let i = 0; i < links.count; i++) {
    const comes = links.toUnit[i] === unit;
    if (!comes && links.fromUnit[i] !== unit) continue;
    if ((links.to[i] > before && links.to[i] <= now) || (!comes && links.from[i] > before && links.from[i] <= now)) touching.push(i);
    else if (comes && links.to[i] <= before) reached = i;
    else if (comes && waits && links.to[i] === intervals.to[row] && links.kind[i] === LinkKind.wake) ending = i;
  }
  const order = [LinkKind.wake, LinkKind.message, LinkKind.spawn] as number[];
  touching.sort((a, b) => order.indexOf(links.kind[a]) - order.indexOf(links.kind[b]));
  const found = ending >= 0 ? [ending, ...touching] : touching;
  return found.length > 0 || reached < 0 ? found : [reached];
}

/** The end of a link that is not at `unit`. */
export function otherEnd({ links }: Schedule, link: number, unit: number): End {
  const from = { unit: links.fromUnit[link], position: links.from[link] };
  return from.unit === unit ? { unit: links.toUnit[link], position: links.to[link] } : from;
}

/** The wake by another unit that made a unit ready at a position, −1 where the runtime or nobody did. */
export function wakeAt({ lastAt, LinkKind }: FollowNeeds, { links }: Schedule, unit: number, position: number): number {
  for (let i = lastAt(links.to, 0, links.count, position); i >= 0 && links.to[i] === position; i--) {
    if (links.toUnit[i] === unit && links.kind[i] === LinkKind.wake) return i;
  }
  return -1;
}

/** The next step after `step` (or the last one before it, where `by` is −1) in which one of the units acts or comes into another state, −1 where none does. */
export function nextStepOf(schedule: Schedule, units: readonly number[], step: number, by: 1 | -1): number {
  const { steps } = schedule;
  const all = new Set(units);
  for (let s = step + by; s > 0 && s < steps.count; s += by) {
    if (all.has(steps.unit[s])) return s;
    for (const unit of units) {
      if (schedule.unitAt(unit, steps.position[s]).state !== schedule.unitAt(unit, steps.position[s - 1]).state) return s;
    }
  }
  return -1;
}

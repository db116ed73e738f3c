/** Units that wait for each other: a deadlock's circle. */
import type { intervalAt, levelAt } from "./facts";
import type { Schedule, State } from "./schedule";

type LevelAt = typeof levelAt;

/** What this needs of its neighbours in this room. */
export interface CircleNeeds {
  State: typeof State;
  intervalAt: typeof intervalAt;
  levelAt: LevelAt;
}

/** One who waits, and for what. */
export interface Waiter {
  unit: number;
  resource: number;
}

/** A circle, and at which positions it holds: `from ≤ p < to`. */
export interface Circle {
  waiters: Waiter[];
  from: number;
  to: number;
}

/**
 * Units that wait for each other at a position, in order: each waits for a lock that the next one holds, or for the next one's end,
 * and the last one for the first. Units that wait for several things are in no circle, and no unit is in two.
 */
export function circlesAt(schedule: Schedule, position: number, { levelAt }: { levelAt: LevelAt }): Waiter[][] {
  const circles: Waiter[][] = [];
  const visited = new Set<number>();
  for (const { index } of schedule.units) {
    const path: Waiter[] = [];
    let unit = index;
    while (unit >= 0 && !visited.has(unit)) {
      visited.add(unit);
      const resource = waitedFor(schedule, unit, position);
      path.push({ unit, resource });
      unit = resource < 0 ? -1 : obstacle(schedule, resource, position, levelAt);
    }
    const start = path.findIndex((waiter) => waiter.unit === unit);
    if (start >= 0) circles.push(path.slice(start));
  }
  return circles;
}

const found = new WeakMap<Schedule, Circle[]>();

/** All circles of a recording, in order of their beginning. A circle closes when the last of its units begins to wait, so it is looked for there alone. */
export function circlesOf(schedule: Schedule, needs: CircleNeeds): Circle[] {
  let circles = found.get(schedule);
  if (circles) return circles;
  found.set(schedule, (circles = []));
  const { intervals, recording } = schedule;
  for (let i = 0; i < intervals.count; i++) {
    const event = recording.events[intervals.cause[i]];
    if (!event?.r || intervals.state[i] !== needs.State.waiting) continue;
    const from = intervals.from[i];
    const waiters = circleFrom(schedule, schedule.unitOfInterval(i), from, needs);
    // Each of its units finds a circle that closes for several of them at once.
    if (waiters.length > 0 && !circles.some((known) => known.from === from && known.waiters.some(({ unit }) => unit === waiters[0].unit))) {
      circles.push({ waiters, from, to: endOf(schedule, waiters, from, needs) });
    }
  }
  return circles.sort((a, b) => a.from - b.from);
}

/** The circle in which a unit is at a position, from its first unit on; empty where it is in none. */
function circleFrom(schedule: Schedule, start: number, position: number, { levelAt }: CircleNeeds): Waiter[] {
  const path: Waiter[] = [];
  const visited = new Set<number>();
  for (let unit = start; unit >= 0 && !visited.has(unit); ) {
    visited.add(unit);
    const resource = waitedFor(schedule, unit, position);
    path.push({ unit, resource });
    unit = resource < 0 ? -1 : obstacle(schedule, resource, position, levelAt);
    if (unit !== start) continue;
    const first = path.reduce((least, waiter, i) => (waiter.unit < path[least].unit ? i : least), 0);
    return [...path.slice(first), ...path.slice(0, first)];
  }
  return [];
}

/** The position at which a circle is no more: one of its units is woken, or a lock has another holder. */
function endOf(schedule: Schedule, waiters: Waiter[], from: number, { intervalAt, levelAt }: CircleNeeds): number {
  const { intervals, levels, firstLevel, recording } = schedule;
  let end = recording.events.length + 1;
  for (const { unit, resource } of waiters) {
    const interval = intervalAt(schedule, unit, from);
    // The last state of a unit lasts beyond the recording.
    if (interval + 1 < schedule.firstInterval[unit + 1]) end = Math.min(end, intervals.to[interval]);
    let level = levelAt(schedule, resource, from);
    if (level < 0) continue;
    const { holder } = levels;
    const last = firstLevel[resource + 1];
    while (++level < last && levels.from[level] < end) if (holder[level] !== holder[level - 1]) end = levels.from[level];
  }
  return end;
}

/** The resource that a unit waits for at a position, −1 where there are none, or several. */
function waitedFor(schedule: Schedule, unit: number, position: number): number {
  const { waits } = schedule.unitAt(unit, position);
  return waits.length === 1 ? waits[0].resource : -1;
}

/** The unit that alone can end a wait for a resource, −1 where that cannot be told. */
function obstacle(schedule: Schedule, resource: number, position: number, levelAt: LevelAt): number {
  const { of } = schedule.resources[resource];
  const row = levelAt(schedule, resource, position);
  return of >= 0 ? of : row < 0 ? -1 : schedule.levels.holder[row];
}

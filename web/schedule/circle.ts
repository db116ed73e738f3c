/** Units that wait for each other: a deadlock's circle. */
import type { levelAt } from "./facts";
import type { Schedule } from "./schedule";

type LevelAt = typeof levelAt;

/** One who waits, and for what. */
export interface Waiter {
  unit: number;
  resource: number;
}

/**
 * Units that wait for each other at a position, in order: each waits for a lock that the next one holds, or for the next one's end,
 * and the last one for the first. Empty where there is no such circle. Units that wait for several things are in none.
 */
export function circleOf(schedule: Schedule, position: number, { levelAt }: { levelAt: LevelAt }): Waiter[] {
  const visited = new Set<number>();
  for (const { index } of schedule.units) {
    const path: Waiter[] = [];
    let unit = index;
    while (unit >= 0 && !visited.has(unit)) {
      visited.add(unit);
      const { waits } = schedule.unitAt(unit, position);
      const resource = waits.length === 1 ? waits[0].resource : -1;
      path.push({ unit, resource });
      unit = resource < 0 ? -1 : obstacle(schedule, resource, position, levelAt);
    }
    const start = path.findIndex((waiter) => waiter.unit === unit);
    if (start >= 0) return path.slice(start);
  }
  return [];
}

/** The unit that alone can end a wait for a resource, −1 where that cannot be told. */
function obstacle(schedule: Schedule, resource: number, position: number, levelAt: LevelAt): number {
  const { of } = schedule.resources[resource];
  const row = levelAt(schedule, resource, position);
  return of >= 0 ? of : row < 0 ? -1 : schedule.levels.holder[row];
}

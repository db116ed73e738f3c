/** How long locks are shared by readers, and the acts on what lets units pass: what the strips of such resources show. */
import type { Schedule } from "./schedule";

/** Acts that are worth a mark on the line of what lets units pass. */
const acts = new Set(["cancel", "notify", "signal", "broadcast", "wait", "do", "close"]);

/** A stretch in which the number of readers of a lock stays the same; positions. */
export interface Stretch {
  resource: number;
  from: number;
  to: number;
  readers: number;
  /** The one reader, −1 where there are several. */
  unit: number;
}

/** Where locks are held by readers: those of resource r are `stretches[first[r]] … stretches[first[r + 1] − 1]`, in order. */
export interface Stretches {
  stretches: Stretch[];
  first: number[];
}

const stretchesBySchedule = new WeakMap<Schedule, Stretches>();

export function stretchesOf(schedule: Schedule): Stretches {
  let found = stretchesBySchedule.get(schedule);
  if (!found) {
    stretchesBySchedule.set(schedule, (found = { stretches: [], first: [0] }));
    for (const { index } of schedule.resources) {
      addStretches(schedule, index, found.stretches);
      found.first.push(found.stretches.length);
    }
  }
  return found;
}

function addStretches(schedule: Schedule, resource: number, stretches: Stretch[]) {
  const { unit, from, to, permits, first } = schedule.tenures();
  const edges: { at: number; row: number; begins: boolean }[] = [];
  for (let row = first[resource]; row < first[resource + 1]; row++) {
    if (permits[row] < 0) edges.push({ at: from[row], row, begins: true }, { at: to[row], row, begins: false });
  }
  edges.sort((a, b) => a.at - b.at);
  const open = new Set<number>();
  edges.forEach(({ at, row, begins }, i) => {
    if (begins) open.add(row);
    else open.delete(row);
    const until = edges[i + 1]?.at;
    if (open.size === 0 || until === undefined || until === at) return;
    const [one] = open;
    stretches.push({ resource, from: at, to: until, readers: open.size, unit: open.size === 1 ? unit[one] : -1 });
  });
}

const actsBySchedule = new WeakMap<Schedule, Map<number, number[]>>();

/** Event indices of the acts on each resource, in order. */
export function actsOf(schedule: Schedule): Map<number, number[]> {
  let found = actsBySchedule.get(schedule);
  if (found) return found;
  actsBySchedule.set(schedule, (found = new Map()));
  for (const [i, { e, op, r, ok }] of schedule.recording.events.entries()) {
    if (e !== "op" || !ok || r === undefined || !acts.has(op ?? "")) continue;
    const resource = schedule.resourceIndex(r);
    const events = found.get(resource);
    if (events) events.push(i);
    else found.set(resource, [i]);
  }
  return found;
}

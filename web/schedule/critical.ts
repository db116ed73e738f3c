/**
 * The critical path: what made a run as long as it was. From its end backward, each stretch is what the unit at hand did; where that had
 * waited until another unit woke it, the path goes on in the waker, for nothing that the waiting unit did could have made it shorter.
 *
 * This is the critical path of a program activity graph (C.-Q. Yang and B. P. Miller, "Critical path analysis for the execution of parallel
 * and distributed programs", ICDCS 1988), found by walking back over the wakes instead of by building the graph.
 */
import type { LinkKind as Links, Schedule, State as States } from "./schedule";

/**
 * `run`: on its worker; `ready`: could run, its worker was not free; `sleep`: until a timer; `wait`: until something outside of the program,
 * or until somebody the recording does not name; `none`: no unit was on the path, before the first began or after the last stopped.
 */
export type PathKind = "run" | "ready" | "sleep" | "wait" | "none";

/** One stretch of the path, at positions `from ≤ p < to`; time is that between these two positions. */
export interface PathPiece {
  /** −1 where the kind is `none`. */
  unit: number;
  kind: PathKind;
  from: number;
  to: number;
  ns: number;
  /** Event index of the `wait` that the unit before on the path ended at `from`, −1 where it ended none. */
  ended: number;
}

/** What the search needs of its neighbours in this room. */
export interface Neighbours {
  State: typeof States;
  LinkKind: typeof Links;
  intervalAt(schedule: Schedule, unit: number, position: number): number;
}

const paths = new WeakMap<Schedule, PathPiece[]>();

/** The path from the beginning of the recording to its end, without a gap. */
export function criticalPath(schedule: Schedule, needs: Neighbours): PathPiece[] {
  let path = paths.get(schedule);
  if (!path) paths.set(schedule, (path = findPath(schedule, needs)));
  return path;
}

function findPath(schedule: Schedule, { State, LinkKind, intervalAt }: Neighbours): PathPiece[] {
  const { intervals, firstInterval, time, links } = schedule;
  const end = time.length;
  const timeAt = (position: number) => (position > 0 ? time[Math.min(position, end) - 1] : end > 0 ? time[0] : 0);
  const pieces: PathPiece[] = [];
  const add = (unit: number, kind: PathKind, from: number, to: number, ended = -1) => {
    if (to > from) pieces.push({ unit, kind, from, to, ns: timeAt(to) - timeAt(from), ended });
  };

  const maker = new Map<string, number>();
  for (let i = 0; i < links.count; i++) {
    if (links.kind[i] !== LinkKind.message) maker.set(`${links.toUnit[i]} ${links.to[i]}`, links.fromUnit[i]);
  }

  let unit = -1;
  let at = 0;
  for (let i = 0; i < intervals.count; i++) {
    const to = Math.min(end, intervals.to[i]);
    if (intervals.state[i] !== State.running || to < at) continue;
    unit = schedule.unitOfInterval(i);
    at = to;
  }
  add(-1, "none", at, end);

  while (unit >= 0 && at > 0) {
    const row = intervalAt(schedule, unit, at - 1);
    const from = intervals.from[row];
    const state = intervals.state[row];
    if (state === State.unborn || state === State.ended) break;
    const before = row > firstInterval[unit] ? row - 1 : -1;
    const waited = before >= 0 && (intervals.state[before] === State.waiting || intervals.state[before] === State.sleeping);
    const by = state === State.ready ? maker.get(`${unit} ${from}`) : undefined;
    const kind = state === State.running ? "run" : state === State.ready ? "ready" : state === State.sleeping ? "sleep" : "wait";
    add(unit, kind, from, at, by !== undefined && waited ? intervals.cause[before] : -1);
    at = from;
    if (by !== undefined) unit = by;
  }
  add(-1, "none", 0, at);
  return pieces.reverse();
}

/** What the path consists of. Shares are in ns and add up to the length of the run. */
export interface PathShares {
  totalNs: number;
  runNs: number;
  readyNs: number;
  noneNs: number;
  /** By unit: time until a timer. */
  sleepNs: Map<number, number>;
  /** By event index of one such `wait`: those for the same operation on the same resource are one entry. */
  waitNs: Map<number, number>;
  /** How often the path goes over from one unit to another because of a resource (index; −1 where the records do not name it). */
  handovers: Map<number, number>;
}

export function sharesOf(schedule: Schedule, pieces: PathPiece[], { intervalAt }: Pick<Neighbours, "intervalAt">): PathShares {
  const shares: PathShares = { totalNs: 0, runNs: 0, readyNs: 0, noneNs: 0, sleepNs: new Map(), waitNs: new Map(), handovers: new Map() };
  const { events } = schedule.recording;
  const waits = new Map<string, number>();
  for (const { unit, kind, from, ns, ended } of pieces) {
    shares.totalNs += ns;
    if (kind === "run") shares.runNs += ns;
    else if (kind === "ready") shares.readyNs += ns;
    else if (kind === "none") shares.noneNs += ns;
    else if (kind === "sleep") shares.sleepNs.set(unit, (shares.sleepNs.get(unit) ?? 0) + ns);
    else {
      const event = schedule.intervals.cause[intervalAt(schedule, unit, from)];
      const key = `${events[event]?.op} ${events[event]?.r}`;
      if (!waits.has(key)) waits.set(key, event);
      const same = waits.get(key)!;
      shares.waitNs.set(same, (shares.waitNs.get(same) ?? 0) + ns);
    }
    if (ended < 0) continue;
    const resource = schedule.resourceIndex(events[ended].r);
    shares.handovers.set(resource, (shares.handovers.get(resource) ?? 0) + 1);
  }
  return shares;
}

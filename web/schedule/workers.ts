/** What each worker ran, and what led from what ran on one worker to what ran on another. */
import type { intervalAt } from "./facts";
import type { LinkKind, Schedule, State } from "./schedule";

/** What one worker ran, and when it said that it had nothing to run; positions, in order. */
export interface WorkerRuns {
  worker: number;
  /** Of run i: the unit, and the positions `from[i] ≤ p < to[i]`. */
  unit: number[];
  from: number[];
  to: number[];
  idleFrom: number[];
  idleTo: number[];
  /** Runs of units that another worker, one among the threads of the header, had made ready. */
  taken: number;
}

/**
 * A link between two runs. A wake or a spawn leads from the moment at which the unit became ready to its run; a message from its send to its
 * receive and, where the one unit or the other had to wait for that, from the run before its wait, to the run after it.
 */
export interface Lead {
  /** Row of the schedule's links. */
  link: number;
  fromWorker: number;
  toWorker: number;
  /** Positions. */
  from: number;
  to: number;
}

export interface WorkerTable {
  /** Every worker that the recording speaks of, and those that its header promises; in order of number. */
  workers: WorkerRuns[];
  /** In order of `to`. */
  leads: Lead[];
}

/** What this needs of its neighbours in this room. */
export interface WorkerNeeds {
  State: typeof State;
  LinkKind: typeof LinkKind;
  intervalAt: typeof intervalAt;
}

const tables = new WeakMap<Schedule, WorkerTable>();

export function workersOf(schedule: Schedule, needs: WorkerNeeds): WorkerTable {
  let table = tables.get(schedule);
  if (!table) tables.set(schedule, (table = makeTable(schedule, needs)));
  return table;
}

/** Whether workers show more than units do: there are several, and units take turns on one of them. */
export function workersDiffer({ workers }: WorkerTable): boolean {
  return workers.length > 1 && workers.some(({ unit }) => new Set(unit).size > 1);
}

function makeTable(schedule: Schedule, needs: WorkerNeeds): WorkerTable {
  const { intervals, recording } = schedule;
  const byNumber = new Map<number, WorkerRuns>();
  const at = (worker: number) => {
    let runs = byNumber.get(worker);
    if (!runs) byNumber.set(worker, (runs = { worker, unit: [], from: [], to: [], idleFrom: [], idleTo: [], taken: 0 }));
    return runs;
  };
  for (let w = 0; w < Math.min(64, recording.header.threads); w++) at(w);
  const order: number[] = [];
  for (let i = 0; i < intervals.count; i++) if (intervals.state[i] === needs.State.running) order.push(i);
  order.sort((a, b) => intervals.from[a] - intervals.from[b]);
  for (const i of order) {
    const runs = at(intervals.worker[i]);
    runs.unit.push(schedule.unitOfInterval(i));
    runs.from.push(intervals.from[i]);
    runs.to.push(intervals.to[i]);
  }
  recording.events.forEach(({ e, w = 0 }, i) => {
    if (e !== "idle" && e !== "busy") return;
    const runs = at(w);
    const open = runs.idleFrom.length > runs.idleTo.length;
    if (e === "idle" && !open) runs.idleFrom.push(i + 1);
    if (e === "busy" && open) runs.idleTo.push(i + 1);
  });
  const leads = leadsOf(schedule, needs);
  for (const { link, fromWorker, toWorker } of leads) {
    const message = schedule.links.kind[link] === needs.LinkKind.message;
    // From a thread that a unit has for itself a worker does not take anything away.
    if (!message && fromWorker !== toWorker && Math.max(fromWorker, toWorker) < recording.header.threads) at(toWorker).taken++;
  }
  return { workers: [...byNumber.values()].sort((a, b) => a.worker - b.worker), leads };
}

function leadsOf(schedule: Schedule, { State, LinkKind, intervalAt }: WorkerNeeds): Lead[] {
  const { intervals, links, firstInterval } = schedule;
  const leads: Lead[] = [];
  const running = (row: number) => intervals.state[row] === State.running;
  for (let i = 0; i < links.count; i++) {
    const from = links.fromUnit[i];
    const to = links.toUnit[i];
    if (from < 0 || to < 0 || from === to) continue;
    const message = links.kind[i] === LinkKind.message;
    let begin = intervalAt(schedule, from, links.from[i]);
    let end = intervalAt(schedule, to, links.to[i]);
    if (message) {
      while (begin > firstInterval[from] && !running(begin)) begin--;
      while (end < firstInterval[to + 1] - 1 && !running(end)) end++;
    } else end++;
    if (end >= firstInterval[to + 1] || !running(begin) || !running(end)) continue;
    leads.push({
      link: i,
      fromWorker: intervals.worker[begin],
      toWorker: intervals.worker[end],
      from: Math.min(links.from[i], intervals.to[begin]),
      to: Math.max(links.to[i], intervals.from[end]),
    });
  }
  return leads.sort((a, b) => a.to - b.to);
}

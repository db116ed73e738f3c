/**
 * The cases of a select: which could have been taken, which was, and which were let go. Of sources that record no select (tokio's `select!` is
 * several waits at once) the waits that began together are its cases.
 */
import type { intervalAt } from "./facts";
import type { Schedule, State, Wait } from "./schedule";

/** One case: ready or not where the records say so, and whether it is the one that was taken. */
export interface Case {
  op: string;
  resource: number;
  ready: boolean | undefined;
  taken: boolean;
}

/** What a unit chose among, in a step; undefined where the step has no such choice. */
export interface Choice {
  unit: number;
  /** Whether it goes on; else it waits for one of the cases. */
  made: boolean;
  cases: Case[];
}

/** What this needs of its neighbours in this room. */
export interface ChoiceNeeds {
  intervalAt: typeof intervalAt;
  State: typeof State;
}

/** What a unit chose among in a step, undefined where it did not. */
export function choiceIn(schedule: Schedule, step: number, needs: ChoiceNeeds): Choice | undefined {
  const { steps, recording, unitIndex, resourceIndex } = schedule;
  const { events } = recording;
  const first = steps.position[step - 1] ?? 0;
  const found = events.slice(first, steps.position[step]);
  const select = found.find(({ e, op, cases }) => (e === "op" || e === "wait") && op === "select" && cases);
  if (select) {
    const made = select.e === "op";
    // What was ready is known of a select that did not wait.
    const told = select.cases!.some(({ ready }) => ready);
    const cases = select.cases!.map(({ op, r, ready }, i): Case => {
      return { op, resource: resourceIndex(r), ready: !made ? false : told ? ready === true : undefined, taken: made && i === select.choice };
    });
    if (made && select.choice === -1) cases.push({ op: "default", resource: -1, ready: undefined, taken: true });
    return { unit: unitIndex(select.u), made, cases };
  }
  const unit = steps.unit[step];
  if (unit < 0) return undefined;
  const { id } = schedule.units[unit];
  const before = waitsBefore(schedule, unit, first, needs);
  const waits = before.length > 1 ? before : schedule.unitAt(unit, steps.position[step]).waits;
  const ended = found.filter(({ e, u }) => u === id && (e === "op" || e === "unwait"));
  const fate = (event: number) => ended.find(({ op, r }) => op === events[event].op && r === events[event].r)?.e;
  const made = before.length > 1 && waits.some(({ event }) => fate(event) === "op") && waits.some(({ event }) => fate(event) === "unwait");
  const begun = before.length <= 1 && waits.length > 1 && waits.every(({ event }) => event >= first);
  if (!made && !begun) return undefined;
  const cases = waits.map(({ event, op, resource }): Case => ({ op, resource, ready: made ? undefined : false, taken: fate(event) === "op" }));
  return { unit, made, cases };
}

/** The steps in which a unit chooses, in order. */
export function choicesOf(schedule: Schedule, needs: ChoiceNeeds): number[] {
  const { steps, recording } = schedule;
  const found: number[] = [];
  let i = 0;
  for (let step = 0; step < steps.count; step++) {
    let waits = 0;
    // Whoever chooses has a select, or lets go of a wait, or begins several.
    for (; i < steps.position[step]; i++) {
      const { e, op, cases } = recording.events[i];
      if (e === "unwait" || (op === "select" && cases)) waits += 2;
      else if (e === "wait") waits++;
    }
    if (waits > 1 && choiceIn(schedule, step, needs)) found.push(step);
  }
  return found;
}

/** The worker on which a unit chooses in a step: it runs there, or did so in this step until it waits. −1 where another unit made the choice for it. */
export function choosesOn(schedule: Schedule, step: number, unit: number, { intervalAt, State }: ChoiceNeeds): number {
  const { intervals, firstInterval, steps } = schedule;
  let row = intervalAt(schedule, unit, steps.position[step]);
  if (intervals.state[row] !== State.running) row--;
  const ran = row >= firstInterval[unit] && intervals.state[row] === State.running && intervals.to[row] > (steps.position[step - 1] ?? 0);
  return ran ? intervals.worker[row] : -1;
}

/** What a unit waited for before it was woken for the turn in which it is at a position. */
function waitsBefore(schedule: Schedule, unit: number, position: number, { intervalAt, State }: ChoiceNeeds): Wait[] {
  const { intervals, firstInterval } = schedule;
  let row = intervalAt(schedule, unit, position);
  if (intervals.state[row] === State.running) row--;
  if (row >= firstInterval[unit] && intervals.state[row] === State.ready) row--;
  return row < firstInterval[unit] ? [] : schedule.unitAt(unit, intervals.from[row]).waits;
}

/** A case as the stage names it: `recv jobs`. */
export function caseName({ resources }: Schedule, { op, resource }: Case): string {
  return op === "default" ? "default" : `${op === "receive" ? "recv" : op} ${resources[resource]?.name ?? ""}`.trim();
}

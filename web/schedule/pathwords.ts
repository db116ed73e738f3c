/** The critical path in words. Loaded with what draws it, so it is given what it takes from its neighbours. */
import type { PathShares } from "./critical";
import type { fill, list, resourcePiece, unitPiece } from "./pieces";
import type { Piece, Schedule } from "./schedule";
import type { timeWords } from "./time";
import type { waitWords } from "./words";

export interface Phrases {
  fill: typeof fill;
  list: typeof list;
  resourcePiece: typeof resourcePiece;
  timeWords: typeof timeWords;
  unitPiece: typeof unitPiece;
  waitWords: typeof waitWords;
}

/** More units or resources than these are told together. */
const most = 3;

const virtual = " Its clock is virtual: running takes next to no time, only timers do.";

/** Where the time of the path went, and over which resources it passed from unit to unit. */
export function pathWords(schedule: Schedule, shares: PathShares, phrases: Phrases): Piece[] {
  const { totalNs, runNs, readyNs, noneNs, sleepNs, waitNs } = shares;
  const { fill, list, timeWords, unitPiece, waitWords } = phrases;
  const large: { ns: number; words: Piece[] }[] = [];
  const small: string[] = [];
  const part = (ns: number, what: string, names: Piece[][] = []) => {
    if (ns > totalNs / 100) {
      const holes = { ns: `${timeWords(ns)} (${percent(ns / totalNs)})`, what, names: list(names) };
      large.push({ ns, words: fill("{ns} {what}[ ({names})]", (hole) => holes[hole as keyof typeof holes]) });
    } else if (ns > 0) small.push(what);
  };
  part(sum(sleepNs.values()), "asleep", largest(sleepNs, (unit) => [unitPiece(schedule, unit)]));
  part(runNs, "running");
  part(readyNs, "ready while no worker was free");
  const short = (event: number): Piece => ({ text: waitWords(schedule, event).at(-2) ?? waitWords(schedule, event)[0] ?? "" });
  part(sum(waitNs.values()), "waiting", largest(waitNs, (event) => [short(event)]));
  part(noneNs, "with nothing on the way");
  const parts = large.sort((a, b) => b.ns - a.ns).map(({ words }) => words);
  if (small.length > 0) parts.push([{ text: `under 1 % ${list(small).map(({ text }) => text).join("")}` }]);
  const holes: Record<string, string | Piece[]> = {
    total: totalNs > 0 ? timeWords(totalNs) : "",
    parts: list(parts),
    passed: passed(schedule, shares.handovers, phrases),
    virtual: schedule.recording.header.clock === "virtual" ? virtual : "",
  };
  return fill("[The run took {total}: {parts}.|The run took no time.][ {passed}][{virtual}]", (hole) => holes[hole]);
}

/** How often the path goes over to the one that was waited for, and because of what. */
function passed(schedule: Schedule, handovers: PathShares["handovers"], { fill, list, resourcePiece }: Phrases): Piece[] {
  const count = sum(handovers.values());
  if (count === 0) return [];
  const named = [...handovers].filter(([resource]) => resource >= 0).sort((a, b) => b[1] - a[1]);
  const shown = named.slice(0, most);
  const rest = count - sum(shown.map(([, n]) => n));
  const over = shown.map(([resource, n]): Piece[] => [{ text: `${times(n)} over ` }, resourcePiece(schedule, resource)]);
  if (rest > 0 && shown.length > 0) over.push([{ text: `${times(rest)} otherwise` }]);
  const one = over.length === 1 && named.length === 1;
  const only = one ? [{ text: "over " }, resourcePiece(schedule, shown[0][0])] : "";
  const holes: Record<string, string | Piece[]> = { times: times(count), only, over: one ? "" : list(over) };
  return fill("On the way one unit waits for another {times}[, {only}|: {over}].", (hole) => holes[hole]);
}

/** The names of those with the largest shares. */
function largest(shares: Map<number, number>, name: (key: number) => Piece[]): Piece[][] {
  const named = [...shares].filter(([, ns]) => ns > 0).sort((a, b) => b[1] - a[1]);
  const shown = named.slice(0, most).map(([key]) => name(key));
  if (named.length > most) shown.push([{ text: `${named.length - most} more` }]);
  return shown;
}

function times(n: number): string {
  return n === 1 ? "once" : n === 2 ? "twice" : `${n} times`;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function percent(share: number): string {
  const rounded = Math.round(share * 100);
  return rounded === 100 && share < 1 ? "over 99 %" : `${rounded} %`;
}

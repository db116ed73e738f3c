/** Where a line of the source shows in a recording. */
import type { Event } from "../records/records";
import type { Schedule } from "./schedule";

/** The steps in which something is recorded at a line, in order, and who acted in each (a unit's index, −1 for the runtime). */
export interface Visits {
  steps: Uint32Array;
  units: Int32Array;
  /** How often each operation was done or begun there; a wait and what ended it are one. */
  operations: Map<string, number>;
}

/** Records that are operations of the line; the others are what followed from one. */
const begins = new Set(["op", "wait", "spawn", "new", "out"]);

/** `at` is `file:line`. */
export function visitsOf({ recording, steps, unitIndex }: Schedule, at: string): Visits {
  const found: number[] = [];
  const units: number[] = [];
  const operations = new Map<string, number>();
  /** Waits that began here and have not ended, by unit, operation and resource. */
  const open = new Set<string>();
  let step = 1;
  recording.events.forEach((event, i) => {
    if (event.at !== at) return;
    while (step < steps.count - 1 && steps.position[step] <= i) step++;
    if (found[found.length - 1] !== step) {
      found.push(step);
      // The line of a spawn or a wake is that of the unit which did it.
      const doer = event.e === "spawn" || event.e === "wake" ? event.by : event.u;
      units.push(doer === undefined ? steps.unit[step] : unitIndex(doer));
    }
    if (!begins.has(event.e)) return;
    const key = waitKey(event);
    if (event.e === "wait") open.add(key);
    else if (event.e === "op" && open.delete(key)) return;
    const name = event.op ?? event.e;
    operations.set(name, (operations.get(name) ?? 0) + 1);
  });
  return { steps: Uint32Array.from(found), units: Int32Array.from(units), operations };
}

function waitKey({ u, op, r }: Event): string {
  return `${u} ${op} ${r}`;
}

/**
 * Who holds each lock, read lock and permit, from when to when: spans in columns, by resource. Derived apart from the levels, as only
 * few recordings have any and a lock may have many holders at a time.
 */
import type { Event } from "../records/records";
import { Ints, bounded, groupRows, lastAt, pick } from "./columns";

/** Tenure i covers positions `from[i] ≤ p < to[i]`; those of resource r are rows `first[r] … first[r + 1] − 1`, in order of `from`. */
export interface Tenures {
  unit: Int32Array;
  from: Uint32Array;
  to: Uint32Array;
  /** Permits that are held, 0 for a lock held alone, −1 for one that is shared with other readers. */
  permits: Int32Array;
  /** The latest tenure of the resource that was open when this one began, −1 where none was. */
  before: Int32Array;
  first: Uint32Array;
}

const none = -1;
const takes = new Set(["lock", "rlock", "acquire"]);
const gives: Record<string, (permits: number) => boolean> = {
  unlock: (permits) => permits === 0,
  runlock: (permits) => permits < 0,
  release: (permits) => permits > 0,
};

/** `unitIndex` and `resourceIndex` map ids of the records to indices; there are `resources` of them. */
export function makeTenures(
  events: Event[],
  resources: number,
  unitIndex: (id: number | undefined) => number,
  resourceIndex: (id: number | undefined) => number,
): Tenures {
  const resource = new Ints();
  const unit = new Ints();
  const from = new Ints();
  const to = new Ints();
  const permits = new Ints();
  const before = new Ints();
  /** Rows of the open tenures of each resource, oldest first. */
  const open = new Map<number, number[]>();
  const end = events.length + 1;
  const begin = (r: number, u: number, position: number, held: number) => {
    let rows = open.get(r);
    if (!rows) open.set(r, (rows = []));
    before.push(rows.at(-1) ?? none);
    rows.push(resource.length);
    resource.push(r);
    unit.push(u);
    from.push(position);
    to.push(end);
    permits.push(held);
  };
  events.forEach((event, i) => {
    const { e, op = "", ok } = event;
    if (e !== "op" || !ok || !(takes.has(op) || Object.hasOwn(gives, op))) return;
    const r = resourceIndex(event.r);
    const u = unitIndex(event.u);
    if (r < 0) return;
    const count = Math.max(1, bounded(Number(event.v)) || 1);
    if (takes.has(op)) return begin(r, u, i + 1, op === "lock" ? 0 : op === "rlock" ? -1 : count);
    const rows = open.get(r) ?? [];
    for (let left = op === "release" ? count : 1; left > 0;) {
      // Who gives back is who took, where it took any; else the oldest: a guard or a permit may have been handed on.
      const fits = (row: number) => gives[op](permits.at(row));
      let at = rows.findLastIndex((row) => fits(row) && unit.at(row) === u);
      if (at < 0) at = rows.findIndex(fits);
      if (at < 0) return;
      const [row] = rows.splice(at, 1);
      to.set(row, i + 1);
      const rest = permits.at(row) - left;
      if (rest > 0) begin(r, unit.at(row), i + 1, rest);
      left -= Math.max(1, permits.at(row));
    }
  });
  return columns(resources, resource, { unit, from, to, permits, before });
}

/** Rows of those who hold a resource at a position, who came first before who came last. */
export function tenuresAt(tenures: Tenures, resource: number, position: number): number[] {
  const { first, from, to, before } = tenures;
  const rows: number[] = [];
  let row = lastAt(from, first[resource], first[resource + 1], position);
  if (row < first[resource]) return rows;
  for (; row >= 0; row = before[row]) if (position < to[row]) rows.push(row);
  return rows.reverse();
}

type Columns = Record<"unit" | "from" | "to" | "permits" | "before", Ints>;

function columns(resources: number, resource: Ints, { unit, from, to, permits, before }: Columns): Tenures {
  const { first, order } = groupRows(resource.rows, resources);
  const count = order.length;
  const rowOf = new Int32Array(count);
  for (let i = 0; i < count; i++) rowOf[order[i]] = i;
  const earlier = pick(new Int32Array(count), before.rows, order);
  return {
    unit: pick(new Int32Array(count), unit.rows, order),
    from: pick(new Uint32Array(count), from.rows, order),
    to: pick(new Uint32Array(count), to.rows, order),
    permits: pick(new Int32Array(count), permits.rows, order),
    before: earlier.map((row) => (row < 0 ? none : rowOf[row])),
    first,
  };
}

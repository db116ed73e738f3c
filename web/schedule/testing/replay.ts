/** The state at every position by plain replay, for tests: slow, and written without a look at how the columns do it. */
import type { Event, Recording } from "../../records/records";
import type { Schedule } from "../schedule";

interface UnitState {
  state: string;
  worker: number;
  waits: number[];
  at: string;
}

interface ResourceState {
  len: number;
  values: string[];
  holder: number;
  waiting: string[];
}

export interface Replayed {
  units: Record<number, UnitState>;
  resources: Record<number, ResourceState>;
}

/** Waits that a timer alone ends. */
const timed = ["sleep", "tick", "timeout"];

/** What a replay knows, told by a schedule's moment; ids are those of the records. */
export function momentOf(schedule: Schedule, position: number): Replayed {
  const moment = schedule.moment(position);
  const names = ["unborn", "running", "ready", "waiting", "sleeping", "ended"];
  const told: Replayed = { units: {}, resources: {} };
  for (const { unit, state, worker, waits, at } of moment.units) {
    if (state !== 0) told.units[schedule.units[unit].id] = { state: names[state], worker, waits: waits.map((wait) => wait.event), at };
  }
  for (const { resource, len, values, holder, waiting } of moment.resources) {
    const { id, born } = schedule.resources[resource];
    if (born > position) continue;
    told.resources[id] = {
      len,
      values,
      holder: holder < 0 ? 0 : schedule.units[holder].id,
      waiting: waiting.map((one) => `${schedule.units[one.unit].id} ${one.op} ${one.value}`),
    };
  }
  return told;
}

/** The states at positions 0 … events, one after the other. The recording must keep the rules of FORMAT.md. */
export function* replay({ events }: Recording): Generator<Replayed> {
  const units = new Map<number, UnitState>();
  const resources = new Map<number, ResourceState>();
  yield { units: {}, resources: {} };
  for (const [i, event] of events.entries()) {
    apply(units, resources, events, event, i);
    yield snapshot(units, resources, events);
  }
}

/** Units that were woken while they ran: they are ready right after their stop. */
const wokenWhileRunning = new WeakSet<UnitState>();

function apply(units: Map<number, UnitState>, resources: Map<number, ResourceState>, events: Event[], event: Event, i: number) {
  const unit = units.get(event.u ?? 0);
  const actor = units.get(event.by ?? 0);
  const resource = resources.get(event.r ?? 0);
  if (event.e === "spawn") units.set(event.u!, { state: "ready", worker: -1, waits: [], at: "" });
  if ((event.e === "spawn" || event.e === "wake") && actor && event.at) actor.at = event.at;
  if ((event.e === "new" || event.e === "wait" || (event.e === "op" && !event.by)) && unit && event.at) unit.at = event.at;
  if (event.e === "new") resources.set(event.r!, { len: 0, values: [], holder: 0, waiting: [] });
  if (event.e === "run") {
    Object.assign(unit!, { state: "running", worker: event.w });
    wokenWhileRunning.delete(unit!);
  }
  if (event.e === "stop" && event.at) unit!.at = event.at;
  if (event.e === "wait") unit!.waits.push(i);
  if (event.e === "end") Object.assign(unit!, { state: "ended", worker: -1, waits: [] });
  if (event.e === "wake" && (unit!.state === "waiting" || unit!.state === "sleeping")) unit!.state = "ready";
  if (event.e === "wake" && unit!.state === "running") wokenWhileRunning.add(unit!);
  if (event.e === "stop" && event.why !== "end") {
    const sleeps = unit!.waits.every((wait) => timed.includes(events[wait].op!));
    const ready = event.why !== "wait" || wokenWhileRunning.has(unit!);
    Object.assign(unit!, { worker: -1, state: ready ? "ready" : sleeps ? "sleeping" : "waiting" });
  }
  if (unit && (event.e === "op" || event.e === "unwait")) {
    unit.waits = unit.waits.filter((wait) => events[wait].op !== event.op || events[wait].r !== event.r);
  }
  if (event.e !== "op" || !resource || !event.ok) return;
  if (event.op === "send") resource.values.push(event.v!);
  if (event.op === "receive") resource.values.shift();
  if (event.op === "lock") resource.holder = event.u!;
  if (event.op === "unlock") resource.holder = 0;
  resource.len = event.len ?? resource.len;
}

function snapshot(units: Map<number, UnitState>, resources: Map<number, ResourceState>, events: Event[]): Replayed {
  const told: Replayed = { units: {}, resources: {} };
  const queue: { wait: number; unit: number }[] = [];
  for (const [id, unit] of units) {
    const blocked = unit.state === "waiting" || unit.state === "sleeping";
    told.units[id] = { ...unit, waits: blocked ? [...unit.waits] : [] };
    if (blocked) queue.push(...unit.waits.map((wait) => ({ wait, unit: id })));
  }
  queue.sort((a, b) => a.wait - b.wait);
  for (const [id, resource] of resources) {
    const waiting = queue.flatMap(({ wait, unit }) => {
      const { r, op, v, cases } = events[wait];
      const wanted = [{ r, op, v }, ...(cases ?? []).map((one) => ({ ...one, v: "" }))];
      return wanted.filter((one) => one.r === id).map((one) => `${unit} ${one.op} ${one.v ?? ""}`);
    });
    // A rendezvous holds nothing, not even between the two records of a hand-over.
    told.resources[id] = { ...resource, values: resource.values.slice(0, resource.len), waiting };
  }
  return told;
}

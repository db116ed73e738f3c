/**
 * All that the page says about a run, in English; another language is another file like this one, and that is why it is long.
 * The subject is a unit, the verb what it did or why it cannot go on, then who can change that. Nothing is said that the records
 * do not tell.
 */
import type { Event } from "../records/records";
import { circleOf, completedFor, consequencesOf, endersOf, intervalAt, levelAt, tookEffect, type Consequences } from "./facts";
import { ofUnits } from "./derive";
import { join, list, resourcePiece, say, unitPiece, type Part } from "./pieces";
import { isQueue } from "./resources";
import { State, stateNames, type Piece, type Schedule, type UnitMoment, type Wait } from "./schedule";

export { textOf } from "./pieces";

/** A printed line is quoted up to this many characters. */
const quoteLength = 60;
/** More units than this are counted, not named. */
const mostNames = 3;

/** What happened in a step, in a sentence or two. */
export function sentence(schedule: Schedule, step: number): Piece[] {
  if (step <= 0 || step >= schedule.steps.count) return say`Nothing has happened yet.`;
  const index = schedule.steps.lead[step];
  const event = schedule.recording.events[index];
  const told: Told = {
    schedule,
    event,
    index,
    position: schedule.steps.position[step],
    who: schedule.unitIndex(event.u),
    what: schedule.resourceIndex(event.r),
    after: consequencesOf(schedule, step),
  };
  if (told.who < 0 && ofUnits.has(event.e)) return say`The recording says “${event.e}”, but not of which ${unitNoun(schedule.recording.header.model)}.`;
  const tell = Object.hasOwn(tellers, event.e) ? tellers[event.e] : undefined;
  return tell ? join(tell(told)) : say`The recording says “${event.e}”, which this page does not know.`;
}

/** What a lane says where a unit waits, longest first. `event` is the index of the `wait` (the `cause` of an interval). */
export function waitWords(schedule: Schedule, event: number): readonly string[] {
  let labels = labelsBySchedule.get(schedule);
  if (!labels) labelsBySchedule.set(schedule, (labels = new Map()));
  let words = labels.get(event);
  if (!words) labels.set(event, (words = makeLabels(schedule, event)));
  return words;
}

/** What a unit does at a moment, in a few words: `waiting recv queue`. */
export function stateWords(schedule: Schedule, { state, waits }: UnitMoment): string {
  if (waits.length === 0) return stateNames[state];
  const labels = waits.slice(0, mostNames).map((wait) => {
    const words = waitWords(schedule, wait.event);
    return words[Math.max(0, words.length - 2)];
  });
  if (waits.length > mostNames) labels.push(`${waits.length - mostNames} more`);
  const words = labels.join(", ");
  return state === State.sleeping && words.startsWith("sleep") ? words.replace("sleep", "sleeping") : `${stateNames[State.waiting]} ${words}`;
}

/** How the run ended, and what those who did not get to their end wait for. */
export function outcomeWords(schedule: Schedule): Piece[] {
  const { events } = schedule.recording;
  const exit = events[events.length - 1];
  const ending = exit?.e === "exit" ? endingWords(schedule, exit) : say`The recording ends before the run does.`;
  return join([ending, ...blockedWords(schedule), ...circleWords(schedule)]);
}

/** A time in the unit that suits it, with so many digits at most: `1 ms`, `250 µs`. */
export function timeWords(ns: number, digits = 3): string {
  const rounded = Number(ns.toPrecision(digits));
  const [size, unit] = rounded >= 1e9 ? [1e9, "s"] : rounded >= 1e6 ? [1e6, "ms"] : rounded >= 1e3 ? [1e3, "µs"] : [1, "ns"];
  return `${Number((rounded / size).toPrecision(digits))} ${unit}`;
}

/** What the units of a model are called. */
export function unitNoun(model: string, count = 1): string {
  const noun = Object.hasOwn(nouns, model) ? nouns[model] : "unit";
  return count === 1 ? noun : `${noun}s`;
}

const nouns: Record<string, string> = { go: "goroutine", tokio: "task", threads: "thread", js: "job" };

interface Told {
  schedule: Schedule;
  event: Event;
  index: number;
  /** Position after the step. */
  position: number;
  /** Indices of the event's unit and resource, −1 where it has none. */
  who: number;
  what: number;
  after: Consequences;
}

const tellers: Record<string, (told: Told) => Piece[][]> = {
  spawn: ({ schedule, event, who }) => {
    const by = schedule.unitIndex(event.by);
    const unit = unitPiece(schedule, who);
    return [by < 0 ? say`The runtime started ${unit}.` : say`${unitPiece(schedule, by)} started ${unit}, which is ready but does not run yet.`];
  },

  run: ({ schedule, event, index, position, who, after }) => {
    const unit = unitPiece(schedule, who);
    const on = schedule.recording.header.threads > 1 ? ` on worker ${event.w ?? 0}` : "";
    const now = schedule.unitAt(who, position);
    if (now.waits.length > 0) return [say`${unit} ran${on} and still cannot go on: ${stateWords(schedule, now)}.`];
    const first = intervalAt(schedule, who, index) <= schedule.firstInterval[who] + 1;
    if (first) return [say`${unit} starts to run${on}.`, ...printedWords(after)];
    const done = after.resumed >= 0 ? schedule.recording.events[after.resumed] : completedFor(schedule, who, index);
    const why = done && completedWords(schedule, done);
    return [why ? say`${unit} runs again${on}: ${why}.` : say`${unit} runs again${on}.`, ...printedWords(after)];
  },

  stop: (told) => {
    const { schedule, event, who, position, after } = told;
    const unit = unitPiece(schedule, who);
    switch (event.why) {
      case "yield":
        return [say`${unit} gave way to the others. It is ready to run again.`];
      case "preempt":
        return [say`The runtime took the worker away from ${unit}, which is ready to run again.`];
      case "budget":
        return [say`${unit} has used up its budget, so the runtime makes it give way. It is ready to run again.`];
      default:
        return [waitingWords(schedule, who, waitOf(told), position), ...woken(schedule, after), ...idleWords(schedule, position)];
    }
  },

  end: (told) => [endWords(told), ...woken(told.schedule, told.after), ...idleWords(told.schedule, told.position)],

  wait: (told) => {
    const { schedule, who, position, after } = told;
    const waits = after.waits.length > 1 ? severalWords(schedule, who, after.waits) : waitingWords(schedule, who, waitOf(told), position);
    return [waits, ...woken(schedule, after), ...idleWords(schedule, position)];
  },

  wake: ({ schedule, event, index, who }) => {
    const unit = unitPiece(schedule, who);
    const by = schedule.unitIndex(event.by);
    if (!tookEffect(schedule, index)) {
      const now = stateNames[schedule.unitAt(who, index).state];
      return [by < 0 ? say`The runtime woke ${unit}, which is ${now}.` : say`${unitPiece(schedule, by)} woke ${unit}, which is ${now}.`];
    }
    if (by >= 0) return [say`${unitPiece(schedule, by)} woke ${unit}, which is ready.`];
    if (event.why === "timer") return [say`The timer fired: ${unit} is ready.`];
    if (event.why === "io") return [say`What ${unit} waited for from outside has come: it is ready.`];
    return [say`The runtime woke ${unit}, which is ready.`];
  },

  new: ({ schedule, event, who, what, after }) => {
    const { kind, cap } = schedule.resources[what] ?? { kind: "", cap: 0 };
    const piece = resourcePiece(schedule, what);
    const set = isSet(schedule, what) ? ` to wait for ${unitNoun(schedule.recording.header.model, 2)} with` : "";
    const name = set ? say`${piece}${set}` : event.name ? say`the ${kind} ${piece}` : say`${piece}`;
    const room = kind !== "channel" ? "" : cap === 0 ? ", which holds nothing: a send has to meet a receive" : ` with room for ${cap}`;
    const parent = schedule.resources[what]?.parent ?? -1;
    const from = parent < 0 ? "" : say` from ${resourcePiece(schedule, parent)}`;
    const due = event.until ? `, to be cancelled in ${timeWords(event.until - event.t)} at the latest` : "";
    const made = say`${who < 0 ? "The runtime" : unitPiece(schedule, who)} made ${name}${from}${room}${due}.`;
    return [made, ...printedWords(after)];
  },

  op: (told) => {
    const reserved = reservedWords(told);
    const follows = reserved.length > 0 ? reserved : woken(told.schedule, told.after);
    return [...selectWords(told), opWords(told), ...follows, ...printedWords(told.after)];
  },

  out: ({ event, who, schedule }) => [who < 0 ? say`The program printed ${quote(event.v ?? "")}.` : say`${unitPiece(schedule, who)} printed ${quote(event.v ?? "")}.`],

  // These lead a step only where nothing else has happened yet.
  idle: ({ event }) => [say`Worker ${event.w ?? 0} has nothing to run.`],
  busy: ({ event }) => [say`Worker ${event.w ?? 0} has something to run.`],
  range: ({ event }) => [say`The runtime ${event.is === "end" ? "ended" : "began"} ${event.name ?? "work of its own"}.`],
  unwait: ({ schedule, event, who }) => [say`${unitPiece(schedule, who)} no longer waits: ${event.op ?? "it gave up"}.`],

  exit: ({ schedule }) => [outcomeWords(schedule)],
};

// What a unit did.

function opWords(told: Told): Piece[] {
  const { schedule, event, who, what } = told;
  const unit = who < 0 ? say`The runtime` : [unitPiece(schedule, who)];
  const thing = resourcePiece(schedule, what);
  if (!event.ok) return failedWords(told, unit, thing);
  const value = event.v ? ` ${event.v}` : "";
  switch (event.op) {
    case "send":
      return sendWords(told, unit, thing);
    case "receive":
      return receiveWords(told, unit, thing);
    case "close": {
      const left = told.schedule.levels.len[levelAt(schedule, what, told.position)] ?? 0;
      const rest = left === 0 ? "" : ` What it holds (${left === 1 ? "one value" : `${left} values`}) can still be received.`;
      return say`${unit} closed ${thing}.${rest}`;
    }
    case "reserve":
      return say`${unit} has a free slot of ${thing} reserved${fillWords(told)}.`;
    case "select":
      return event.choice === -1 ? say`${unit} found no case of its select ready and took the default.` : say`${unit} goes on after its select.`;
    case "lock":
    case "rlock":
      return say`${unit} locked ${thing}${event.op === "rlock" ? " for reading" : ""}.`;
    case "unlock":
    case "runlock":
      return say`${unit} unlocked ${thing}.`;
    case "acquire":
      return say`${unit} acquired${value || " a permit"} of ${thing}.`;
    case "release":
      return say`${unit} released${value || " a permit"} of ${thing}.`;
    case "add":
      return say`${unit} added${value} to ${thing}: ${event.len ?? 0} to wait for.`;
    case "done":
      return say`${unit} is done, so ${thing} is at ${event.len ?? 0}.`;
    case "wait":
      return say`${unit} no longer waits for ${thing}.`;
    case "sleep":
      return say`${unit} goes on after its sleep.`;
    case "tick":
      return what < 0 ? say`${unit} got a tick.` : say`${unit} got a tick of ${thing}.`;
    case "timeout":
      return say`${unit} was done before its time ran out.`;
    case "join":
      return say`${unit} ${isSet(schedule, what) ? "goes on: " : "learned that "}${joinedWords(schedule, event, what)}.`;
    case "abort":
      return say`${unit} asked for the end of ${joinTarget(told)}.`;
    case "notify":
    case "signal":
    case "broadcast":
      return say`${unit} ${event.op === "notify" ? "notified" : event.op === "signal" ? "signalled" : "called all who wait at"} ${thing}.`;
    case "notified":
      return say`${unit} was notified by ${thing}.`;
    case "do":
      return say`${unit} ran what ${thing} does once.`;
    case "cancel":
      return cancelWords(told, unit, thing);
    case "cancelled":
      return say`${unit} learned that ${thing} is cancelled.`;
    case "yield":
      return say`${unit} goes on after giving way.`;
    default:
      return what < 0 ? say`${unit} completed ${event.op ?? "an operation"}.` : say`${unit} completed ${event.op ?? "an operation"} on ${thing}.`;
  }
}

/** A context is cancelled by a unit, by its deadline, or with the one that it was made from, which is told just before. */
function cancelWords({ schedule, event, what, who }: Told, unit: Piece[], thing: Piece): Piece[] {
  const parent = schedule.resources[what]?.parent ?? -1;
  if (parent >= 0 && isCancelled(schedule, parent, event)) return say`${thing} is cancelled with ${resourcePiece(schedule, parent)}.`;
  if (event.why === "timer") return say`The deadline of ${thing} has passed: it is cancelled.`;
  return who < 0 ? say`${thing} is cancelled.` : say`${unit} cancelled ${thing}.`;
}

function isCancelled({ recording, resourceIndex }: Schedule, resource: number, before: Event): boolean {
  const cancel = recording.events.find((event) => event === before || (event.op === "cancel" && event.e === "op" && resourceIndex(event.r) === resource));
  return cancel !== before;
}

function sendWords(told: Told, unit: Piece[], thing: Piece): Piece[] {
  const { schedule, event, after } = told;
  const taken = after.ops.map((i) => schedule.recording.events[i]).find(({ op, r, ok }) => op === "receive" && r === event.r && ok);
  const receiver = taken ? schedule.unitIndex(taken.u) : -1;
  if (receiver >= 0) return say`${unit} sent ${valueOf(event)} over ${thing} straight to ${unitPiece(schedule, receiver)}, which was waiting for it.`;
  return say`${unit} sent ${valueOf(event)} to ${thing}${fillWords(told)}.`;
}

function receiveWords(told: Told, unit: Piece[], thing: Piece): Piece[] {
  const { schedule, event, index } = told;
  const { events } = schedule.recording;
  const helped = told.after.ops.find((i) => events[i].op === "send" && events[i].r === event.r);
  const sender = helped === undefined ? -1 : schedule.unitIndex(events[helped].u);
  if (helped === undefined || sender < 0) return say`${unit} received ${valueOf(event)} from ${thing}${fillWords(told)}.`;
  if (helped < index) return say`${unit} received ${valueOf(event)} over ${thing} straight from ${unitPiece(schedule, sender)}, which was waiting to send it.`;
  return say`${unit} received ${valueOf(event)} from ${thing} and moved ${valueOf(events[helped])}, which ${unitPiece(schedule, sender)} was waiting to send, into the free slot${fillWords(told)}.`;
}

/** A receive that leaves its slot to one who waits to send: tokio wakes that one, who writes the value when it is polled. */
function reservedWords({ schedule, event, index, what, after }: Told): Piece[][] {
  if (event.op !== "receive" || !event.held || after.woken.length !== 1) return [];
  const [unit] = after.woken;
  const send = schedule.unitAt(unit, index).waits.find(({ op, resource }) => op === "send" && resource === what);
  if (!send) return [];
  return [say`A free slot is reserved for ${unitPiece(schedule, unit)}, which writes ${send.value || "its value"} when it runs.`];
}

/** Whether the event is about a channel that holds nothing, where a send has to meet a receive. */
function meets({ schedule, what }: Told): boolean {
  return what >= 0 && schedule.resources[what].kind === "channel" && schedule.resources[what].cap === 0;
}

/** An operation without its effect. */
function failedWords(told: Told, unit: Piece[], thing: Piece): Piece[] {
  const { event } = told;
  switch (event.why) {
    case "closed":
      return event.op === "receive" ? say`${unit} found ${thing} closed and empty.` : say`${unit} found ${thing} closed and could not ${event.op ?? "go on"}.`;
    case "full":
      if (meets(told)) return say`${unit} found nobody there to receive from ${thing}, and did not wait.`;
      return say`${unit} found ${thing} full${fillWords(told)}, and did not wait.`;
    case "empty":
      if (meets(told)) return say`${unit} found nobody there to send to ${thing}, and did not wait.`;
      return say`${unit} found ${thing} empty, and did not wait.`;
    case "elapsed":
      return say`${unit} ran out of time.`;
    case "lagged":
      return say`${unit} was too slow for ${thing} and missed values.`;
    case "poisoned":
      return say`${unit} found ${thing} poisoned: a holder panicked.`;
  }
  if (event.op === "join") return say`${unit} ${isSet(told.schedule, told.what) ? "goes on: " : "learned that "}${joinedWords(told.schedule, event, told.what)}.`;
  if (event.op === "cancelled") return say`${unit} saw that ${thing} is not cancelled.`;
  const why = event.why ? `: ${event.why}` : "";
  return told.what < 0 ? say`${unit} did not get through with ${event.op ?? "its operation"}${why}.` : say`${unit} did not get through with ${event.op ?? "its operation"} on ${thing}${why}.`;
}

/** `consumer has ended`. */
function joinedWords(schedule: Schedule, { ok }: Event, resource: number): Piece[] {
  if (isSet(schedule, resource)) return say`its wait for ${resourcePiece(schedule, resource)} is over`;
  const how = schedule.units[schedule.resources[resource]?.of ?? -1]?.how;
  return say`${joinTarget({ schedule, what: resource })} has ended${ok || !how ? "" : `: it ${Object.hasOwn(endVerbs, how) ? endVerbs[how] : how}`}`;
}

/** Whether a join handle stands for many units, as tokio's JoinSet does. */
function isSet(schedule: Schedule, resource: number): boolean {
  return resource >= 0 && schedule.resources[resource].kind === "join handle" && schedule.resources[resource].of < 0;
}

function joinTarget({ schedule, what }: { schedule: Schedule; what: number }): Piece {
  const of = schedule.resources[what]?.of ?? -1;
  return of >= 0 ? unitPiece(schedule, of) : what >= 0 ? resourcePiece(schedule, what) : { text: "one of its tasks" };
}

const endVerbs: Record<string, string> = {
  returned: "returned",
  panicked: "panicked",
  cancelled: "was cancelled",
  "shut down": "was shut down before it could end",
  leaked: "can never be woken again",
};

function endWords({ schedule, event, who }: Told): Piece[] {
  const unit = unitPiece(schedule, who);
  const how = event.how ?? "";
  const verb = Object.hasOwn(endVerbs, how) ? endVerbs[how] : `ended${how ? `: ${how}` : ""}`;
  const message = how === "panicked" && event.v ? `: ${firstLine(event.v)}` : "";
  const by = schedule.unitIndex(event.by);
  return by >= 0 && by !== who ? say`${unit} ${verb} by ${unitPiece(schedule, by)}${message}.` : say`${unit} ${verb}${message}.`;
}

/** What was completed for a unit while it waited, as the reason why it runs again. */
function completedWords(schedule: Schedule, event: Event): Piece[] | undefined {
  const resource = schedule.resourceIndex(event.r);
  const thing = resourcePiece(schedule, resource);
  if (event.op === "send" && event.ok) {
    return schedule.resources[resource]?.cap === 0 ? say`its ${valueOf(event)} was received` : say`its ${valueOf(event)} went into ${thing}`;
  }
  if (event.op === "send") return say`${thing} is closed`;
  if (event.op === "receive") return event.ok ? say`it has ${valueOf(event)} from ${thing}` : say`${thing} is closed`;
  if (event.op === "lock" || event.op === "rlock") return say`it holds ${thing}`;
  if (event.op === "sleep") return say`its sleep is over`;
  if (event.op === "tick") return resource < 0 ? say`its timer has fired` : say`${thing} has fired`;
  if (event.op === "timeout") return event.ok ? say`it was done in time` : say`its time has run out`;
  if (event.op === "wait") return resource < 0 ? undefined : say`its wait for ${thing} is over`;
  if (event.op === "notified") return resource < 0 ? undefined : say`${thing} notified it`;
  if (event.op === "cancelled") return resource < 0 ? undefined : say`${thing} is cancelled`;
  if (event.op === "yield") return say`the others have had their turn`;
  if (event.op === "join") return joinedWords(schedule, event, resource);
  return undefined;
}

// Why a unit cannot go on, and who can change that.

function waitOf({ event, index, what }: Told): Wait {
  return { event: index, op: event.op ?? "", resource: what, value: event.v ?? "", until: event.until ?? -1, at: event.at ?? "" };
}

function waitingWords(schedule: Schedule, who: number, wait: Wait, position: number): Piece[] {
  return join([whyWords(schedule, who, wait, position), enderWords(schedule, who, wait, position)]);
}

function whyWords(schedule: Schedule, who: number, wait: Wait, position: number): Piece[] {
  const unit = unitPiece(schedule, who);
  const thing = resourcePiece(schedule, wait.resource);
  const on = wait.resource < 0 ? [] : say` ${thing}`;
  const row = wait.resource < 0 ? -1 : levelAt(schedule, wait.resource, position);
  switch (wait.op) {
    case "send": {
      const what = wait.value === "" ? "" : ` ${wait.value}`;
      return wait.resource < 0 ? say`${unit} is blocked sending${what}.` : say`${unit} is blocked sending${what} to ${thing}${fullWords(schedule, wait.resource, row)}.`;
    }
    case "receive":
      return wait.resource < 0 ? say`${unit} is blocked receiving.` : say`${unit} is blocked receiving from ${thing}${emptyWords(schedule, wait.resource, row)}.`;
    case "reserve":
      return say`${unit} is blocked reserving a slot${wait.resource < 0 ? "" : say` of ${thing}`}${fullWords(schedule, wait.resource, row)}.`;
    case "select":
      return selectingWords(schedule, unit, wait.event);
    case "lock":
    case "rlock": {
      const holder = row < 0 ? -1 : schedule.levels.holder[row];
      if (holder < 0) return say`${unit} is blocked locking${on}.`;
      return holder === who ? say`${unit} is blocked locking${on}, which it holds itself.` : say`${unit} is blocked locking${on}: ${unitPiece(schedule, holder)} holds it.`;
    }
    case "wait": {
      const counts = wait.resource >= 0 && schedule.resources[wait.resource].kind === "wait group";
      return counts ? say`${unit} waits for ${thing} to reach 0: it is at ${row < 0 ? 0 : schedule.levels.len[row]}.` : say`${unit} waits at${on}.`;
    }
    case "acquire":
      return say`${unit} is blocked acquiring ${wait.value || "a permit"} of${on}.`;
    case "join":
      if (isSet(schedule, wait.resource)) return say`${unit} waits for the ${unitNoun(schedule.recording.header.model, 2)} of ${thing} to end.`;
      return say`${unit} waits for ${joinTarget({ schedule, what: wait.resource })} to end.`;
    case "sleep":
      return say`${unit} sleeps${forWords(schedule, wait) || " until its timer fires"}.`;
    case "tick":
      return say`${unit} waits for ${wait.resource < 0 ? say`its timer` : thing} to fire${inWords(schedule, wait)}.`;
    case "timeout":
      return say`${unit} waits at most${forWords(schedule, wait).replace(" for", "") || " until its time runs out"}.`;
    case "notified":
      return say`${unit} waits to be notified by${on}.`;
    case "cancelled":
      return say`${unit} waits for ${thing} to be cancelled.`;
    case "":
      return say`${unit} cannot go on.`;
    default:
      return wait.resource < 0 ? say`${unit} waits: ${wait.op}.` : say`${unit} waits: ${wait.op} on ${thing}.`;
  }
}

function enderWords(schedule: Schedule, who: number, wait: Wait, position: number): Piece[] {
  const row = wait.resource < 0 ? -1 : levelAt(schedule, wait.resource, position);
  if (row >= 0 && (wait.op === "lock" || wait.op === "rlock") && schedule.levels.holder[row] >= 0) return [];
  const enders = endersOf(schedule, who, wait.op, wait.resource, position);
  if (!enders) return [];
  const { units, op } = enders;
  const thing = resourcePiece(schedule, wait.resource);
  if (units.length === 0) {
    if (wait.op !== "send" && wait.op !== "receive") return [];
    const does = op === "receive" ? say`receives from ${thing}` : say`sends to ${thing}`;
    return enders.anybody ? say`Nobody is left who ${does}.` : say`Nobody else ${does} in this run.`;
  }
  const verb = Object.hasOwn(enderVerbs, op) ? enderVerbs[op] : op;
  if (units.length > mostNames) return say`Any of ${units.length} others wakes it when it ${verb}.`;
  const names = list(
    units.map((unit) => [unitPiece(schedule, unit)]),
    "or",
  );
  return say`${names} wakes it when it ${verb}.`;
}

const enderVerbs: Record<string, string> = {
  receive: "receives",
  send: "sends",
  close: "closes it",
  unlock: "unlocks it",
  runlock: "unlocks it",
  release: "releases enough",
  done: "is done",
  signal: "signals",
  broadcast: "calls all",
  notify: "notifies",
  cancel: "cancels it",
};

/** The branches of select! or join!: several waits at once. */
function severalWords(schedule: Schedule, who: number, waits: number[]): Piece[] {
  const branches = waits.slice(0, mostNames + 1).map((event) => say`${waitWords(schedule, event).at(-2) ?? waitWords(schedule, event)[0]}`);
  if (waits.length > branches.length) branches.push(say`${waits.length - branches.length} more`);
  return say`${unitPiece(schedule, who)} waits for ${waits.length} things at once: ${list(branches)}.`;
}

function selectingWords(schedule: Schedule, unit: Piece, event: number): Piece[] {
  const cases = (schedule.recording.events[event].cases ?? []).filter(({ r }) => r !== undefined);
  if (cases.length === 0) return say`${unit} is blocked in a select.`;
  const named = cases.slice(0, mostNames + 1).map(({ op, r }) => caseWords(schedule, op, r));
  if (cases.length > named.length) named.push(say`${cases.length - named.length} more`);
  return say`${unit} is blocked in a select until it can ${list(named, "or")}.`;
}

function caseWords(schedule: Schedule, op: string, r: number | undefined): Piece[] {
  const thing = resourcePiece(schedule, schedule.resourceIndex(r));
  return op === "send" ? say`send to ${thing}` : op === "receive" ? say`receive from ${thing}` : op === "tick" ? say`get a tick of ${thing}` : op === "cancelled" ? say`learn that ${thing} is cancelled` : say`${op} ${thing}`;
}

/** How a select came to the operation that it completed. */
function selectWords({ schedule, after }: Told): Piece[][] {
  if (after.select < 0) return [];
  const ready = (schedule.recording.events[after.select].cases ?? []).filter((one) => one.ready).length;
  return ready < 2 ? [] : [say`${ready} cases of the select were ready, and the runtime picked one.`];
}

// How full a queue is.

/** `: 2/3`, `: 2/3, 1 reserved`; nothing for what has no length. */
function fillWords({ schedule, what, position }: Told): string {
  const row = what < 0 ? -1 : levelAt(schedule, what, position);
  if (row < 0 || !isQueue(schedule.resources[what])) return "";
  const { kind, cap } = schedule.resources[what];
  if (kind === "oneshot" || (kind === "channel" && cap === 0)) return "";
  const len = schedule.levels.len[row];
  const held = schedule.levels.held[row];
  if (kind === "unbounded") return len === 0 ? ", which is now empty" : `, which holds ${len}`;
  return held > 0 ? `: ${len}/${cap}, ${held} reserved` : len >= cap ? `: ${len}/${cap}, full` : len === 0 ? ", which is now empty" : `: ${len}/${cap}`;
}

function fullWords(schedule: Schedule, resource: number, row: number): string {
  if (row < 0) return "";
  const { kind, cap } = schedule.resources[resource];
  if (kind !== "channel") return "";
  if (cap === 0) return ", which holds nothing: nobody is there to receive";
  const len = schedule.levels.len[row];
  const held = schedule.levels.held[row];
  return len + held < cap ? `: ${len}/${cap}` : held > 0 ? `: ${len}/${cap} and ${held} reserved` : `: ${len}/${cap} full`;
}

function emptyWords(schedule: Schedule, resource: number, row: number): string {
  const { kind, cap } = schedule.resources[resource];
  if (row < 0 || schedule.levels.len[row] > 0 || !isQueue(schedule.resources[resource])) return "";
  return kind === "channel" && cap === 0 ? ": nobody is there to send" : ", which is empty";
}

// What followed.

function woken(schedule: Schedule, { woken: units }: Consequences): Piece[][] {
  if (units.length === 0) return [];
  if (units.length > mostNames) return [say`${units.length} others are ready.`];
  const names = list(units.map((unit) => [unitPiece(schedule, unit)]));
  return [units.length === 1 ? say`${names} is ready.` : say`${names} are ready.`];
}

function printedWords({ printed }: Consequences): Piece[][] {
  if (printed.length === 0) return [];
  if (printed.length > 1) return [say`It printed ${printed.length} lines.`];
  return [say`It printed ${quote(printed[0])}.`];
}

/** Said where nobody runs or is ready, and yet the run goes on. */
function idleWords(schedule: Schedule, position: number): Piece[][] {
  const { active, recording } = schedule;
  const next = recording.events.slice(position, position + 4).find(({ e }) => e === "wake" || e === "exit" || e === "run");
  if (active[position] > 0 || !next || next.e !== "wake") return [];
  return [next.why === "timer" ? say`Nothing can run until a timer fires.` : say`Nothing can run now.`];
}

// How it ended.

function endingWords(schedule: Schedule, exit: Event): Piece[] {
  const { model } = schedule.recording.header;
  const said = exit.v ? firstLine(exit.v) : "";
  switch (exit.how) {
    case "returned":
      return say`The program returned.`;
    case "exited":
      return say`The program ended itself with exit code ${exit.code ?? 0}.`;
    case "deadlock":
      return say`Deadlock: every ${unitNoun(model)} waits, and nothing is left that could wake one.`;
    case "panicked":
      return said ? say`The program panicked. The runtime says: ${said}` : say`The program panicked.`;
    case "fatal":
      return said ? say`The runtime gave up. It says: ${said}` : say`The runtime gave up.`;
    case "out of memory":
      return say`The program ran out of memory.`;
    case "stopped":
      return say`The run was stopped.`;
    case "time limit":
      return say`The run was cut off at its time limit.`;
    case "output limit":
      return say`The run was cut off because it printed too much.`;
    case "event limit":
      return say`The run was cut off because it did more than can be recorded.`;
    case "lost":
      return say`The runtime went away without a word; this is what was recorded until then.`;
    default:
      return exit.how ? say`The run ended: ${exit.how}.` : say`The run ended.`;
  }
}

/** What those who have no end were doing last. */
function blockedWords(schedule: Schedule): Piece[][] {
  const end = schedule.recording.events.length;
  const left = schedule.units.filter((unit) => unit.ended < 0);
  const told = left.slice(0, mostNames + 2).map((unit): Piece[] => {
    const now = schedule.unitAt(unit.index, end);
    const piece = unitPiece(schedule, unit.index);
    if (now.waits.length === 1) return whyWords(schedule, unit.index, now.waits[0], end);
    if (now.waits.length > 1) return severalWords(schedule, unit.index, now.waits.map((wait) => wait.event));
    return say`${piece} is ${stateNames[now.state]}.`;
  });
  if (left.length > told.length) {
    const rest = left.length - told.length;
    told.push(say`${rest} more ${rest === 1 ? "has" : "have"} not ended.`);
  }
  return told;
}

function circleWords(schedule: Schedule): Piece[][] {
  const circle = circleOf(schedule, schedule.recording.events.length);
  if (circle.length < 2) return [];
  return [say`${list(circle.map(({ unit }) => [unitPiece(schedule, unit)]))} wait for each other${circle.length > 2 ? " in a circle" : ""}.`];
}

// Small things.

function makeLabels(schedule: Schedule, index: number): string[] {
  const event = schedule.recording.events[index];
  const resource = schedule.resourceIndex(event.r);
  const name = resource < 0 ? "" : ` ${schedule.resources[resource].name}`;
  const row = resource < 0 ? -1 : levelAt(schedule, resource, index);
  const wait = { until: event.until ?? -1, event: index };
  switch (event.op) {
    case "send": {
      const full = row >= 0 && / full$| reserved$/.test(fullWords(schedule, resource, row));
      return full ? [`send${name} (full)`, `send${name}`, "full"] : unique([`send${name}`, "send"]);
    }
    case "receive": {
      const empty = row >= 0 && emptyWords(schedule, resource, row).endsWith("empty");
      return empty ? [`recv${name} (empty)`, `recv${name}`, "recv"] : unique([`recv${name}`, "recv"]);
    }
    case "select": {
      const cases = (event.cases ?? []).map(({ op, r }) => `${op === "receive" ? "recv" : op === "cancelled" ? "cancel of" : op} ${schedule.resources[schedule.resourceIndex(r)]?.name ?? "nil"}`);
      return unique([`select ${cases.join(", ")}`.trim(), "select"]);
    }
    case "lock":
    case "rlock": {
      const holder = row < 0 ? -1 : schedule.levels.holder[row];
      const held = holder < 0 ? [] : [`${event.op}${name} (held by ${schedule.units[holder].name})`];
      return unique([...held, `${event.op}${name}`, event.op]);
    }
    case "wait": {
      const left = row < 0 || schedule.resources[resource].kind !== "wait group" ? [] : [`wait${name} (at ${schedule.levels.len[row]})`];
      return unique([...left, `wait${name}`, "wait"]);
    }
    case "join":
      return unique([`join ${joinTarget({ schedule, what: resource }).text}`, "join"]);
    case "cancelled":
      return unique([`cancel of${name}`, "cancel"]);
    case "sleep":
    case "timeout":
      return unique([`${event.op}${forWords(schedule, wait).replace(" for", "")}`, event.op]);
    default:
      return unique([`${event.op ?? "wait"}${name}`, event.op ?? "wait"]);
  }
}

const labelsBySchedule = new WeakMap<Schedule, Map<number, string[]>>();

function unique(labels: string[]): string[] {
  return [...new Set(labels)];
}

/**
 * ` for 1 ms`, from the moment of the wait to the time at which the timer is due. On a real clock some of it may have passed when
 * the wait is recorded, so it is said only where it is whole microseconds: what a program asks for, and hardly ever what is left.
 */
function forWords({ recording, time }: Schedule, { until, event }: { until: number; event: number }): string {
  const ns = until - time[event];
  return ns <= 0 || (recording.header.clock === "real" && ns % 1e3) ? "" : ` for ${timeWords(ns)}`;
}

function inWords(schedule: Schedule, wait: Wait): string {
  return forWords(schedule, wait).replace(" for ", " in ");
}

function valueOf({ v }: Event): Part {
  return v === undefined || v === "" ? "a value" : v;
}

function firstLine(text: string): string {
  const [line] = text.split("\n", 1);
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

function quote(text: string): string {
  return `“${text.length > quoteLength ? `${text.slice(0, quoteLength - 1)}…` : text}”`;
}

/** What the page says about a run: a sentence for each step, a few words for each state. The words themselves are in phrases.ts. */
import { ofUnits } from "./derive";
import { completedFor, consequencesOf, endersOf, goesOn, tookEffect } from "./facts";
import { completed, completedOther, endVerbs, enderVerbs, entry, failed, failedOther, laneWords, resumed, stateJoints, stops, waits, waitsOther } from "./phrases";
import { join, list, unitPiece } from "./pieces";
import { stateNames, type Piece, type Schedule, type UnitMoment } from "./schedule";
import { Telling, mostNames, unitNoun } from "./telling";

export { textOf } from "./pieces";
export { unitNoun } from "./telling";
export { timeWords } from "./time";

/** What happened in a step, in a sentence or two. */
export function sentence(schedule: Schedule, step: number): Piece[] {
  if (step <= 0 || step >= schedule.steps.count) return [{ text: "Nothing has happened yet." }];
  const told = new Telling(schedule, schedule.steps.lead[step], schedule.steps.position[step], consequencesOf(schedule, step));
  const { e: kind } = told.event;
  if (told.who < 0 && ofUnits.has(kind)) return told.say("The recording says “{kind}”, but not of which {noun}.", { kind, noun: unitNoun(schedule.recording.header.model) });
  const tell = Object.hasOwn(tellers, kind) ? tellers[kind] : undefined;
  return tell ? join(tell(told)) : told.say("The recording says “{kind}”, which this page does not know.", { kind });
}

/** What a lane says where a unit waits, longest first. `event` is the index of the `wait` (the `cause` of an interval). */
export function waitWords(schedule: Schedule, event: number): readonly string[] {
  let labels = labelsBySchedule.get(schedule);
  if (!labels) labelsBySchedule.set(schedule, (labels = new Map()));
  let words = labels.get(event);
  if (!words) labels.set(event, (words = makeLabels(new Telling(schedule, event, event))));
  return words;
}

/** What a unit does at a moment, in a few words: `waiting: recv queue`, `waiting for handled`, `sleeping 2 ms`. */
export function stateWords(schedule: Schedule, { state, waits: open }: UnitMoment): string {
  const name = stateNames[state];
  if (open.length === 0) return name;
  const labels = open.slice(0, mostNames).map(({ event }) => shortWords(schedule, event));
  if (open.length > mostNames) labels.push(`${open.length - mostNames} more`);
  const [{ op }] = open;
  const between = open.length === 1 ? entry(stateJoints, op) : undefined;
  const words = labels.join(", ");
  return between === undefined ? `${name}: ${words}` : name + words.replace(op, "").replace(" ", between);
}

/** Why a unit cannot go on. */
export function whyWords(told: Telling): Piece[] {
  return told.say(entry(waits, told.op) ?? waitsOther);
}

/** The branches of select! or join!: several waits at once. */
export function severalWords(told: Telling, events: number[]): Piece[] {
  const branches = events.slice(0, mostNames + 1).map((event) => shortWords(told.schedule, event));
  if (events.length > branches.length) branches.push(`${events.length - branches.length} more`);
  return told.say("{unit} waits for {count} things at once: {branches}.", { count: events.length, branches: list(branches) });
}

let outcome: ((schedule: Schedule) => Piece[]) | undefined;

/** Says from now on how a run ended in the words of outcome.ts, which is loaded after the first picture. */
export function tellEndings(outcomeWords: (schedule: Schedule) => Piece[]) {
  outcome = outcomeWords;
}

const tellers: Record<string, (told: Telling) => Piece[][]> = {
  spawn: (told) => [told.say("[{by} started {unit}, which is ready but does not run yet.|The runtime started {unit}.]")],

  run: (told) => {
    const { schedule, who, index, after } = told;
    const now = schedule.unitAt(who, told.position);
    if (now.waits.length > 0) return [told.say("{unit} ran[ on {worker}] and still cannot go on: {state}.", { state: stateWords(schedule, now) })];
    if (told.begins) return [told.say("{unit} starts to run[ on {worker}]."), printedWords(told)];
    const done = after.resumed >= 0 ? after.resumed : completedFor(schedule, who, index);
    return [told.say("{unit} runs again[ on {worker}][: {reason}].", { reason: done < 0 ? "" : resumedWords(new Telling(schedule, done, told.position)) }), leftWords(told), printedWords(told)];
  },

  stop: (told) => {
    const words = entry(stops, told.event.why);
    return words ? [told.say(words)] : [whyWords(told), enderWords(told), wokenWords(told), idleWords(told)];
  },

  end: (told) => [endWords(told), wokenWords(told), idleWords(told)],

  wait: (told) => {
    const { waits: together } = told.after;
    if (goesOn(told.schedule, told.index)) return [told.say("{unit} cannot complete its {op}[ on {on}] yet, and goes on.")];
    const why = together.length > 1 ? [severalWords(told, together)] : [whyWords(told), enderWords(told)];
    return [...why, wokenWords(told), idleWords(told)];
  },

  wake: (told) => {
    const { schedule, who, index } = told;
    if (!tookEffect(schedule, index)) return [told.say("[{by}|The runtime] woke {unit}, which is {state}.", { state: stateNames[schedule.unitAt(who, index).state] })];
    if (told.by) return [told.say("{by} woke {unit}, which is ready.")];
    if (told.why === "timer") return [told.say("The timer fired: {unit} is ready.")];
    return [told.say(told.why === "io" ? "What {unit} waited for from outside has come: it is ready." : "The runtime woke {unit}, which is ready.")];
  },

  new: (told) => [
    told.say("{Unit} made [the {kind} ]{it}[ to wait for {set} with][ from {parent}]{capacity}[, to be cancelled in {due} at the latest]."),
    printedWords(told),
  ],

  op: (told) => {
    const reserved = reservedWords(told);
    return [selectWords(told), opWords(told), leftWords(told), reserved.length > 0 ? reserved : wokenWords(told), printedWords(told)];
  },

  out: (told) => [told.say(told.who < 0 ? "The program printed {quoted}." : "{unit} printed {quoted}.")],

  // These lead a step only where nothing else has happened yet.
  idle: (told) => [told.say("Worker {w} has nothing to run.")],
  busy: (told) => [told.say("Worker {w} has something to run.")],
  range: (told) => [told.say(`The runtime ${told.event.is === "end" ? "ended" : "began"} [{name}|work of its own].`, { name: told.event.name ?? "" })],
  unwait: (told) => [leftWords(told, "{unit}")],

  exit: (told) => [outcome ? outcome(told.schedule) : told.say(told.how === "returned" ? "The program returned." : "The run ended[: {how}].")],
};

// What a unit did.

function opWords(told: Telling): Piece[] {
  const { event, schedule, after } = told;
  const { events } = schedule.recording;
  if (!event.ok) return failedWords(told);
  const peer = (i: number | undefined) => (i === undefined ? -1 : schedule.unitIndex(events[i].u));
  if (event.op === "send") {
    const taker = peer(after.ops.find((i) => events[i].op === "receive" && events[i].r === event.r && events[i].ok));
    if (taker >= 0) return told.say("{Unit} sent [{v}|a value] over {it} straight to {taker}, which was waiting for it.", { taker: unitPiece(schedule, taker) });
  } else if (event.op === "receive") {
    const helped = after.ops.find((i) => events[i].op === "send" && events[i].r === event.r);
    const sender = peer(helped);
    if (sender >= 0) {
      return told.say(
        helped! < told.index
          ? "{Unit} received [{v}|a value] over {it} straight from {sender}, which was waiting to send it."
          : "{Unit} received [{v}|a value] from {it} and moved [{moved}|a value], which {sender} was waiting to send, into the free slot{room}.",
        { sender: unitPiece(schedule, sender), moved: events[helped!].v ?? "" },
      );
    }
  } else if (event.op === "select" && event.choice === -1) return told.say("{Unit} found no case of its select ready and took the default.");
  else if (event.op === "cancel") {
    // A context is cancelled by a unit, by its deadline, or with the one that it was made from.
    if (told.cancelledParent) return told.say("{it} is cancelled with {parent}.");
    return told.say(told.why === "timer" ? "The deadline of {it} has passed: it is cancelled." : told.who < 0 ? "{it} is cancelled." : "{unit} cancelled {it}.");
  }
  return told.say(entry(completed, event.op) ?? completedOther);
}

/** An operation without its effect. */
function failedWords(told: Telling): Piece[] {
  const { op, why } = told;
  if (why === "closed" && op === "receive") return told.say("{Unit} found {it} closed and empty.");
  if (told.meets && (why === "full" || why === "empty")) return told.say(`{Unit} found nobody there to ${why === "full" ? "receive from" : "send to"} {it}, and did not wait.`);
  return told.say(entry(failed, why) ?? (op === "join" ? completed.join : op === "cancelled" ? "{Unit} saw that {it} is not cancelled." : failedOther));
}

/** A receive that leaves its slot to one who waits to send: tokio wakes that one, who writes the value when it is polled. */
function reservedWords(told: Telling): Piece[] {
  const { schedule, event, index, what, after } = told;
  if (event.op !== "receive" || !event.held || after.woken.length !== 1) return [];
  const [unit] = after.woken;
  const send = schedule.unitAt(unit, index).waits.find(({ op, resource }) => op === "send" && resource === what);
  if (!send) return [];
  return told.say("A free slot is reserved for {writer}, which writes [{value}|its value] when it runs.", { writer: unitPiece(schedule, unit), value: send.value });
}

function endWords(told: Telling): Piece[] {
  const { how, event, schedule, who } = told;
  const by = schedule.unitIndex(event.by);
  return told.say("{unit} {verb}[ by {killer}][: {message}].", {
    verb: entry(endVerbs, how) ?? (how ? `ended: ${how}` : "ended"),
    killer: by === who || by < 0 ? "" : unitPiece(schedule, by),
    message: how === "panicked" || how === "crashed" ? told.firstLine : "",
  });
}

function resumedWords(told: Telling): Piece[] {
  const { op, ok } = told.event;
  if (!ok && (op === "send" || op === "receive")) return told.say("{it} is closed");
  if (!ok && op === "timeout") return told.say("its time has run out");
  if (op === "send" && told.schedule.resources[told.what]?.cap === 0) return told.say("its [{v}|value] was received");
  return told.say(entry(resumed, op) ?? "");
}

/** Who can end the wait. */
function enderWords(told: Telling): Piece[] {
  const { schedule, who, op: wanted, what, position } = told;
  if ((wanted === "lock" || wanted === "rlock") && (told.holder >= 0 || told.readers.length > 0)) return [];
  const enders = endersOf(schedule, who, wanted, what, position);
  if (!enders) return [];
  const { units, op, anybody } = enders;
  if (units.length === 0) {
    if (wanted !== "send" && wanted !== "receive") return [];
    return told.say(`${anybody ? "Nobody" : "Nobody else"} ${wanted === "send" ? "receives from" : "sends to"} {it}${anybody ? " any more" : ""} in this run.`);
  }
  const names = units.length > mostNames ? `Any of ${units.length} others` : namesOf(schedule, units, "or");
  return told.say("{names} wakes it when it {does}.", { names, does: entry(enderVerbs, op) ?? op });
}

/** How a select came to the operation that it completed. */
function selectWords(told: Telling): Piece[] {
  const { cases = [] } = told.schedule.recording.events[told.after.select] ?? {};
  const ready = cases.filter((one) => one.ready).length;
  return ready < 2 ? [] : told.say("{ready} cases of the select were ready, and the runtime picked one.", { ready });
}

// What followed.

function wokenWords(told: Telling): Piece[] {
  const { woken } = told.after;
  if (woken.length === 0) return [];
  const names = woken.length > mostNames ? `${woken.length} others` : namesOf(told.schedule, woken);
  return told.say(`{names} ${woken.length > 1 ? "are" : "is"} ready.`, { names });
}

/** Waits that are over without their operation: other branches, or what the runtime alone knows of. */
function leftWords(told: Telling, who = "It"): Piece[] {
  return told.say(`[${who} no longer waits: {left}.]`, { left: list(told.after.left.map((event) => shortWords(told.schedule, event))) });
}

function printedWords(told: Telling): Piece[] {
  return told.say("[It printed {printed}.]");
}

/** Said where nobody runs or is ready, and yet the run goes on. */
function idleWords(told: Telling): Piece[] {
  const { schedule, position } = told;
  const next = schedule.recording.events.slice(position, position + 4).find(({ e }) => e === "wake" || e === "exit" || e === "run");
  if (schedule.active[position] > 0 || next?.e !== "wake") return [];
  return told.say(next.why === "timer" ? "Nothing can run until a timer fires." : "Nothing can run now.");
}

// Small things.

function namesOf(schedule: Schedule, units: number[], last?: string): Piece[] {
  return list(
    units.map((unit) => unitPiece(schedule, unit)),
    last,
  );
}

function makeLabels(told: Telling): string[] {
  const { op = "wait", cases = [] } = told.event;
  const { schedule } = told;
  const nameOf = (resource: number) => schedule.resources[resource]?.name;
  const verb = (operation: string) => entry(laneWords, operation) ?? operation;
  const locks = op === "lock" || op === "rlock";
  const full = op === "send" && / full$| reserved$/.test(told.full);
  let note = full ? "full" : op === "receive" && told.empty.endsWith("empty") ? "empty" : "";
  if (locks && told.holder >= 0) note = `held by ${schedule.units[told.holder].name}`;
  if (locks && told.readers.length > 0) note = `${told.readers.length} read`;
  if (op === "wait" && told.counted && told.row >= 0) note = `at ${told.count}`;
  const words = op === "join" ? told.target.text : op === "sleep" || op === "timeout" ? told.duration : (nameOf(told.what) ?? "");
  const of = (operation: string) => (operation === "cancelled" ? " of" : "");
  const several = cases.map((one) => `${verb(one.op)}${of(one.op)} ${nameOf(schedule.resourceIndex(one.r)) ?? "nil"}`).join(", ");
  const label = `${verb(op)}${of(op)} ${op === "select" ? several : words}`.trim();
  return [...new Set([note && `${label} (${note})`, label, full ? note : verb(op)])].filter(Boolean);
}

/** What a lane says of a wait in the room of a few words. */
function shortWords(schedule: Schedule, event: number): string {
  const words = waitWords(schedule, event);
  return words.at(-2) ?? words[0];
}

const labelsBySchedule = new WeakMap<Schedule, Map<number, string[]>>();

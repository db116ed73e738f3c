/** The rows of the picture (twin.ts) in words, and of whom they speak. */
import { caseName, choiceIn, type Case } from "../schedule/choices";
import { circlesOf } from "../schedule/circle";
import { criticalPath } from "../schedule/critical";
import type { Piece, Schedule } from "../schedule/schedule";
import { stretchesOf } from "../schedule/shares";
import { workersOf } from "../schedule/workers";
import type { Tools } from "./layers";
import { Mark, type MarkNeeds } from "./twin";

/** What the viewer holds and this takes from it. */
export interface WordNeeds extends MarkNeeds {
  tools: Tools;
}

/** Units and resources that a row speaks of. */
export interface Named {
  units: number[];
  resources: number[];
}

export function namedIn({ tools }: MarkNeeds, schedule: Schedule, kind: number, row: number): Named {
  const { units, unitOfInterval, intervals, links, levels, recording, resourceIndex, unitIndex } = schedule;
  switch (kind) {
    case Mark.birth:
      return { units: [row, units[row].parent], resources: [] };
    case Mark.end:
      return { units: [row], resources: [] };
    case Mark.turn:
      return { units: [unitOfInterval(row)], resources: [] };
    case Mark.state: {
      const wait = recording.events[intervals.cause[row]];
      const waited = wait ? [wait.r, ...(wait.cases ?? []).map((one) => one.r)].map((id) => resourceIndex(id)) : [];
      return { units: [unitOfInterval(row)], resources: waited };
    }
    case Mark.lead:
      return namedIn({ tools } as MarkNeeds, schedule, Mark.link, workersOf(schedule, tools).leads[row].link);
    case Mark.link:
      return { units: [links.fromUnit[row], links.toUnit[row]], resources: [links.resource[row]] };
    case Mark.level:
      return { units: [levels.holder[row]], resources: [levels.resource[row]] };
    case Mark.share: {
      const { unit, resource } = stretchesOf(schedule).stretches[row];
      return { units: [unit], resources: [resource] };
    }
    case Mark.range:
    case Mark.act:
      return { units: [unitIndex(recording.events[row].u)], resources: [resourceIndex(recording.events[row].r)] };
    case Mark.choice: {
      const { unit, cases } = choiceIn(schedule, row, tools)!;
      return { units: [unit], resources: cases.map(({ resource }) => resource) };
    }
    case Mark.circle: {
      const { waiters } = circlesOf(schedule, tools)[row];
      return { units: waiters.map(({ unit }) => unit), resources: waiters.map(({ resource }) => resource) };
    }
    case Mark.path:
      return { units: [criticalPath(schedule, tools)[row].unit], resources: [] };
    default:
      return { units: [], resources: [] };
  }
}

/** Acts, as what is done to what lets units pass. */
const acts: Record<string, string> = {
  cancel: "{it} is cancelled[ by {unit}].",
  notify: "{it} is notified[ by {unit}].",
  signal: "{it} is signalled[ by {unit}].",
  broadcast: "{it} calls all who wait[, as {unit} asks].",
  wait: "{it} lets [{unit}|a unit] pass.",
  do: "{it} is run[ by {unit}].",
  close: "{it} is closed[ by {unit}].",
};

/** Kinds of pieces of the critical path. */
const onPath = { run: "runs", ready: "is ready, and its worker is not free", sleep: "sleeps", wait: "waits", none: "" };

/** A row in words. */
export function markWords(needs: WordNeeds, schedule: Schedule, kind: number, row: number): Piece[] {
  const { units, recording } = schedule;
  const { fill, list, resourcePiece, workerName } = needs.tools;
  const unit = (index: number): Piece => (index < 0 ? { text: "The runtime" } : { text: units[index].name, unit: index });
  const say = (template: string, holes: Record<string, string | number | Piece | Piece[]>) => fill(template, (hole) => holes[hole] ?? "");
  switch (kind) {
    case Mark.birth: {
      const { parent, spawnedAt } = units[row];
      return say("{unit} begins[, started by {parent}][ at {at}].", { unit: unit(row), parent: parent < 0 ? "" : unit(parent), at: spawnedAt });
    }
    case Mark.end:
      return say("{unit} ends[: {how}].", { unit: unit(row), how: units[row].how });
    case Mark.state:
      return [unit(schedule.unitOfInterval(row)), { text: ` ${stateOf(needs, schedule, row)}.` }];
    case Mark.link:
      return linkWords(needs, schedule, row, unit, "", "");
    case Mark.level:
      return levelWords(needs, schedule, row, unit);
    case Mark.range:
      return [{ text: `The runtime works: ${recording.events[row].name ?? "work of its own"}.` }];
    case Mark.exit:
      return [{ text: `The run breaks off: ${recording.events[row].how ?? "no reason is recorded"}.` }];
    case Mark.share: {
      const { unit: one, resource, readers } = stretchesOf(schedule).stretches[row];
      return say("{it} is read by [{unit}|{readers} at a time].", { it: resourcePiece(schedule, resource), unit: one < 0 ? "" : unit(one), readers });
    }
    case Mark.act: {
      const { op = "", u, r } = recording.events[row];
      const who = schedule.unitIndex(u);
      return say(acts[op], { it: resourcePiece(schedule, schedule.resourceIndex(r)), unit: who < 0 ? "" : unit(who) });
    }
    case Mark.choice: {
      const { unit: who, made, cases } = choiceIn(schedule, row, needs.tools)!;
      const named = (of: (one: Case) => boolean) => list(cases.filter(of).map((one) => casePiece(schedule, one)));
      if (!made) return say("{unit} waits for the first of {cases}.", { unit: unit(who), cases: named(() => true) });
      return say("{unit} takes [{taken}|one of several][; ready too: {ready}][; let go: {left}].", {
        unit: unit(who),
        taken: named(({ taken }) => taken),
        ready: named(({ taken, ready }) => !taken && ready === true),
        left: named(({ taken, ready }) => !taken && !ready),
      });
    }
    case Mark.circle: {
      const { waiters } = circlesOf(schedule, needs.tools)[row];
      const waits = waiters.map((waiter, i): Piece[] => {
        const next = unit(waiters[(i + 1) % waiters.length].unit);
        return say("{unit} waits for {next} because of {it}", { unit: unit(waiter.unit), next, it: resourcePiece(schedule, waiter.resource) });
      });
      return say("A circle: {waits}.", { waits: list(waits) });
    }
    case Mark.path: {
      const { unit: who, kind: piece } = criticalPath(schedule, needs.tools)[row];
      return say("On the critical path {unit} {does}.", { unit: unit(who), does: onPath[piece] });
    }
    case Mark.turn:
      return say("{worker} runs {unit}.", { worker: workerName(schedule, schedule.intervals.worker[row]), unit: unit(schedule.unitOfInterval(row)) });
    case Mark.idle:
      return [{ text: `${workerName(schedule, recording.events[row].w ?? 0)} has nothing to run.` }];
    default: {
      const { link, fromWorker, toWorker } = workersOf(schedule, needs.tools).leads[row];
      return linkWords(needs, schedule, link, unit, ` on ${workerName(schedule, fromWorker)}`, ` on ${workerName(schedule, toWorker)}`);
    }
  }
}

function stateOf({ tools: { State, waitWords, workerName } }: WordNeeds, schedule: Schedule, row: number): string {
  const { intervals, recording } = schedule;
  const { header, events } = recording;
  switch (intervals.state[row]) {
    case State.running:
      return header.threads > 1 ? `runs on ${workerName(schedule, intervals.worker[row])}` : "runs";
    case State.ready:
      return "is ready";
  }
  const sleeps = intervals.state[row] === State.sleeping;
  const verb = sleeps ? "sleeps" : "waits";
  const cause = intervals.cause[row];
  if (cause < 0) return verb;
  const [label] = waitWords(schedule, cause);
  const { op = "" } = events[cause];
  const rest = label.slice(op.length);
  if (sleeps && op === "sleep") return verb + rest;
  return !sleeps && (op === "wait" || op === "join") && rest ? `waits for${rest}` : `${verb}: ${label}`;
}

/** `on` and `then` say where the two run, if that is shown. */
function linkWords({ tools }: WordNeeds, { links, recording, resources }: Schedule, row: number, unit: (index: number) => Piece, on: string, then: string): Piece[] {
  const { LinkKind, fill } = tools;
  const { name = "", index = -1 } = resources[links.resource[row]] ?? {};
  const over: Piece | "" = index < 0 ? "" : { text: name, resource: index };
  const holes: Record<string, string | Piece> = { from: unit(links.fromUnit[row]), to: unit(links.toUnit[row]), on, then, over, value: recording.events[links.to[row] - 1]?.v ?? "" };
  const kind = links.kind[row];
  const words = kind === LinkKind.spawn ? "{from}[{on}] starts {to}[, which runs{then}]." : "{from}[{on}] wakes {to}[, which runs{then}].";
  return fill(kind === LinkKind.message ? "[{value}|A value] goes from {from}[{on}][ over {over}] to {to}[{then}]." : words, (hole) => holes[hole]);
}

function levelWords({ stripKind, tools: { amount } }: WordNeeds, schedule: Schedule, row: number, unit: (index: number) => Piece): Piece[] {
  const { levels, resources } = schedule;
  const index = levels.resource[row];
  const { name, cap } = resources[index];
  const piece: Piece = { text: name, resource: index };
  const kind = stripKind(schedule, index);
  const holder = levels.holder[row];
  if (holder >= 0) return [piece, { text: " is held by " }, unit(holder), { text: "." }];
  if (kind === "lock") return [piece, { text: " is held by nobody alone." }];
  if (kind !== "queue") return [piece, { text: ` is at ${amount(levels.len[row])}.` }];
  const held = levels.held[row] > 0 ? `, ${levels.held[row]} reserved` : "";
  return [piece, { text: ` holds ${levels.len[row]}${cap > 0 ? ` of ${amount(cap)}` : ""}${held}.` }];
}

function casePiece(schedule: Schedule, one: Case): Piece {
  return { text: caseName(schedule, one), resource: one.resource < 0 ? undefined : one.resource };
}

/**
 * How a run ended, and what those who did not get to their end wait for. Loaded after the first picture: what it takes from its
 * neighbours is handed over, so that a part that is loaded later can hold this module alone.
 */
import type { Event } from "../records/records";
import { circlesAt } from "./circle";
import type { levelAt } from "./facts";
import type { join, list, unitPiece } from "./pieces";
import type { Piece, Schedule, stateNames } from "./schedule";
import type { Telling, unitNoun } from "./telling";
import type { severalWords, whyWords } from "./words";

export interface Neighbours {
  levelAt: typeof levelAt;
  join: typeof join;
  list: typeof list;
  severalWords: typeof severalWords;
  stateNames: typeof stateNames;
  Telling: typeof Telling;
  unitNoun: typeof unitNoun;
  unitPiece: typeof unitPiece;
  whyWords: typeof whyWords;
}

/** Units that are named; what is beyond is counted. */
const mostUnits = 5;

/** `how` of an exit. */
const endings: Record<string, string> = {
  returned: "The program returned.",
  exited: "The program ended itself with exit code {code}.",
  deadlock: "Deadlock: every {noun} waits, and nothing is left that could wake one.",
  panicked: "The program panicked.[ The runtime says: “{firstLine}”]",
  fatal: "The runtime gave up.[ It says: “{firstLine}”]",
  "out of memory": "The program ran out of memory.",
  stopped: "The run was stopped.",
  "time limit": "The run was cut off at its time limit.",
  "output limit": "The run was cut off because it printed too much.",
  "event limit": "The run was cut off because it did more than can be recorded.",
  lost: "The runtime went away without a word; this is what was recorded until then.",
};

export function outcomeWords(schedule: Schedule, neighbours: Neighbours): Piece[] {
  const { events } = schedule.recording;
  const exit = events[events.length - 1];
  const ending: Piece[] = exit?.e === "exit" ? endingWords(schedule, exit, neighbours) : [{ text: "The recording ends before the run does." }];
  return neighbours.join([ending, ...blockedWords(schedule, neighbours), circleWords(schedule, neighbours)]);
}

function endingWords(schedule: Schedule, { how, code }: Event, { Telling, unitNoun }: Neighbours): Piece[] {
  const { events, header } = schedule.recording;
  const told = new Telling(schedule, events.length - 1, events.length);
  const words = how !== undefined && Object.hasOwn(endings, how) ? endings[how] : "The run ended[: {how}].";
  return told.say(words, { code: code ?? 0, noun: unitNoun(header.model) });
}

/** What those who have no end were doing last. */
function blockedWords(schedule: Schedule, { Telling, severalWords, stateNames, unitPiece, whyWords }: Neighbours): Piece[][] {
  const end = schedule.recording.events.length;
  const left = schedule.units.filter((unit) => unit.ended < 0);
  const told = left.slice(0, mostUnits).map((unit): Piece[] => {
    const { state, waits } = schedule.unitAt(unit.index, end);
    if (waits.length === 0) return [unitPiece(schedule, unit.index), { text: ` is ${stateNames[state]}.` }];
    const wait = new Telling(schedule, waits[0].event, end);
    return waits.length > 1 ? severalWords(wait, waits.map(({ event }) => event)) : whyWords(wait);
  });
  const rest = left.length - told.length;
  if (rest > 0) told.push([{ text: `${rest} more ${rest === 1 ? "has" : "have"} not ended.` }]);
  return told;
}

function circleWords(schedule: Schedule, neighbours: Neighbours): Piece[] {
  const [circle = []] = circlesAt(schedule, schedule.recording.events.length, neighbours);
  if (circle.length < 2) return [];
  const names = circle.map(({ unit }) => neighbours.unitPiece(schedule, unit));
  return neighbours.join([neighbours.list(names), [{ text: `wait for each other${circle.length > 2 ? " in a circle" : ""}.` }]]);
}

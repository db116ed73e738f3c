/** What the parts that are loaded later take from their neighbours. */
import type { Neighbours } from "../compare";
import { levelAt } from "../facts";
import { nominalTimes } from "../measures";
import * as outcome from "../outcome";
import { join, list, unitPiece } from "../pieces";
import { isQueue } from "../resources";
import { State, stateNames, type Piece, type Schedule } from "../schedule";
import { Telling } from "../telling";
import { severalWords, tellEndings, timeWords, unitNoun, whyWords } from "../words";

export const neighbours: Neighbours & outcome.Neighbours = {
  ...{ State, isQueue, nominalTimes, timeWords },
  ...{ Telling, join, levelAt, list, severalWords, stateNames, unitNoun, unitPiece, whyWords },
};

export function outcomeWords(schedule: Schedule): Piece[] {
  return outcome.outcomeWords(schedule, neighbours);
}

tellEndings(outcomeWords);

/** What the measures of a run take from their neighbours. */
import type { Neighbours } from "../compare";
import { nominalTimes } from "../measures";
import { isQueue } from "../resources";
import { State } from "../schedule";
import { timeWords } from "../words";

export const neighbours: Neighbours = { State, isQueue, nominalTimes, timeWords };

/**
 * What the viewer hands to the parts that it loads later (extras.ts). Of what the viewer holds they import types alone: code shared between two modules
 * becomes a third one, which compresses worse than the split saves.
 */
import { nominalTimes } from "../schedule/measures";
import { levelAt } from "../schedule/facts";
import { join, list, unitPiece } from "../schedule/pieces";
import { isQueue } from "../schedule/resources";
import { State, stateNames } from "../schedule/schedule";
import { Telling } from "../schedule/telling";
import { sentence, severalWords, tellEndings, timeWords, unitNoun, whyWords } from "../schedule/words";
import { clockWords } from "../stage/clock";
import { glyphPaths } from "../stage/glyphs";
import { h, icon } from "./dom";
import { bytesWords } from "./params";
import { badge, pieces } from "./pieces";
import { adopt } from "./sheet";

export const kit = {
  ...{ State, Telling, isQueue, join, levelAt, list, nominalTimes, sentence, severalWords, stateNames, tellEndings, timeWords, unitNoun, unitPiece, whyWords },
  ...{ adopt, badge, bytesWords, clockWords, glyphPaths, h, icon, pieces },
};
export type Kit = typeof kit;

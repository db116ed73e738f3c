/**
 * What the viewer hands to the parts that it loads later (extras.ts). Of what the viewer holds they import types alone: code shared between two modules
 * becomes a third one, which compresses worse than the split saves.
 */
import { nominalTimes } from "../schedule/measures";
import { levelAt } from "../schedule/facts";
import { join, list, unitPiece } from "../schedule/pieces";
import { isQueue } from "../schedule/resources";
import { LinkKind, State, stateNames } from "../schedule/schedule";
import { Telling } from "../schedule/telling";
import { sentence, severalWords, stateWords, tellEndings, timeWords, unitNoun, waitWords, whyWords } from "../schedule/words";
import { clockWords } from "../stage/clock";
import { glyphPaths } from "../stage/glyphs";
import { countWords } from "../stage/labels";
import { stripKind } from "../stage/layout";
import { Stage } from "../stage/stage";
import { h, icon, segment } from "./dom";
import { bytesWords } from "./params";
import { badge, pieces } from "./pieces";
import { adopt } from "./sheet";

export const kit = {
  ...{ LinkKind, State, Telling, isQueue, join, levelAt, list, nominalTimes, sentence, severalWords, stateNames, stateWords, tellEndings, timeWords },
  ...{ unitNoun, unitPiece, waitWords, whyWords },
  ...{ Stage, adopt, badge, bytesWords, clockWords, countWords, glyphPaths, h, icon, pieces, segment, stripKind },
};
export type Kit = typeof kit;

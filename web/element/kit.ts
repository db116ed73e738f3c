/**
 * What the viewer hands to the parts that it loads later (extras.ts). Of what the viewer holds they import types alone: code shared between two modules
 * becomes a third one, which compresses worse than the split saves.
 */
import { nominalTimes } from "../schedule/measures";
import { isQueue } from "../schedule/resources";
import { State } from "../schedule/schedule";
import { outcomeWords, sentence, timeWords } from "../schedule/words";
import { clockWords } from "../stage/clock";
import { glyphPaths } from "../stage/glyphs";
import { h, icon } from "./dom";
import { bytesWords } from "./params";
import { badge, pieces } from "./pieces";
import { adopt } from "./sheet";

export const kit = { adopt, badge, bytesWords, clockWords, glyphPaths, h, icon, isQueue, nominalTimes, outcomeWords, pieces, sentence, State, timeWords };
export type Kit = typeof kit;

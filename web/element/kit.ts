/**
 * What the viewer hands to the parts that it loads later (extras.ts). They import types alone: code shared between two modules
 * becomes a third one, which compresses worse than the split saves.
 */
import { measureRun } from "../schedule/compare";
import { outcomeWords, sentence } from "../schedule/words";
import { clockWords } from "../stage/clock";
import { h } from "./dom";
import { badge, pieces } from "./pieces";
import { adopt } from "./sheet";

export const kit = { adopt, badge, clockWords, h, measureRun, outcomeWords, pieces, sentence };
export type Kit = typeof kit;

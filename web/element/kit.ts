/**
 * What the viewer hands to the parts that it loads later (extras.ts). Of what the viewer holds they import types alone: code shared between two modules
 * becomes a third one, which compresses worse than the split saves.
 */
import { lastAt } from "../schedule/columns";
import { Derivation } from "../schedule/derive";
import { nominalTimes } from "../schedule/measures";
import { isQueue } from "../schedule/resources";
import { stateNames } from "../schedule/schedule";
import { Telling } from "../schedule/telling";
import { sentence, severalWords, stateWords, tellEndings, unitNoun, whyWords } from "../schedule/words";
import { clockWords } from "../stage/clock";
import { glyphPaths } from "../stage/glyphs";
import { countWords } from "../stage/labels";
import { layOut, stripKind } from "../stage/layout";
import { tools } from "../stage/layers";
import { curveOf, messageLabel, messagesFromPx, mostMessages, traceMessage, wakesFromPx } from "../stage/links";
import { drawValue } from "../stage/playhead";
import { rowsOf } from "../stage/rows";
import { Stage } from "../stage/stage";
import { defaultSeed, writeParams, writeWishes } from "./attributes";
import { h, icon, segment } from "./dom";
import { later, messageOf } from "./later";
import { bytesWords, onOwnPage } from "./params";
import { badge, pieces } from "./pieces";
import { shortWords, variantWords } from "./provenance";
import { roleKey } from "./roles";
import { adopt } from "./sheet";
import { stateOf } from "./state";

export const kit = {
  ...tools,
  tools,
  ...{ Derivation, isQueue, lastAt, nominalTimes, sentence, severalWords, stateNames, stateWords, Telling, tellEndings, unitNoun, whyWords },
  ...{ Stage, adopt, badge, bytesWords, clockWords, countWords, glyphPaths, h, icon, layOut, pieces, rowsOf, segment, shortWords, stripKind },
  ...{ curveOf, drawValue, messageLabel, messagesFromPx, mostMessages, traceMessage, wakesFromPx },
  ...{ defaultSeed, later, messageOf, roleKey, stateOf, variantWords, onOwnPage, writeParams, writeWishes },
};
export type Kit = typeof kit;

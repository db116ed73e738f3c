/**
 * What the stage draws beyond lanes, queues and links: plates at the playhead, circles of waiting, spans of the runtime, workers, the
 * critical path. These parts are loaded after the first picture; the stage hands them what they share with it.
 */
import { amount, countless } from "../schedule/columns";
import { handoverIn, intervalAt, levelAt } from "../schedule/facts";
import { LinkKind, State, type Moment, type Schedule } from "../schedule/schedule";
import { fill, join, list, resourcePiece, unitPiece } from "../schedule/pieces";
import { timeWords } from "../schedule/time";
import { workerName } from "../schedule/telling";
import { waitWords } from "../schedule/words";
import { fitted } from "./cells";
import { drawBadge, drawGlyph } from "./glyphs";
import { waitLabel } from "./lanes";
import type { LaneBox, StripBox } from "./layout";
import type { Row } from "./rows";
import { bisect, clip, textPx, type Group, type Scene } from "./scene";

/** Functions of the viewer that the later parts use. */
export const tools = {
  ...{ amount, bisect, countless, clip, drawBadge, drawGlyph, fill, fitted, handoverIn, intervalAt, join, levelAt, LinkKind, list, resourcePiece, State },
  ...{ textPx, timeWords, unitPiece, waitLabel, waitWords, workerName },
};
export type Tools = typeof tools;

/** Which units a worker, who has a row, runs by turns: of turn i the unit, and the positions `from[i] ≤ p < to[i]`, in order. */
export interface Turns {
  worker: number;
  unit: number[];
  from: number[];
  to: number[];
}

/** What leads from row to row, as one Bézier curve: both ends with the handles between them, and whether it comes to its end from above (1) or below (−1). */
export interface Arc {
  link: number;
  points: [x0: number, y0: number, ax: number, ay: number, bx: number, by: number, x1: number, y1: number];
  down: 1 | -1;
}

/** Draws a row that stands for something else than units. */
export interface RowPainter {
  /** The same object for the same row of another layout. */
  turns(row: Row): Turns | undefined;
  lane(scene: Scene, group: Group, lane: LaneBox): void;
  label(scene: Scene, group: Group, lane: LaneBox, moment: Moment): void;
  /** The links that are drawn between such rows of a group. */
  arcs(scene: Scene, group: Group): Iterable<Arc>;
  /** The arc of one link, whether there is room to draw it or not; undefined where it leads from no row to another. */
  arcOf(scene: Scene, group: Group, link: number): Arc | undefined;
}

/** Draws stretches of a pixel or a few in memory, thousands at once, instead of one by one. */
export interface Dense {
  /** Draws the narrow spans of a lane; returns those that are left to be drawn. */
  lane(scene: Scene, group: Group, lane: LaneBox): number[];
  /** Draws how full a queue is, `unitPx` for each value. */
  queue(scene: Scene, group: Group, strip: StripBox, unitPx: number): void;
}

export interface Layers {
  /** Undefined where so few columns are in view that each can be drawn for itself. */
  dense(scene: Scene): Dense | undefined;
  /** The workers of a schedule as rows; null where they would show no more than the units do. */
  workerRows(schedule: Schedule): Row[] | null;
  /** What a group is cut down to where there is little room: rows, so many strips, and queues as their plates alone. */
  readonly brief?: { rows(schedule: Schedule): Row[]; strips: number; areas: boolean };
  /** Room that runs which end in a circle of waiting need at their right, of so many pixels in all. */
  marginPx(schedules: Schedule[], widthPx: number): number;
  /** Whether the runtime had spans of its own. */
  hasRanges(schedule: Schedule): boolean;
  /** Behind the lanes. */
  behind(scene: Scene): void;
  /** On the lanes. */
  upon(scene: Scene): void;
  /** With the playhead, over the veil; `moments` are the groups'. */
  atPlayhead(scene: Scene, moments: Moment[], playheadX: number): void;
}

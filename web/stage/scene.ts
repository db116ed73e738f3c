/** What one frame is drawn from. Made anew when content or size changes, never while drawing. */
import type { Schedule, Score } from "../schedule/schedule";
import type { Axis, Track } from "./axis";
import type { Dense } from "./layers";
import type { GroupBox, Layout, Measures } from "./layout";
import type { Palette } from "./palette";
import type { View } from "./view";

/** A named moment on the axis. */
export interface StageMark {
  name: string;
  column: number;
}

/** One source as the stage is given it. */
export interface StageSource {
  /** Null where there is nothing to draw yet. */
  schedule: Schedule | null;
  /** Role colour of each unit. */
  colours: Uint8Array;
}

/** One source as it is drawn. */
export interface Group {
  schedule: Schedule;
  colours: Uint8Array;
  track: Track;
  box: GroupBox;
  /** Its place in the score. */
  source: number;
}

export interface Scene {
  ctx: CanvasRenderingContext2D;
  palette: Palette;
  sizes: Measures;
  view: View;
  axis: Axis;
  score: Score;
  marks: StageMark[];
  layout: Layout;
  groups: Group[];
  /** Column of the playhead. */
  column: number;
  /** Draws what is too fine for a canvas; undefined where nothing is. */
  dense?: Dense;
}

/** Draws within the runs: not over the names at the left, and a little beyond the end, where marks stand. */
export function clip({ ctx, view, layout }: Scene, draw: () => void) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(view.leftPx - 2, 0, view.rightPx - view.leftPx + 8, layout.height);
  ctx.clip();
  draw();
  ctx.restore();
}

/** First index in `first … end − 1` for which `reached` holds, `end` where none does. `reached` must not go back to false. */
export function bisect(first: number, end: number, reached: (i: number) => boolean): number {
  while (first < end) {
    const middle = (first + end) >> 1;
    if (reached(middle)) end = middle;
    else first = middle + 1;
  }
  return first;
}

/** Width of a text in the font that is set. Not remembered here: browsers do, and to ask which font is set costs more than to measure. */
export function textPx(ctx: CanvasRenderingContext2D, text: string): number {
  return ctx.measureText(text).width;
}

/** The axis of time: a column stands at its time. Loaded when the reader may choose it; what it takes from its neighbours is handed over. */
import type { Schedule, Score } from "../schedule/schedule";
import type { timeWords } from "../schedule/time";
import type { Axis, AxisOf } from "./axis";
import type { clockWords } from "./clock";
import type { Scene, textPx } from "./scene";
import type { View } from "./view";

export interface Neighbours {
  clockWords: typeof clockWords;
  textPx: typeof textPx;
  timeWords: typeof timeWords;
}

export function timeAxis(neighbours: Neighbours): AxisOf {
  return { place, draw: (scene) => drawTimes(scene, neighbours) };
}

/** The whole run is as long as its columns are many, so that both axes zoom alike. */
function place({ start }: Axis, score: Score, schedules: Schedule[]): number {
  const times = new Float64Array(score.columns);
  for (let c = 0; c < score.columns; c++) {
    let timeNs = c > 0 ? times[c - 1] : 0;
    for (let i = 0; i < schedules.length; i++) {
      if (score.acts[i][c]) timeNs = Math.max(timeNs, schedules[i].steps.time[score.stepAt[i][c]]);
    }
    times[c] = timeNs;
  }
  const slotsPerNs = (score.columns - 1) / Math.max(1, times[score.columns - 1]);
  for (let c = 0; c < score.columns; c++) start[c] = times[c] * slotsPerNs;
  start[score.columns] = score.columns;
  return slotsPerNs;
}

/** The times in ns that are in view, in steps of 1, 2 or 5 · 10ⁿ ns that are at least `roomPx` wide. */
export function timesInView({ slotsPerNs, length }: Axis, { from, to, slotPx }: View, roomPx: number): number[] {
  const leastNs = Math.max(1, roomPx / slotPx / slotsPerNs);
  const power = 10 ** Math.floor(Math.log10(leastNs));
  const stepNs = power * ([1, 2, 5].find((n) => n * power >= leastNs) ?? 10);
  const times: number[] = [];
  for (let n = Math.ceil(from / slotsPerNs / stepNs); n * stepNs * slotsPerNs <= Math.min(to, length); n++) times.push(n * stepNs);
  return times;
}

function drawTimes({ ctx, palette, view, axis, sizes }: Scene, { clockWords, textPx, timeWords }: Neighbours) {
  ctx.strokeStyle = palette.control;
  ctx.fillStyle = palette.ink2;
  ctx.beginPath();
  let free = -Infinity;
  for (const timeNs of timesInView(axis, view, sizes.microPx * 4.2)) {
    const x = Math.round(view.x(timeNs * axis.slotsPerNs)) + 0.5;
    ctx.moveTo(x, sizes.axisPx - 5);
    ctx.lineTo(x, sizes.axisPx);
    const label = timeNs === 0 ? clockWords(0) : timeWords(timeNs, 12);
    const end = x + textPx(ctx, label) + 3;
    if (x < free || end > view.rightPx + 6) continue;
    ctx.fillText(label, x + 3.5, sizes.axisPx - 6);
    free = end + 5;
  }
  ctx.stroke();
}

/**
 * Lanes: what each unit did, as bars and lines that can be told apart without colour.
 *
 * Only spans in view are visited. Where several share a pixel, the longest of them is drawn for that pixel. Where many are in view,
 * fine.ts draws them once it is loaded, so that a frame costs pixels, not spans.
 */
import { State } from "../schedule/schedule";
import { waitWords } from "../schedule/words";
import { drawGlyph, glyphFor } from "./glyphs";
import type { LaneBox } from "./layout";
import { bisect, clip, textPx, type Group, type Scene } from "./scene";

/** Below this width a span has no outline or end of its own. */
const plainBelowPx = 3;
/** Width of the mark of what is waited for. */
const glyphPx = 12;

export function drawLanes(scene: Scene) {
  clip(scene, () => {
    for (const group of scene.groups) {
      for (const lane of group.box.lanes) lane.row.paint ? lane.row.paint.lane(scene, group, lane) : drawLane(scene, group, lane);
      drawBreak(scene, group);
    }
  });
}

function drawLane(scene: Scene, group: Group, lane: LaneBox) {
  const { view } = scene;
  const { place } = group.track;
  const { first, end, from, to, state } = lane.row.spans;
  const colour = group.colours[lane.row.units[0]];
  const wide = scene.dense?.lane(scene, group, lane);
  if (wide) {
    for (const i of wide) drawSpan(scene, group, lane, colour, i, view.x(place[from[i]]), view.x(place[to[i]]));
    return drawEnds(scene, group, lane, colour);
  }
  // On the axis of time a run takes next to none, but it must not vanish among the waits.
  const stands = scene.axis.time ? (k: number) => state[k] === State.running : undefined;
  // Pixels of one state side by side are one rectangle.
  let plain = -1;
  let left = 0;
  let right = 0;
  const flush = () => drawPlain(scene, colour, plain, lane.y, left, right - left);
  let i = bisect(first, end, (k) => place[to[k]] > view.from);
  while (i < end && place[from[i]] < view.to) {
    const x0 = view.x(place[from[i]]);
    const x1 = view.x(place[to[i]]);
    if (x1 - x0 >= 1) {
      flush();
      plain = -1;
      drawSpan(scene, group, lane, colour, i, x0, x1);
      i++;
      continue;
    }
    // All that begin in this pixel; only the last of them can be wider than it.
    const pixel = Math.floor(x0);
    const nextSlot = view.slot(pixel + 1);
    let next = bisect(i + 1, end, (k) => place[from[k]] >= nextSlot);
    if ((place[to[next - 1]] - place[from[next - 1]]) * view.slotPx >= 1) next--;
    let now = 0;
    let most = -1;
    for (; i < next; i++) {
      const length = stands?.(i) ? Infinity : place[to[i]] - place[from[i]];
      if (length > most) {
        most = length;
        now = state[i];
      }
    }
    if (now !== plain || pixel > right) {
      flush();
      plain = now;
      left = pixel;
    }
    right = pixel + (stands && now === State.running ? plainBelowPx : 1);
  }
  flush();
  drawEnds(scene, group, lane, colour);
}

/** A line where a run ended before its units did: in red where it failed, dashed where it was cut off. */
function drawBreak({ ctx, palette, view, sizes }: Scene, group: Group) {
  const exit = group.schedule.recording.events.at(-1);
  if (exit?.e !== "exit" || exit.how === "returned") return;
  const x = view.x(group.track.place[group.schedule.time.length]) + 4;
  const lanes = group.box.lanes;
  ctx.strokeStyle = cutOff.has(exit.how ?? "") ? palette.control : palette.halt;
  ctx.lineWidth = 2;
  if (cutOff.has(exit.how ?? "")) ctx.setLineDash([3, 3]);
  stemTo(ctx, x, group.box.lanesTop + 2, (lanes.at(-1)?.y ?? 0) + sizes.barPx);
  ctx.setLineDash([]);
}

/** Ends that are nobody's failure. */
const cutOff = new Set(["stopped", "time limit", "output limit", "event limit", "lost"]);

/** A span with nothing on it. */
function drawPlain({ ctx, palette, sizes }: Scene, colour: number, state: number, y: number, x: number, widthPx: number) {
  const ink = palette.roles[colour];
  if (state === State.running) {
    ctx.fillStyle = ink.fill;
    ctx.fillRect(x, y - sizes.barPx / 2, widthPx, sizes.barPx);
  } else if (state === State.ready) {
    ctx.fillStyle = ink.mark;
    ctx.fillRect(x, y - sizes.readyPx / 2, widthPx, sizes.readyPx);
  } else if (state === State.waiting || state === State.sleeping) {
    ctx.fillStyle = ink.mark;
    ctx.fillRect(x, y - palette.hairPx / 2, widthPx, palette.hairPx);
  }
}

function drawSpan(scene: Scene, group: Group, lane: LaneBox, colour: number, span: number, x0: number, x1: number) {
  const { ctx, palette, sizes, view } = scene;
  const state = lane.row.spans.state[span];
  const ink = palette.roles[colour];
  const left = Math.max(x0, view.leftPx - 4);
  const right = Math.min(x1, view.rightPx + 8);
  const width = Math.max(plainBelowPx, right - left - 1);
  if (state === State.running) {
    ctx.fillStyle = ink.fill;
    ctx.beginPath();
    ctx.roundRect(left + 0.5, lane.y - sizes.barPx / 2, width, sizes.barPx, 2);
    ctx.fill();
  } else if (state === State.ready) {
    ctx.fillStyle = ink.hatch;
    ctx.fillRect(left + 0.5, lane.y - sizes.readyPx / 2, width, sizes.readyPx);
    ctx.strokeStyle = ink.mark;
    ctx.lineWidth = 1;
    ctx.strokeRect(left + 1, lane.y - sizes.readyPx / 2 + 0.5, width - 1, sizes.readyPx - 1);
  } else if (state === State.waiting || state === State.sleeping) {
    drawWaiting(scene, group, lane, colour, span, left, right);
  }
}

/** A line with the mark of what it waits for, and words where there is room: long, then short, then the mark alone. */
function drawWaiting(scene: Scene, group: Group, lane: LaneBox, colour: number, span: number, left: number, right: number) {
  const { ctx, palette, sizes, view } = scene;
  const { cause, state } = lane.row.spans;
  const sleeps = state[span] === State.sleeping;
  const y = lane.y;
  left = Math.max(left, view.leftPx);
  let from = left + 1;
  const event = cause ? cause[span] : -1;
  if (event >= 0 && right - left > glyphPx + 5) {
    const x = left + glyphPx / 2 + 4;
    line(scene, colour, sleeps, from, x - glyphPx / 2 - 1, y);
    const wait = group.schedule.recording.events[event];
    drawGlyph(ctx, sleeps ? "sleep" : glyphFor(wait.op ?? ""), x, y, palette.roles[colour].mark);
    from = x + glyphPx / 2 + 1;
    const label = waitLabel(scene, group, event, left, right);
    if (label) {
      ctx.fillStyle = palette.ink3;
      ctx.fillText(label.words, label.x, y + sizes.microPx * 0.36);
      from = label.x + textPx(ctx, label.words) + 5;
    }
  }
  line(scene, colour, sleeps, from, Math.min(right - 1, view.rightPx), y);
}

/** The longest words for a wait that have room between two edges, and where they begin; undefined where none have. Sets their font. */
export function waitLabel({ ctx, palette, sizes, view }: Scene, { schedule }: Group, event: number, left: number, right: number) {
  ctx.font = `${sizes.microPx}px ${palette.sans}`;
  const x = Math.max(left, view.leftPx) + glyphPx + 6;
  const words = waitWords(schedule, event).find((some) => textPx(ctx, some) <= Math.min(right, view.rightPx) - x - 9);
  return words && { x, words };
}

function line({ ctx, palette }: Scene, colour: number, dotted: boolean, from: number, to: number, y: number) {
  if (to - from < 2) return;
  ctx.strokeStyle = palette.roles[colour].mark;
  ctx.lineWidth = dotted ? palette.hairPx * 1.4 : palette.hairPx;
  ctx.lineCap = dotted ? "round" : "butt";
  if (dotted) ctx.setLineDash([1.5, 4]);
  ctx.beginPath();
  ctx.moveTo(from, y);
  ctx.lineTo(to, y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.lineCap = "butt";
}

/** A stem where a unit was spawned, a double stem where it ended. */
function drawEnds({ ctx, palette, sizes, view }: Scene, group: Group, lane: LaneBox, colour: number) {
  if (lane.row.folded) return;
  const unit = group.schedule.units[lane.row.units[0]];
  const { place } = group.track;
  ctx.strokeStyle = palette.roles[colour].mark;
  const born = view.x(place[unit.born]);
  if (born >= view.leftPx - 1 && born <= view.rightPx) {
    ctx.lineWidth = palette.hairPx * 1.2;
    stem(ctx, born, lane.y, sizes.barPx * 0.36);
  }
  if (unit.ended < 0) return;
  const ended = view.x(place[unit.ended]) + 2;
  if (ended < view.leftPx || ended > view.rightPx + 6) return;
  ctx.lineWidth = 1.8;
  stem(ctx, ended, lane.y, sizes.barPx * 0.62);
  stem(ctx, ended + 3.5, lane.y, sizes.barPx * 0.62);
}

function stem(ctx: CanvasRenderingContext2D, x: number, y: number, halfPx: number) {
  stemTo(ctx, x, y - halfPx, y + halfPx);
}

function stemTo(ctx: CanvasRenderingContext2D, x: number, top: number, bottom: number) {
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x, bottom);
  ctx.stroke();
}

/** Small marks with a fixed meaning: why a unit waits, and the badge that stands for a unit in one state. */
import { State, type StateCode } from "../schedule/schedule";
import type { Palette } from "./palette";

/** Drawn around the origin, in a box of 10. */
export const glyphPaths = {
  /** An arrow into a wall: the value does not get in. */
  send: "M-4 0H1.5M-1-2.8 1.8 0-1 2.8M4-4V4",
  /** An arrow out of a wall: nothing comes. */
  receive: "M-4-4V4M-1 0H4.4M1.2-2.8-1.6 0 1.2 2.8",
  sleep: "M0-4.3A4.3 4.3 0 1 1-.01-4.3M0-2.2V0L1.8 1.4",
  /** Lines that merge: others must come to their end. */
  join: "M-4-3.4C-1-3.4-1 0 1.2 0H4.4M-4 3.4C-1 3.4-1 0 1.2 0",
  lock: "M-3.4-.6H3.4V4H-3.4ZM-2-.6V-2.4A2 2 0 0 1 2-2.4V-.6",
  /** A fork: whichever comes first. */
  select: "M-4.4 0H-1.5L3.6-3.4M-1.5 0 3.6 3.4M-1.5 0H4.4",
} as const;

export type Glyph = keyof typeof glyphPaths;

const drawn = new Map<Glyph, Path2D>();

const glyphOf: Record<string, Glyph> = {
  send: "send",
  reserve: "send",
  receive: "receive",
  sleep: "sleep",
  tick: "sleep",
  timeout: "sleep",
  select: "select",
  lock: "lock",
  rlock: "lock",
  acquire: "lock",
};

/** The mark of a waiting operation; what has no mark of its own waits for others to get somewhere. */
export function glyphFor(op: string): Glyph {
  return glyphOf[op] ?? "join";
}

/** Draws a mark in a box of 10 px around the point. */
export function drawGlyph(ctx: CanvasRenderingContext2D, glyph: Glyph, x: number, y: number, ink: string) {
  let path = drawn.get(glyph);
  if (!path) drawn.set(glyph, (path = new Path2D(glyphPaths[glyph])));
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(0.92, 0.92);
  ctx.strokeStyle = ink;
  ctx.lineWidth = 1.25;
  ctx.lineCap = ctx.lineJoin = "round";
  ctx.stroke(path);
  ctx.restore();
}

/**
 * Draws a unit's badge around the point: filled while it runs, hatched at its foot while it is ready, outlined while it waits,
 * dashed before it begins, with the two bars of an end behind it. The letter stands on clear ground.
 */
export function drawBadge(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  colour: number,
  letter: string,
  state: StateCode,
  x: number,
  y: number,
  sizePx: number,
) {
  const ink = palette.roles[colour];
  const half = sizePx / 2;
  ctx.beginPath();
  ctx.roundRect(x - half + 0.75, y - half + 0.75, sizePx - 1.5, sizePx - 1.5, 2.5);
  ctx.fillStyle = state === State.running ? ink.fill : palette.surface;
  ctx.fill();
  if (state === State.ready) {
    ctx.fillStyle = ink.hatch;
    ctx.fill();
    ctx.fillStyle = palette.surface;
    ctx.fillRect(x - half + 1, y - half + 1, sizePx - 2, sizePx - 5);
  }
  ctx.strokeStyle = state === State.running ? ink.fill : ink.mark;
  ctx.lineWidth = state === State.running || state === State.waiting || state === State.sleeping ? 1.5 : 1;
  if (state === State.unborn) ctx.setLineDash([2, 2]);
  if (state === State.ended) {
    ctx.beginPath();
    for (const right of [0.5, 3]) {
      ctx.moveTo(x + half - right, y - half + 1);
      ctx.lineTo(x + half - right, y + half - 1);
    }
  }
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.fillStyle = state === State.running ? ink.on : ink.text;
  const fontPx = letter.length > 2 ? sizePx * 0.5 : letter.length > 1 ? sizePx * 0.58 : sizePx * 0.66;
  ctx.font = `700 ${fontPx}px ${palette.sans}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(letter, state === State.ended ? x - 1.5 : x, state === State.ready ? y - 0.75 : y + 0.5);
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
}

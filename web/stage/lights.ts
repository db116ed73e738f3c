/** What is lit because the reader points at it or has selected it: over everything else, in ink, and nothing moves for it. */
import type { LinkKind } from "../schedule/schedule";
import type { Arc } from "./layers";
import type { messageLabel, traceMessage } from "./links";
import type { fitted } from "./cells";
import type { drawValue } from "./playhead";
import type { clip, Group, Scene, textPx } from "./scene";

/** What of the stage's drawing is needed here. */
export interface LightNeeds {
  clip: typeof clip;
  drawValue: typeof drawValue;
  fitted: typeof fitted;
  LinkKind: typeof LinkKind;
  messageLabel: typeof messageLabel;
  textPx: typeof textPx;
  traceMessage: typeof traceMessage;
}

/** `group` and `lane` are places in the scene, `span` is a row of the lane's spans, `link` one of the schedule's. */
export interface Lights {
  lane: { group: number; lane: number } | null;
  /** Whether keys go to the lane. */
  focused: boolean;
  links: { group: number; link: number }[];
  spans: { group: number; lane: number; span: number }[];
  /** A line of the source: the steps in which it shows, and who acted in each. */
  line: { group: number; steps: Uint32Array; units: Int32Array } | null;
  /** Words beside the pointer. */
  tip: { x: number; y: number; words: string } | null;
}

const dotPx = 3;
/** Widest text of a value. */
const valuePx = 120;

export function drawLights(needs: LightNeeds, scene: Scene, lights: Lights) {
  if (lights.lane) drawLane(scene, lights.lane, lights.focused);
  needs.clip(scene, () => {
    for (const { group, lane, span } of lights.spans) drawSpan(scene, scene.groups[group], lane, span);
    for (const { group, link } of lights.links) drawLink(needs, scene, scene.groups[group], link);
    if (lights.line) drawVisits(scene, lights.line);
  });
  if (lights.tip) drawTip(needs, scene, lights.tip);
}

/** A frame around the lane's name, around the whole lane while keys go to it. */
function drawLane({ ctx, palette, sizes, view, groups }: Scene, { group, lane }: { group: number; lane: number }, focused: boolean) {
  const y = groups[group]?.box.lanes[lane]?.y;
  if (y === undefined) return;
  ctx.strokeStyle = palette.ink;
  ctx.lineWidth = focused ? 2 : 1;
  ctx.beginPath();
  ctx.roundRect(1, y - sizes.lanePx / 2 + 1, (focused ? view.rightPx + 7 : view.leftPx - 6) - 1, sizes.lanePx - 2, 3);
  ctx.stroke();
}

function drawSpan({ ctx, palette, sizes, view }: Scene, { box, track }: Group, lane: number, span: number) {
  const { row, y } = box.lanes[lane];
  const { from, to } = row.paint?.turns(row) ?? row.spans;
  const x0 = Math.max(view.leftPx - 2, view.x(track.place[from[span]]));
  const x1 = Math.min(view.rightPx + 4, view.x(track.place[to[span]]));
  ctx.strokeStyle = palette.ink;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.roundRect(x0 - 1, y - sizes.barPx / 2 - 2, Math.max(4, x1 - x0 + 1), sizes.barPx + 4, 3);
  ctx.stroke();
}

function drawLink(needs: LightNeeds, scene: Scene, group: Group, link: number) {
  const { ctx, palette, sizes, view } = scene;
  const { links, recording } = group.schedule;
  const { lanes, laneOf } = group.box;
  const message = links.kind[link] === needs.LinkKind.message;
  ctx.strokeStyle = ctx.fillStyle = palette.ink;
  ctx.lineWidth = 2;
  const painter = lanes[0]?.row.paint;
  if (painter) return drawArc(needs, scene, painter.arcOf(scene, group, link), message ? (recording.events[links.to[link] - 1]?.v ?? "") : "");
  const from = lanes[laneOf[links.fromUnit[link]] ?? -1];
  const to = lanes[laneOf[links.toUnit[link]] ?? -1];
  if (message && needs.traceMessage(scene, group, link)) {
    ctx.stroke();
    needs.drawValue(scene, recording.events[links.to[link] - 1]?.v ?? "", needs.messageLabel(scene, group, link), valuePx);
  } else if (!message && from && to && from !== to) {
    const x = view.x(group.track.place[links.to[link]]);
    const down = to.y > from.y ? 1 : -1;
    const tip = to.y - down * (sizes.readyPx / 2 + 1);
    ctx.beginPath();
    ctx.moveTo(x, from.y);
    ctx.lineTo(x, tip);
    ctx.moveTo(x - 4, tip - down * 6);
    ctx.lineTo(x, tip);
    ctx.lineTo(x + 4, tip - down * 6);
    ctx.stroke();
    dot(scene, x, from.y);
  }
}

/** A link between rows, and the value that goes along it. */
function drawArc(needs: LightNeeds, scene: Scene, arc: Arc | undefined, value: string) {
  if (!arc) return;
  const { ctx, view } = scene;
  const [x0, y0, ax, ay, bx, by, x1, y1] = arc.points;
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.bezierCurveTo(ax, ay, bx, by, x1, y1);
  ctx.moveTo(x1 - 4, y1 - arc.down * 6);
  ctx.lineTo(x1, y1);
  ctx.lineTo(x1 + 4, y1 - arc.down * 6);
  ctx.stroke();
  dot(scene, x0, y0);
  const x = Math.max(view.leftPx + 12, Math.min(view.rightPx - 12, (x0 + x1) / 2));
  if (value) needs.drawValue(scene, value, { x, y: (y0 + 3 * ay + 3 * by + y1) / 8 }, valuePx);
}

function dot({ ctx, palette }: Scene, x: number, y: number) {
  ctx.beginPath();
  ctx.arc(x, y, dotPx, 0, 2 * Math.PI);
  ctx.fillStyle = palette.ink;
  ctx.fill();
  ctx.strokeStyle = palette.surface;
  ctx.lineWidth = 1;
  ctx.stroke();
}

/** A wedge on the axis and a dot in the lane for each step of a line, at most one a pixel. */
function drawVisits(scene: Scene, { group, steps, units }: { group: number; steps: Uint32Array; units: Int32Array }) {
  const { ctx, palette, sizes, view, axis } = scene;
  const { box, track } = scene.groups[group];
  let last = -Infinity;
  steps.forEach((step, i) => {
    const x = view.x(axis.effect(track.columnOf[step]));
    if (x < view.leftPx - 4 || x > view.rightPx + 4 || x - last < 1) return;
    last = x;
    ctx.fillStyle = palette.ink;
    ctx.beginPath();
    ctx.moveTo(x - 4, sizes.axisPx - 7);
    ctx.lineTo(x + 4, sizes.axisPx - 7);
    ctx.lineTo(x, sizes.axisPx);
    ctx.fill();
    const lane = box.lanes[box.laneOf[units[i]] ?? -1];
    if (lane) dot(scene, x, lane.y);
  });
}

/** Beside the pointer, within the canvas and right of the lanes' names. */
function drawTip({ textPx, fitted }: LightNeeds, { ctx, palette, sizes, view }: Scene, { x, y, words }: { x: number; y: number; words: string }) {
  ctx.font = `${sizes.microPx + 1}px ${palette.sans}`;
  const text = fitted(ctx, words, view.rightPx - view.leftPx - 16);
  const width = textPx(ctx, text) + 12;
  const height = sizes.microPx + 11;
  const left = Math.max(view.leftPx + 2, Math.min(x + 12, view.rightPx - width));
  const top = y - height - 8 < 2 ? y + 18 : y - height - 8;
  ctx.fillStyle = palette.surface;
  ctx.strokeStyle = palette.ink;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(Math.round(left) + 0.5, Math.round(top) + 0.5, Math.round(width), height, 4);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = palette.ink;
  ctx.fillText(text, left + 6, top + height / 2 + sizes.microPx * 0.4);
}

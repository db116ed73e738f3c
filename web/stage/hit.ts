/**
 * What lies at a point of the stage. Lanes and spans are found by bisection in the columns that are drawn, links among those that are
 * on the screen; no mark is an object. Loaded with the parts that need it, so what it shares with drawing is handed to it.
 */
import type { LinkKind, State } from "../schedule/schedule";
import type { Arc } from "./layers";
import type * as links from "./links";
import type { Point } from "./pointer";
import type { bisect, Group, Scene } from "./scene";

/** What of the stage's drawing is needed here. */
export type Drawn = Record<"wakesFromPx" | "messagesFromPx" | "mostMessages", number> & {
  curveOf: typeof links.curveOf;
  bisect: typeof bisect;
  LinkKind: typeof LinkKind;
  State: typeof State;
};

/**
 * A lane, a span of it or a link. `group` and `lane` are places in the scene, `span` a row of the lane's spans (of a worker's lane one of its
 * turns), `link` one of the schedule's links.
 */
export type Target =
  | { kind: "lane"; group: number; lane: number }
  | { kind: "span"; group: number; lane: number; span: number }
  | { kind: "link"; group: number; link: number };

/** How far from a line is still at it. */
const nearPx = 5;
const nearFingerPx = 14;
/** As above, of a line on a bar, which is a target itself. */
const onBarPx = 2;

/** The target at a point, null where nothing lies. A filled bar of a unit is in front of the links that cross it, a worker's behind them. */
export function hitAt(drawn: Drawn, scene: Scene, { x, y, coarse }: Point): Target | null {
  const within = coarse ? nearFingerPx : nearPx;
  const group = scene.groups.findIndex(({ box }) => y >= box.top && y <= box.bottom);
  if (group < 0) return null;
  const lane = laneAt(scene, scene.groups[group], y);
  if (x < scene.view.leftPx) return lane < 0 ? null : { kind: "lane", group, lane };
  const span = lane < 0 ? -1 : spanAt(drawn, scene, scene.groups[group], lane, x);
  const filled = span >= 0 && isFilled(drawn, scene, scene.groups[group], lane, span, y);
  const link = linkAt(drawn, scene, scene.groups[group], x, y, within, filled);
  if (link >= 0) return { kind: "link", group, link };
  return span < 0 ? null : { kind: "span", group, lane, span };
}

/** Lanes do not lie at equal distances, so the nearest is looked for. */
function laneAt({ sizes }: Scene, { box }: Group, y: number): number {
  return box.lanes.findIndex((lane) => Math.abs(lane.y - y) <= sizes.lanePx / 2);
}

/** The span under a pixel that shows something, −1 where the lane is empty. */
function spanAt({ bisect, State }: Drawn, { view }: Scene, { box, track }: Group, lane: number, x: number): number {
  const { row } = box.lanes[lane];
  const slot = view.slot(x);
  const turns = row.paint?.turns(row);
  if (turns) {
    const turn = bisect(0, turns.to.length, (i) => track.place[turns.to[i]] > slot);
    return turn < turns.to.length && track.place[turns.from[turn]] <= slot ? turn : -1;
  }
  const { first, end, to, from, state } = row.spans;
  const span = bisect(first, end, (i) => track.place[to[i]] > slot);
  if (span >= end || track.place[from[span]] > slot) return -1;
  return state[span] === State.unborn || state[span] === State.ended ? -1 : span;
}

function isFilled({ State }: Drawn, { sizes }: Scene, { box }: Group, lane: number, span: number, y: number): boolean {
  const { row, y: middle } = box.lanes[lane];
  const state = row.paint ? State.running : row.spans.state[span];
  const heightPx = state === State.running ? sizes.barPx : state === State.ready ? sizes.readyPx : 0;
  return Math.abs(y - middle) < heightPx / 2;
}

/** The nearest link on the screen that lies within so many pixels, −1 where none does; `filled` where a bar lies there. */
function linkAt(drawn: Drawn, scene: Scene, group: Group, x: number, y: number, within: number, filled: boolean): number {
  const painter = group.box.lanes[0]?.row.paint;
  if (painter) return arcAt(painter.arcs(scene, group), x, y, filled ? onBarPx : within);
  const { bisect, curveOf, LinkKind, ...limits } = drawn;
  const { view } = scene;
  if (filled || view.slotPx < limits.wakesFromPx) return -1;
  const { links } = group.schedule;
  const { place } = group.track;
  let nearest = -1;
  let messages = 0;
  for (let i = bisect(0, links.count, (k) => place[links.to[k]] > view.from - 1); i < links.count; i++) {
    const message = links.kind[i] === LinkKind.message;
    if (place[message ? links.from[i] : links.to[i]] > view.to) {
      if (place[links.to[i]] > view.to + 400) break;
      continue;
    }
    if (message && (view.slotPx < limits.messagesFromPx || messages++ >= limits.mostMessages)) continue;
    const far = message ? farFromCurve(curveOf(scene, group, i), x, y, within) : farFromWake(scene, group, i, x, y);
    if (far >= within) continue;
    within = far;
    nearest = i;
  }
  return nearest;
}

function arcAt(arcs: Iterable<Arc>, x: number, y: number, within: number): number {
  let nearest = -1;
  for (const { link, points } of arcs) {
    const [x0, y0, , ay, , by, x1, y1] = points;
    if (x < x0 - within || x > x1 + within || y < Math.min(y0, y1, ay, by) - within || y > Math.max(y0, y1, ay, by) + within) continue;
    const far = farFromBezier(x, y, ...points);
    if (far >= within) continue;
    within = far;
    nearest = link;
  }
  return nearest;
}

function farFromWake({ view }: Scene, { box, track, schedule: { links } }: Group, link: number, x: number, y: number): number {
  const from = box.lanes[box.laneOf[links.fromUnit[link]] ?? -1];
  const to = box.lanes[box.laneOf[links.toUnit[link]] ?? -1];
  if (!from || !to || from === to || (y - from.y) * (y - to.y) > 0) return Infinity;
  return Math.abs(x - view.x(track.place[links.to[link]]));
}

/** Each half of the curve is told by so many straight pieces. */
const pieces = 8;

/** Distance from a message's curve, Infinity where it is more than `within`. The curve is the one that traceMessage draws. */
function farFromCurve(curve: ReturnType<typeof links.curveOf>, x: number, y: number, within: number): number {
  if (!curve) return Infinity;
  const { x0, y0, x1, y1 } = curve;
  if (x < Math.min(x0, x1) - within || x > Math.max(x0, x1) + within) return Infinity;
  if (y < Math.min(y0, y1) - within || y > Math.max(y0, y1) + within) return Infinity;
  const dx = x1 - x0;
  const bend = Math.min(dx * 0.5, 90);
  const middle = (y0 + y1) / 2;
  const half = x0 + dx * 0.5;
  return Math.min(
    farFromBezier(x, y, x0, y0, x0 + 2, y0 + (y1 - y0) * 0.9, x0 + bend * 0.4, middle, half, middle),
    farFromBezier(x, y, half, middle, x1 - bend * 0.4, middle, x1 - 2, y1 - (y1 - y0) * 0.9, x1, y1),
  );
}

function farFromBezier(x: number, y: number, ax: number, ay: number, bx: number, by: number, cx: number, cy: number, dx: number, dy: number): number {
  let least = Infinity;
  let fromX = ax;
  let fromY = ay;
  for (let i = 1; i <= pieces; i++) {
    const t = i / pieces;
    const s = 1 - t;
    const toX = s * s * s * ax + 3 * s * s * t * bx + 3 * s * t * t * cx + t * t * t * dx;
    const toY = s * s * s * ay + 3 * s * s * t * by + 3 * s * t * t * cy + t * t * t * dy;
    least = Math.min(least, farFromLine(x, y, fromX, fromY, toX, toY));
    fromX = toX;
    fromY = toY;
  }
  return least;
}

function farFromLine(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

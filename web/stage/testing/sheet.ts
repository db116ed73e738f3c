/**
 * A drawing without a screen, for tests: the stage's own code draws a whole recording onto a sheet that writes down what came where, in
 * inks that name what they stand for. Wide enough that no mark hides behind another.
 */
import { LinkKind, type Schedule } from "../../schedule/schedule";
import { makeScore } from "../../schedule/score";
import { Axis } from "../axis";
import { Cases } from "../cases";
import { drawCells } from "../cells";
import { Cycle } from "../cycle";
import { drawLanes } from "../lanes";
import { tools } from "../layers";
import { layOut } from "../layout";
import { drawLinks, messagesFromPx, mostMessages, wakesFromPx } from "../links";
import type { Palette, RoleInk } from "../palette";
import type { Scene } from "../scene";
import { drawStrips } from "../strips";
import type { Shown } from "../twin";
import { View } from "../view";
import { Views } from "../views";

/** One stroke, filling or text, by its box and its ink; `path` is a piece of a line that was put together before it was drawn. */
export interface Drawn {
  how: "fill" | "stroke" | "text" | "path";
  ink: string;
  /** Of a text. */
  text: string;
  dashed: boolean;
  curved: boolean;
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

type Box = Pick<Drawn, "x0" | "x1" | "y0" | "y1">;

/** A path that knows its pieces. What a glyph, which is made of text, looks like does not matter here. */
class Pieces {
  readonly pieces: Box[] = [];
  #x = 0;
  #y = 0;
  moveTo(x: number, y: number) {
    this.#x = x;
    this.#y = y;
  }
  lineTo(x: number, y: number) {
    this.pieces.push({ x0: this.#x, x1: x, y0: this.#y, y1: y });
    this.moveTo(x, y);
  }
}

Object.assign(globalThis, { Path2D: Pieces });

const slotPx = 80;

/** Draws a schedule alone. Each unit has inks of its own: `run 3`, `ready 3`, `mark 3`, and the paper has `surface`, `sunk` …. `folded` are roles. */
export function drawAll(schedule: Schedule, shown: Shown = { workers: false, path: false }, folded: string[] = []): { scene: Scene; drawn: Drawn[] } {
  const drawn: Drawn[] = [];
  const score = makeScore([schedule]);
  const axis = new Axis(score, [schedule]);
  const sizes = { axisPx: 33, headPx: 26, lanePx: 27, barPx: 14, readyPx: 7, labelPx: 122, microPx: 11 };
  const views = new Views({ ...tools, messagesFromPx, mostMessages, wakesFromPx });
  views.path.shown = shown.path;
  const open = new Set(schedule.units.map((unit) => unit.role).filter((role) => !folded.includes(role)));
  const layout = layOut([schedule], sizes, { open, allStrips: true, workers: shown.workers, layers: views });
  const view = new View();
  view.resize(axis, sizes.labelPx, sizes.labelPx + axis.length * slotPx);
  const scene: Scene = {
    ctx: sheet(drawn),
    palette: palette(schedule.units.length),
    sizes,
    view,
    axis,
    score,
    marks: [],
    layout,
    groups: [{ schedule, colours: Uint8Array.from(schedule.units, (_, i) => i), track: axis.tracks[0], box: layout.groups[0], source: 0 }],
    column: 0,
  };
  views.behind(scene);
  drawStrips(scene);
  drawLinks(scene);
  drawLanes(scene);
  drawCells(scene);
  views.upon(scene);
  return { scene, drawn };
}

/** What is drawn at the playhead alone, where it stands at a column: the cases of a choice, or circles of waiting. */
export function drawAt(scene: Scene, what: "choice" | "circle", column: number): Drawn[] {
  const drawn: Drawn[] = [];
  const here: Scene = { ...scene, ctx: sheet(drawn), column };
  const [group] = here.groups;
  const step = here.score.stepAt[0][column];
  const x = here.view.x(here.axis.effect(column));
  if (what === "choice") new Cases(tools).draw(here, group, step, x);
  else new Cycle(tools).draw(here, group, group.schedule.moment(group.schedule.steps.position[step]), x);
  return drawn;
}

/** How many links of a kind lead from one lane to another. */
export function linksBetweenLanes({ links }: Schedule, kind: keyof typeof LinkKind): number[] {
  return [...links.kind.keys()].filter((i) => links.kind[i] === LinkKind[kind] && links.fromUnit[i] >= 0 && links.toUnit[i] >= 0 && links.fromUnit[i] !== links.toUnit[i]);
}

function palette(units: number): Palette {
  const roles = Array.from({ length: units }, (_, i): RoleInk => ({ mark: `mark ${i}`, fill: `run ${i}`, on: "on", text: `text ${i}`, hatch: `ready ${i}` }));
  const named = (name: string) => name;
  return new Proxy({ roles, veil: 0, hairPx: 1.25 } as unknown as Palette, { get: (known, name) => Reflect.get(known, name) ?? named(String(name)) });
}

/** As much of a canvas context as the stage uses. */
function sheet(drawn: Drawn[]): CanvasRenderingContext2D {
  let path = { x0: Infinity, x1: -Infinity, y0: Infinity, y1: -Infinity, curved: false };
  let dashed = false;
  let inPath = 0;
  const touch = (x: number, y: number) => {
    path.x0 = Math.min(path.x0, x);
    path.x1 = Math.max(path.x1, x);
    path.y0 = Math.min(path.y0, y);
    path.y1 = Math.max(path.y1, y);
  };
  const put = (how: Drawn["how"], box: Partial<Drawn>) =>
    drawn.push({ how, ink: String(how === "stroke" || how === "path" ? ctx.strokeStyle : ctx.fillStyle), text: "", dashed, ...path, ...box });
  const ctx = {
    canvas: { clientWidth: 1e6 },
    fillStyle: "",
    strokeStyle: "",
    save: () => inPath++,
    restore: () => inPath--,
    beginPath: () => (path = { x0: Infinity, x1: -Infinity, y0: Infinity, y1: -Infinity, curved: false }),
    moveTo: touch,
    lineTo: touch,
    bezierCurveTo: (_a: number, _b: number, _c: number, _d: number, x: number, y: number) => {
      path.curved = true;
      touch(x, y);
    },
    rect: (x: number, y: number, w: number, h: number) => (touch(x, y), touch(x + w, y + h)),
    roundRect: (x: number, y: number, w: number, h: number) => (touch(x, y), touch(x + w, y + h)),
    arc: touch,
    arcTo: (x0: number, y0: number, x1: number, y1: number) => (touch(x0, y0), touch(x1, y1)),
    stroke: (own?: Pieces) => (own ? own.pieces.forEach((piece) => put("path", { ...piece, curved: false })) : put("stroke", {})),
    fill: () => put("fill", {}),
    fillRect: (x: number, y: number, w: number, h: number) => put("fill", { x0: x, x1: x + w, y0: y, y1: y + h, curved: false }),
    strokeRect: (x: number, y: number, w: number, h: number) => put("stroke", { x0: x, x1: x + w, y0: y, y1: y + h, curved: false }),
    fillText: (text: string, x: number, y: number) => put("text", { text, x0: x, x1: x + 6 * text.length, y0: y, y1: y, curved: false }),
    setLineDash: (dash: number[]) => (dashed = dash.length > 0),
    measureText: (text: string) => ({ width: 6 * text.length }),
    clip: () => {},
    translate: () => {},
    scale: () => {},
  };
  return ctx as unknown as CanvasRenderingContext2D;
}

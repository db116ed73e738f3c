/** What the buttons and the keys do. */
import type { AxisKind, Stage } from "../stage/stage";
import type { Inspector } from "./inspect";
import type { KeyMoves } from "./keys";
import type { Model } from "./model";
import type { ViewControls } from "./views";

export interface Movable {
  seek(column: number): void;
  togglePlay(): void;
  /** Asked for when it is needed: the buttons are made before it. */
  stage(): Stage;
  table(): void;
  side(which: "go" | "rust" | "both"): void;
  /** Does something with what is drawn on request, once that is there. */
  views(act: (views: ViewControls) => void): void;
  help(): void;
  axis(kind: AxisKind): void;
  /** The part that knows what is selected, loaded when it is needed. */
  inspect(act: (inspector: Inspector) => void): void;
  selected(): Inspector | undefined;
  changed(): void;
}

const speeds = [0.25, 0.5, 1, 2, 4, 8];

export function makeMoves(model: Model, on: Movable): KeyMoves {
  const { seek, togglePlay, stage, table, side, help, views, inspect } = on;
  return {
    first: () => seek(0),
    last: () => seek(model.steps),
    back: () => seek(model.column - 1),
    forward: () => seek(model.column + 1),
    previousMark: () => seek(model.marks.findLast((m) => m.column < model.column)?.column ?? 0),
    nextMark: () => seek(model.marks.find((m) => m.column > model.column)?.column ?? model.steps),
    togglePlay,
    faster: (by) => {
      const i = speeds.indexOf(model.speed) + (by || 1);
      model.speed = by ? speeds[Math.min(speeds.length - 1, Math.max(0, i))] : speeds[i % speeds.length];
      on.changed();
    },
    axis: on.axis,
    zoom: (factor) => (factor === "fit" ? stage().fit() : stage().zoom(factor)),
    table,
    side,
    workers: () => views((v) => v.toggleWorkers()),
    lineUp: () => views((v) => v.toggleLineUp()),
    path: () => views((v) => v.togglePath()),
    help,
    follow: () => inspect((i) => i.follow()),
    otherLink: () => inspect((i) => i.otherLink()),
    details: () => inspect((i) => i.toggleDetails()),
    letGo: () => on.selected()?.letGo() ?? false,
    pick: (event, place) => {
      const { key, shiftKey } = event;
      inspect((i) => i.pick(key, shiftKey, place));
      return true;
    },
  };
}

/** What the buttons and the keys do. */
import type { Stage } from "../stage/stage";
import type { KeyMoves } from "./keys";
import type { Model } from "./model";

export interface Movable {
  seek(column: number): void;
  togglePlay(): void;
  speed(factor: number): void;
  /** Asked for when it is needed: the buttons are made before it. */
  stage(): Stage;
  table(): void;
  side(which: "go" | "rust" | "both"): void;
  help(): void;
}

export function makeMoves(model: Model, { seek, togglePlay, speed, stage, table, side, help }: Movable): KeyMoves {
  return {
    first: () => seek(0),
    last: () => seek(model.steps),
    back: () => seek(model.column - 1),
    forward: () => seek(model.column + 1),
    previousMark: () => seek(model.marks.findLast((m) => m.column < model.column)?.column ?? 0),
    nextMark: () => seek(model.marks.find((m) => m.column > model.column)?.column ?? model.steps),
    togglePlay,
    speed,
    axis: (kind) => stage().setAxis(kind),
    zoom: (factor) => (factor === "fit" ? stage().fit() : stage().zoom(factor)),
    table,
    side,
    help,
  };
}

/** The keyboard: which key does what while the focus is inside the element. */
import type { Moves } from "./transport";

export interface KeyMoves extends Moves {
  table(): void;
  side(which: "go" | "rust" | "both"): void;
  workers(): void;
  lineUp(): void;
  path(): void;
  help(): void;
  /** Up and down among lanes or lines, and to the next event of the one that has the keys; whether there was anything to do. */
  pick(event: KeyboardEvent, place: Element): boolean;
  follow(): void;
  otherLink(): void;
  details(): void;
  /** Ends a selection; whether there was one. */
  letGo(): boolean;
}

const actions: Record<string, (moves: KeyMoves) => void | boolean> = {
  ".": (m) => m.forward(),
  ArrowRight: (m) => m.forward(),
  ",": (m) => m.back(),
  ArrowLeft: (m) => m.back(),
  "]": (m) => m.nextMark(),
  PageDown: (m) => m.nextMark(),
  "[": (m) => m.previousMark(),
  PageUp: (m) => m.previousMark(),
  " ": (m) => m.togglePlay(),
  Home: (m) => m.first(),
  End: (m) => m.last(),
  "+": (m) => m.zoom(1.5),
  "=": (m) => m.zoom(1.5),
  "-": (m) => m.zoom(1 / 1.5),
  "0": (m) => m.zoom("fit"),
  t: (m) => m.table(),
  g: (m) => m.side("go"),
  r: (m) => m.side("rust"),
  b: (m) => m.side("both"),
  w: (m) => m.workers(),
  l: (m) => m.lineUp(),
  c: (m) => m.path(),
  "?": (m) => m.help(),
  "<": (m) => m.faster(-1),
  ">": (m) => m.faster(1),
  f: (m) => m.follow(),
  F: (m) => m.otherLink(),
  i: (m) => m.details(),
  Escape: (m) => m.letGo(),
};

/** Keys for lanes and lines, where the focus is among them. */
const picking = new Set(["ArrowUp", "ArrowDown", "Enter"]);

/** Keys that scroll what is focused belong to it. */
const scrolling = new Set(["PageDown", "PageUp", "Home", "End", " "]);

/** Does what the key says; whether it says anything. Fields keep their keys, and buttons keep Space. */
export function handleKey(event: KeyboardEvent, moves: KeyMoves): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return false;
  const target = event.composedPath()[0];
  if (target instanceof HTMLElement) {
    if (target.matches("input, select, textarea, [contenteditable]")) return false;
    if (event.key === " " && target.matches("button, summary, a")) return false;
    const place = target.closest(".canvas, .codebox");
    if (place && picking.has(event.key) && !target.closest("button")) return moves.pick(event, place);
    if (scrolling.has(event.key) && target.closest(".codebox, .tablebox, pre")) return false;
  }
  const action = actions[event.key];
  if (!action) return false;
  return action(moves) !== false;
}

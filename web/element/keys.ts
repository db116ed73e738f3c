/** The keyboard: which key does what while the focus is inside the element. */
import type { Hands } from "./hands";

/** Says `false` where there was nothing to do. */
type Action = (hands: Hands) => void | boolean;

const actions: Record<string, Action> = {
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
  g: (m) => m.showSide("go"),
  r: (m) => m.showSide("rust"),
  b: (m) => m.showSide("both"),
  w: (m) => m.workers(),
  l: (m) => m.lineUp(),
  c: (m) => m.path(),
  p: (m) => m.present(),
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

/** What a key asks for, undefined where it asks for nothing. Fields keep their keys, and buttons keep Space. */
export function keyAction(event: KeyboardEvent): Action | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return undefined;
  const target = event.composedPath()[0];
  if (target instanceof HTMLElement) {
    if (target.matches("input, select, textarea, [contenteditable]")) return undefined;
    if (event.key === " " && target.matches("button, summary, a")) return undefined;
    const place = target.closest(".canvas, .codebox");
    if (place && picking.has(event.key) && !target.closest("button")) return (hands) => hands.pick(event, place);
    if (scrolling.has(event.key) && target.closest(".codebox, .tablebox, pre")) return undefined;
  }
  return Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
}

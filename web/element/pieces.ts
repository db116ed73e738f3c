/** Words and badges for units and resources, in the colours of their roles. */
import { stateNames, type Piece, type StateCode } from "../schedule/schedule";
import { h } from "./dom";
import { roleKey } from "./roles";
import type { Run } from "./source";

/** A sentence as nodes: units in the colour of their role, resources as in code. */
export function pieces(run: Run, sentence: Piece[]): Node[] {
  return sentence.map(({ text, unit, resource }) => {
    if (unit !== undefined) return h("b", { class: `u r-${roleKey(run.colours[unit])}` }, text);
    if (resource !== undefined) return h("i", { class: "res" }, text);
    return document.createTextNode(text);
  });
}

const stateClasses = ["none", "run", "ready", "wait", "wait", "end"] as const;

/** A unit's badge in a state; its name and state are its title. */
export function badge(run: Run, unit: number, state: StateCode): HTMLElement {
  const { name, letter } = run.schedule.units[unit];
  const words = `${name}: ${stateNames[state]}`;
  return h(
    "span",
    {
      class: `bdg r-${roleKey(run.colours[unit])} st-${stateClasses[state]}${letter.length > 1 ? " long" : ""}`,
      title: words,
      "aria-label": words,
      role: "img",
    },
    letter,
  );
}

/** How a run ended when it did not simply return, or why there is none: a sentence first, then the runtime's or the compiler's own words. */
import { outcomeWords } from "../schedule/outcome";
import type { Kit } from "./kit";
import type { Model } from "./model";
import type { Source } from "./source";

export class Outcome {
  constructor(
    readonly kit: Kit,
    readonly element: HTMLElement,
    readonly refusal: HTMLElement,
    readonly model: Model,
  ) {
    kit.tellEndings((schedule) => outcomeWords(schedule, kit));
  }

  /** At its end the run says itself how it ended. */
  update() {
    for (const words of this.element.querySelectorAll<HTMLElement>(".lede")) words.hidden = this.model.column >= this.model.steps;
  }

  rebuild() {
    const ends = this.model.staged.filter((s) => s.endedBadly);
    this.element.replaceChildren(...ends.map((source) => ending(this.kit, source)));
    this.element.hidden = ends.length === 0;
    this.refusal.replaceChildren(...this.model.shown.flatMap((source) => refusal(this.kit, source)));
    this.update();
  }
}

/** What the compiler said of a program that it refuses, as it said it. */
function refusal({ h }: Kit, { name, program }: Source): HTMLElement[] {
  const { compiler, message } = program.refused ?? {};
  if (!message) return [];
  return [h("h2", {}, `What ${compiler} says of the ${name} program`), h("pre", { tabindex: 0 }, message)];
}

function ending(kit: Kit, source: Source): HTMLElement {
  const { h, pieces } = kit;
  const exit = source.exit!;
  const run = source.run!;
  return h(
    "div",
    { class: "ending" },
    h("h2", {}, `How the ${source.name} run ended`, h("span", {}, exit.code ? `exit code ${exit.code}` : "")),
    h("p", { class: "lede" }, ...pieces(run, outcomeWords(run.schedule, kit))),
    exit.v ? h("details", { open: true }, h("summary", {}, `What the ${source.name} runtime said`), h("pre", { tabindex: 0 }, exit.v)) : null,
  );
}

/**
 * The parts that are not needed to read a single run: the table of all steps, the comparison of two runs, the key of marks, what was printed, how a run
 * ended badly, where it comes from. One module, loaded when the first of them is asked for.
 */
import type { Stage } from "../stage/stage";
import { Comparison } from "./compare";
import css from "./extras.inline.css";
import { keepEdges } from "./edges";
import { fillFacts } from "./facts";
import type { Kit } from "./kit";
import { Legend } from "./legend";
import type { Model } from "./model";
import { Outcome } from "./outcome";
import { Output } from "./output";
import { Print } from "./print";
import type { Run } from "./source";
import { Twin } from "./twin";

/** Where the parts stand; empty until they are loaded. */
export interface Places {
  legend: HTMLElement;
  table: HTMLElement;
  comparison: HTMLElement;
  output: HTMLElement;
  outcome: HTMLElement;
  /** What compilers said of programs that they refuse, under the stage's groups. */
  refusal: HTMLElement;
  /** Of the lesson (lesson.ts): the question that is asked first, and what stands below the stage. */
  prediction: HTMLElement;
  lesson: HTMLElement;
}

export class Extras {
  readonly #twin: Twin;
  readonly #comparison: Comparison;
  readonly #output: Output;
  readonly #outcome: Outcome;
  readonly #legend: Legend;
  readonly print: Print;

  constructor(
    readonly kit: Kit,
    model: Model,
    places: Places,
    seek: (column: number) => void,
    stage: Stage,
  ) {
    for (const box of places.table.closest(".work")!.querySelectorAll<HTMLElement>(".codebox")) keepEdges(box);
    kit.adopt(places.outcome.getRootNode() as ShadowRoot, css);
    this.#twin = new Twin(kit, places.table, model, seek);
    this.#comparison = new Comparison(kit, places.comparison, model, seek);
    this.#output = new Output(kit, places.output, model);
    this.#outcome = new Outcome(kit, places.outcome, places.refusal, model);
    this.#legend = new Legend(kit, places.legend);
    this.print = new Print(kit, model, places.table.closest<HTMLElement>(".il-body")!, stage);
  }

  /** Shows which keys there are and what the marks mean, or puts it away. */
  help() {
    this.#legend.toggle();
  }

  /** Fills a list with where a run comes from. */
  facts(run: Run, list: HTMLElement) {
    fillFacts(this.kit, run, list);
  }

  destroy() {
    this.print.destroy();
  }

  /** After other runs came onto the stage, or a part was opened. */
  rebuild() {
    for (const part of [this.#twin, this.#comparison, this.#output, this.#outcome]) part.rebuild();
  }

  /** After a step. */
  update() {
    for (const part of [this.#twin, this.#output, this.#outcome]) part.update();
  }
}

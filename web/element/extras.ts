/**
 * The parts that are not needed to read a single run: the table of all steps, the comparison of two runs, what was printed, how a run
 * ended badly, where it comes from. One module, loaded when the first of them is asked for.
 */
import { Comparison } from "./compare";
import css from "./extras.inline.css";
import { fillFacts } from "./facts";
import type { Kit } from "./kit";
import type { Model } from "./model";
import { Outcome } from "./outcome";
import { Output } from "./output";
import type { Run } from "./source";
import { StepTable } from "./table";

/** Where the parts stand; empty until they are loaded. */
export interface Places {
  table: HTMLElement;
  comparison: HTMLElement;
  output: HTMLElement;
  outcome: HTMLElement;
}

export class Extras {
  readonly #table: StepTable;
  readonly #comparison: Comparison;
  readonly #output: Output;
  readonly #outcome: Outcome;

  constructor(
    readonly kit: Kit,
    model: Model,
    places: Places,
    seek: (column: number) => void,
  ) {
    kit.adopt(places.outcome.getRootNode() as ShadowRoot, css);
    this.#table = new StepTable(kit, places.table, model, seek);
    this.#comparison = new Comparison(kit, places.comparison, model);
    this.#output = new Output(kit, places.output, model);
    this.#outcome = new Outcome(kit, places.outcome, model);
  }

  /** Fills a list with where a run comes from. */
  facts(run: Run, list: HTMLElement) {
    fillFacts(this.kit, run, list);
  }

  /** After other runs came onto the stage, or a part was opened. */
  rebuild() {
    for (const part of [this.#table, this.#comparison, this.#output, this.#outcome]) part.rebuild();
  }

  /** After a step. */
  update() {
    for (const part of [this.#table, this.#output, this.#outcome]) part.update();
  }
}

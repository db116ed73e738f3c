/** What stands in the stage's place for those who read instead of look: the units and resources at the playhead, and the table of events. */
import type { Kit } from "./kit";
import type { Model } from "./model";
import { EventTable } from "./table";
import { UnitTree } from "./tree";

export class Twin {
  readonly #table: EventTable;
  readonly #tree: UnitTree;

  constructor(
    kit: Kit,
    readonly element: HTMLElement,
    model: Model,
    seek: (column: number) => void,
  ) {
    const { h } = kit;
    const rows = h("div");
    const units = h("div", { class: "tree" });
    this.#table = new EventTable(kit, rows, model, seek);
    this.#tree = new UnitTree(kit, units, model, (name) => this.#table.find(name));
    element.replaceChildren(rows, units);
  }

  rebuild() {
    if (this.element.hidden) return;
    this.#table.rebuild();
    this.#tree.update();
  }

  update() {
    if (this.element.hidden) return;
    this.#table.update();
    this.#tree.update();
  }
}

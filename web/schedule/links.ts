/** Links between units, written in the order of the events they lead to. */
import { Ints } from "./columns";
import { LinkKind, type Links } from "./schedule";

export class LinksWriter {
  readonly #kind = new Ints();
  readonly #from = new Ints();
  readonly #to = new Ints();
  readonly #fromUnit = new Ints();
  readonly #toUnit = new Ints();
  readonly #resource = new Ints();

  /** A value that left its resource at `to`. */
  message(from: number, to: number, fromUnit: number, toUnit: number, resource: number) {
    this.#add(LinkKind.message, from, to, fromUnit, toUnit, resource);
  }

  /** One unit made another ready; what the runtime does and what a unit does to itself link nothing. */
  ready(kind: typeof LinkKind.wake | typeof LinkKind.spawn, position: number, fromUnit: number, toUnit: number) {
    if (fromUnit >= 0 && fromUnit !== toUnit) this.#add(kind, position, position, fromUnit, toUnit, -1);
  }

  finish(): Links {
    return {
      count: this.#kind.length,
      kind: new Uint8Array(this.#kind.rows),
      from: new Uint32Array(this.#from.rows),
      to: new Uint32Array(this.#to.rows),
      fromUnit: this.#fromUnit.rows.slice(),
      toUnit: this.#toUnit.rows.slice(),
      resource: this.#resource.rows.slice(),
    };
  }

  #add(kind: number, from: number, to: number, fromUnit: number, toUnit: number, resource: number) {
    this.#kind.push(kind);
    this.#from.push(from);
    this.#to.push(to);
    this.#fromUnit.push(fromUnit);
    this.#toUnit.push(toUnit);
    this.#resource.push(resource);
  }
}

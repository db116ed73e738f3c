/** Columns that grow, and the two operations every table here needs: grouping rows by key, and finding a row. */

/** A column of integers while it is being written. */
export class Ints {
  length = 0;
  #data = new Int32Array(256);

  push(value: number) {
    if (this.length === this.#data.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.#data);
      this.#data = grown;
    }
    this.#data[this.length++] = value;
  }

  at(row: number): number {
    return this.#data[row];
  }

  set(row: number, value: number) {
    this.#data[row] = value;
  }

  add(row: number, by: number) {
    this.#data[row] += by;
  }

  /** What was written; valid until the next push. */
  get rows(): Int32Array {
    return this.#data.subarray(0, this.length);
  }
}

/** A column of numbers that need not be integers, while it is being written. */
export class Floats {
  length = 0;
  #data = new Float64Array(256);

  push(value: number) {
    if (this.length === this.#data.length) {
      const grown = new Float64Array(this.length * 2);
      grown.set(this.#data);
      this.#data = grown;
    }
    this.#data[this.length++] = value;
  }

  at(row: number): number {
    return this.#data[row];
  }

  set(row: number, value: number) {
    this.#data[row] = value;
  }

  /** What was written; valid until the next push. */
  get rows(): Float64Array {
    return this.#data.subarray(0, this.length);
  }
}

/** The greatest number that the columns hold; a capacity or length of so many has no number in words either. */
export const countless = 0x7fffffff;

/** A number of a file as the columns can hold it: nothing is ever allocated by it, so the bound is the column's alone. */
export function bounded(value: number | undefined): number {
  return Math.min(value ?? 0, countless);
}

/** A capacity or a length in words. */
export function amount(n: number): string {
  return n < countless ? String(n) : "billions";
}

/** Rows in order of their keys (0 … groups − 1), rows of one key in their own order: group k is `order[first[k]] … order[first[k + 1] − 1]`. */
export function groupRows(keys: Int32Array, groups: number): { first: Uint32Array; order: Uint32Array } {
  const first = new Uint32Array(groups + 1);
  for (let i = 0; i < keys.length; i++) first[keys[i] + 1]++;
  for (let k = 0; k < groups; k++) first[k + 1] += first[k];
  const next = first.slice();
  const order = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) order[next[keys[i]]++] = i;
  return { first, order };
}

/** A column in another order. */
export function pick<T extends Uint32Array | Int32Array | Uint8Array | Int16Array>(into: T, from: Int32Array, order: Uint32Array): T {
  for (let i = 0; i < order.length; i++) into[i] = from[order[i]];
  return into;
}

/** The last of the rows `first … end − 1` whose value is ≤ `value`, `first − 1` where none is. The values never decrease. */
export function lastAt(column: ArrayLike<number>, first: number, end: number, value: number): number {
  while (first < end) {
    const middle = (first + end) >>> 1;
    if (column[middle] <= value) first = middle + 1;
    else end = middle;
  }
  return first - 1;
}

/** A time in the unit that suits it, with so many digits at most: `1 ms`, `250 µs`. */
export function timeWords(ns: number, digits = 3): string {
  const rounded = Number(ns.toPrecision(digits));
  const [size, unit] = rounded >= 1e9 ? [1e9, "s"] : rounded >= 1e6 ? [1e6, "ms"] : rounded >= 1e3 ? [1e3, "µs"] : [1, "ns"];
  return `${Number((rounded / size).toPrecision(digits))} ${unit}`;
}

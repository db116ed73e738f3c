/** One colour for each role, the same in every source: a producer is a producer in Go and in Rust. */
import type { Schedule } from "../schedule/schedule";
import { roleKeys } from "../stage/palette";

/** Colours are given once and kept, so that a source that comes later changes nothing that is on the screen. */
export class Roles {
  readonly #colours = new Map<string, number>();

  /** Role colour of each unit of a schedule: 0 for the main unit's role, then 1, 2 … in order of birth; hues are used again beyond the last. */
  of(schedule: Schedule): Uint8Array {
    return Uint8Array.from(schedule.units, (unit) => {
      if (unit.roleIndex === 0) return 0;
      let colour = this.#colours.get(unit.role);
      if (colour === undefined) this.#colours.set(unit.role, (colour = 1 + (this.#colours.size % (roleKeys.length - 1))));
      return colour;
    });
  }
}

/** The style sheet's letter of a role colour. */
export function roleKey(colour: number): string {
  return roleKeys[colour] ?? roleKeys[0];
}

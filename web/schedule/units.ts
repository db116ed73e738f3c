/** The units of a recording in order of birth, with names and letters that tell them apart. */
import type { Event } from "../records/records";
import type { Unit } from "./schedule";

export class UnitTable {
  readonly units: Unit[] = [];
  readonly #indices = new Map<number, number>();

  /** Index of the unit with an id of the records, −1 where none is known. */
  index(id: number | undefined): number {
    return id === undefined ? -1 : (this.#indices.get(id) ?? -1);
  }

  /** Begins a unit. `event` is its `spawn`, or the first record that speaks of a unit whose `spawn` the recording lacks. */
  bear(id: number, event: Event, position: number): number {
    const index = this.units.length;
    const spawn = event.e === "spawn";
    const role = (spawn && event.name) || (spawn && event.kind) || "unit";
    const parent = spawn ? this.index(event.by) : -1;
    this.units.push({
      index,
      id,
      name: role,
      role,
      roleIndex: 0,
      letter: "",
      kind: (spawn && event.kind) || "",
      parent,
      spawnedAt: (spawn && event.at) || "",
      born: position,
      ended: -1,
      how: "",
    });
    this.#indices.set(id, index);
    return index;
  }

  /** Names the units, once all are known. */
  name(defaultKind: string) {
    const roles = new Map<string, Unit[]>();
    for (const unit of this.units) {
      unit.kind ||= defaultKind;
      const members = roles.get(unit.role);
      unit.roleIndex = members ? members[0].roleIndex : roles.size;
      if (members) members.push(unit);
      else roles.set(unit.role, [unit]);
    }
    numberNames(this.units, (unit) => roles.get(unit.role)!.length > 1);
    letter(roles);
  }
}

/** Makes names unique: those of `shared` ones get a number, in order, and so does any name that is taken already. */
export function numberNames<T extends { name: string }>(things: T[], shared: (thing: T) => boolean) {
  const taken = new Set<string>();
  for (const thing of things) if (!shared(thing)) taken.add(thing.name);
  const counts = new Map<string, number>();
  for (const thing of things) {
    if (!shared(thing)) continue;
    const base = thing.name;
    let number = counts.get(base) ?? 0;
    do thing.name = `${base} ${++number}`;
    while (taken.has(thing.name));
    counts.set(base, number);
    taken.add(thing.name);
  }
}

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * Gives each unit its badge: the initial of its role, two letters where roles share an initial (the first role, main's, keeps
 * one), a number where units share a role. What would be longer than three characters or is taken counts on from `000`.
 */
function letter(roles: Map<string, Unit[]>) {
  const initials = new Map<string, number>();
  const pairs = new Map<string, number>();
  for (const role of roles.keys()) {
    initials.set(initial(role, 1), (initials.get(initial(role, 1)) ?? 0) + 1);
    pairs.set(initial(role, 2), (pairs.get(initial(role, 2)) ?? 0) + 1);
  }
  const taken = new Set<string>();
  let spare = 0;
  for (const [role, members] of roles) {
    const one = initial(role, 1);
    const two = initial(role, 2);
    const alone = initials.get(one) === 1 || members[0].roleIndex === 0;
    const base = alone || pairs.get(two)! > 1 ? one : two;
    const numbered = members.length > 1 || (!alone && base === one);
    let number = 0;
    for (const unit of members) {
      let badge = numbered ? `${base}${++number}` : base;
      while (taken.has(badge) && numbered && badge.length <= 3) badge = `${base}${++number}`;
      while (badge.length > 3 || taken.has(badge)) badge = inDigits(spare++);
      taken.add(badge);
      unit.letter = badge;
    }
  }
}

/** The first letters of a role, the first in upper case; one character each, whatever the script. */
function initial(role: string, length: number): string {
  const letters = role.match(/[\p{L}\p{N}]/gu) ?? ["U"];
  const [first] = letters[0].toUpperCase();
  const badge = first + letters.slice(1, length).join("").toLowerCase();
  return badge.length <= 3 ? badge : "U";
}

function inDigits(n: number): string {
  const base = digits.length;
  let text = "";
  for (let i = 0; i < 3 || n > 0; i++, n = Math.floor(n / base)) text = digits[n % base] + text;
  return text;
}

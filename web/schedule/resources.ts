/** The resources of a recording in order of birth. */
import type { Event } from "../records/records";
import type { Resource } from "./schedule";
import { numberNames, type UnitTable } from "./units";

/** The kinds out of which values come in the order in which they went in. */
const queueKinds = new Set(["channel", "unbounded", "oneshot"]);

export function isQueue(resource: Resource): boolean {
  return queueKinds.has(resource.kind);
}

export class ResourceTable {
  readonly resources: Resource[] = [];
  readonly #indices = new Map<number, number>();
  /** Ids of the units that join handles wait for: these units may be born after their handle. */
  readonly #of: number[] = [];

  index(id: number | undefined): number {
    return id === undefined ? -1 : (this.#indices.get(id) ?? -1);
  }

  /** Begins a resource. `event` is its `new`, or the first record that speaks of a resource whose `new` the recording lacks. */
  bear(id: number, event: Event, position: number): number {
    const index = this.resources.length;
    const born = event.e === "new";
    this.resources.push({
      index,
      id,
      kind: (born && event.kind) || "resource",
      name: (born && event.name) || "",
      cap: (born && event.cap) || 0,
      at: event.at ?? "",
      born: position,
      of: -1,
      parent: born ? this.index(event.parent) : -1,
    });
    this.#of.push((born && event.of) || 0);
    this.#indices.set(id, index);
    return index;
  }

  /** Names the resources, once all are known. */
  name(units: UnitTable) {
    const counts = new Map<string, number>();
    for (const resource of this.resources) {
      resource.of = units.index(this.#of[resource.index]);
      const unnamed = resource.name === "";
      if (unnamed) resource.name = resource.kind;
      counts.set(resource.name, (counts.get(resource.name) ?? 0) + (unnamed ? 2 : 1));
    }
    numberNames(this.resources, (resource) => counts.get(resource.name)! > 1);
  }
}

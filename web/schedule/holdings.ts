/**
 * What each resource holds: queue lengths, values, holders of locks, and the messages that went through. A queue is first in,
 * first out, so its contents at any moment are a stretch of all that was ever sent into it: no replay, no checkpoints.
 */
import { Ints, bounded, groupRows, pick } from "./columns";
import type { Event } from "../records/records";
import { isQueue } from "./resources";
import type { Levels, Resource } from "./schedule";

/** Beside the levels, row by row: how many values had left before. */
export interface Holdings {
  levels: Levels;
  firstLevel: Uint32Array;
  /** Values that had left the resource, row by row of the levels: the head of the queue is this entry of its `sends`. */
  left: Uint32Array;
  /** Event indices of all that was sent, by resource: those of resource r are rows `firstSend[r] … firstSend[r + 1] − 1`. */
  sends: Uint32Array;
  firstSend: Uint32Array;
  /** Position from which each resource is closed; beyond the end where it never is. */
  closed: Uint32Array;
}

const none = -1;
/** The kinds of channels out of which every receiver gets its own copy of a value. */
const copied = new Set(["broadcast", "watch"]);

export class HoldingsWriter {
  // One entry a resource.
  readonly #len = new Ints();
  readonly #held = new Ints();
  readonly #holder = new Ints();
  readonly #sent = new Ints();
  readonly #left = new Ints();
  readonly #closed = new Ints();
  /** Latest and next-to-leave entry of `#sendEvent`, −1 where none is. */
  readonly #tail = new Ints();
  readonly #head = new Ints();

  // One entry a level.
  readonly #resource = new Ints();
  readonly #from = new Ints();
  readonly #levelLen = new Ints();
  readonly #levelHeld = new Ints();
  readonly #levelHolder = new Ints();
  readonly #levelLeft = new Ints();

  // One entry a value sent.
  readonly #sendResource = new Ints();
  readonly #sendEvent = new Ints();
  readonly #sendNext = new Ints();

  bear(resource: number, event: Event, position: number) {
    this.#len.push(event.e === "new" ? bounded(event.len) : 0);
    for (const column of [this.#held, this.#sent, this.#left]) column.push(0);
    for (const column of [this.#holder, this.#closed, this.#tail, this.#head]) column.push(none);
    this.#level(resource, position);
  }

  /** An operation completed. Returns the event index of the `send` whose value a `receive` took, −1 where there is none. */
  op(resource: Resource, unit: number, event: Event, index: number): number {
    const r = resource.index;
    const queue = isQueue(resource);
    let taken = none;
    let len = this.#len.at(r);
    let holder = this.#holder.at(r);
    const leftBefore = this.#left.at(r);
    if (event.ok) {
      if (queue && event.op === "send") {
        this.#send(r, index);
        len = this.#sent.at(r) - this.#left.at(r);
      } else if (event.op === "send" && copied.has(resource.kind)) this.#send(r, index);
      else if (queue && event.op === "receive") {
        taken = this.#take(r);
        len = this.#sent.at(r) - this.#left.at(r);
      } else if (event.op === "lock") holder = unit;
      else if (event.op === "unlock") holder = none;
      else if (event.op === "close" && this.#closed.at(r) === none) this.#closed.set(r, index + 1);
    }
    if (event.len !== undefined) len = bounded(Math.max(0, event.len));
    const held = bounded(event.held);
    const changed = len !== this.#len.at(r) || held !== this.#held.at(r) || holder !== this.#holder.at(r) || leftBefore !== this.#left.at(r);
    if (!changed) return taken;
    this.#len.set(r, len);
    this.#held.set(r, held);
    this.#holder.set(r, holder);
    this.#level(r, index + 1);
    return taken;
  }

  /** `end` is the position after the last event. */
  finish(end: number): Holdings {
    const resources = this.#len.length;
    const { first, order } = groupRows(this.#resource.rows, resources);
    const count = order.length;
    const sends = groupRows(this.#sendResource.rows, resources);
    const levels: Levels = {
      count,
      resource: pick(new Uint32Array(count), this.#resource.rows, order),
      from: pick(new Uint32Array(count), this.#from.rows, order),
      len: pick(new Uint32Array(count), this.#levelLen.rows, order),
      held: pick(new Uint32Array(count), this.#levelHeld.rows, order),
      holder: pick(new Int32Array(count), this.#levelHolder.rows, order),
    };
    return {
      levels,
      firstLevel: first,
      left: pick(new Uint32Array(count), this.#levelLeft.rows, order),
      sends: pick(new Uint32Array(sends.order.length), this.#sendEvent.rows, sends.order),
      firstSend: sends.first,
      closed: Uint32Array.from(this.#closed.rows, (position) => (position === none ? end : position)),
    };
  }

  #send(r: number, event: number) {
    const row = this.#sendEvent.length;
    this.#sendResource.push(r);
    this.#sendEvent.push(event);
    this.#sendNext.push(none);
    if (this.#tail.at(r) !== none) this.#sendNext.set(this.#tail.at(r), row);
    if (this.#head.at(r) === none) this.#head.set(r, row);
    this.#tail.set(r, row);
    this.#sent.set(r, this.#sent.at(r) + 1);
  }

  #take(r: number): number {
    const head = this.#head.at(r);
    if (head === none) return none;
    this.#head.set(r, this.#sendNext.at(head));
    this.#left.set(r, this.#left.at(r) + 1);
    return this.#sendEvent.at(head);
  }

  #level(r: number, position: number) {
    this.#resource.push(r);
    this.#from.push(position);
    this.#levelLen.push(this.#len.at(r));
    this.#levelHeld.push(this.#held.at(r));
    this.#levelHolder.push(this.#holder.at(r));
    this.#levelLeft.push(this.#left.at(r));
  }
}

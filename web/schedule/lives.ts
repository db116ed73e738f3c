/**
 * What each unit does: its states as intervals, its open waits, the line where it is. One writer, fed with the records in
 * order; it bears any order of them, so a recording that breaks the rules gives a schedule that is wrong in the same place.
 */
import { Ints, groupRows, pick } from "./columns";
import { State, type Intervals } from "./schedule";

/** Waits of all units, sorted by unit, then by position. Wait i is open at positions `from[i] ≤ p < to[i]`. */
export interface Waits {
  event: Uint32Array;
  from: Uint32Array;
  to: Uint32Array;
  /** The latest wait of the same unit that was open when this one began, −1 where none was: the chain leads to all that may be open. */
  before: Int32Array;
  /** Waits of unit u are rows `first[u] … first[u + 1] − 1`. */
  first: Uint32Array;
}

/** Where units were, sorted by unit, then by position: event `event[i]` says the line from its position on. */
export interface Places {
  event: Uint32Array;
  first: Uint32Array;
}

const none = -1;

export class Lives {
  // One entry a unit.
  readonly #interval = new Ints();
  readonly #firstOpen = new Ints();
  readonly #lastOpen = new Ints();
  /** Open waits that somebody, not only a timer, can end. */
  readonly #untimed = new Ints();
  readonly #wakes = new Ints();
  readonly #guessed = new Ints();
  readonly #line: string[] = [];

  // One entry an interval.
  readonly #unit = new Ints();
  readonly #state = new Ints();
  readonly #from = new Ints();
  readonly #to = new Ints();
  readonly #worker = new Ints();
  readonly #cause = new Ints();

  // One entry a wait. Open waits of a unit are a list: `#older` and `#newer` lead along it.
  readonly #waitUnit = new Ints();
  readonly #waitEvent = new Ints();
  readonly #waitFrom = new Ints();
  readonly #waitTo = new Ints();
  readonly #before = new Ints();
  readonly #older = new Ints();
  readonly #newer = new Ints();
  readonly #timed: boolean[] = [];
  readonly #keys: string[] = [];
  /** The latest open wait for each unit, resource and operation. */
  readonly #open = new Map<string, number>();

  readonly #placeUnit = new Ints();
  readonly #placeEvent = new Ints();

  /** Units that run or are ready. */
  active = 0;

  /** A unit begins and is ready. */
  bear(position: number) {
    const unit = this.#interval.length;
    this.#interval.push(none);
    this.#firstOpen.push(none);
    this.#lastOpen.push(none);
    this.#untimed.push(0);
    this.#wakes.push(0);
    this.#guessed.push(none);
    this.#line.push("");
    this.#begin(unit, State.unborn, 0);
    this.#begin(unit, State.ready, position);
  }

  state(unit: number): number {
    return this.#state.at(this.#interval.at(unit));
  }

  run(unit: number, worker: number, position: number) {
    if (this.state(unit) === State.ended) return;
    this.#wakes.set(unit, 0);
    this.#close(this.#guessed.at(unit), position);
    this.#guessed.set(unit, none);
    this.#begin(unit, State.running, position, worker);
  }

  /** It leaves its worker. `guess` is the event index of a `stop` that alone says what the unit waits for, else −1. */
  stop(unit: number, waits: boolean, position: number, guess: number, timed: boolean) {
    if (this.state(unit) !== State.running) return;
    if (!waits || this.#wakes.at(unit)) {
      this.#begin(unit, State.ready, position);
      return;
    }
    if (guess >= 0) this.#guessed.set(unit, this.wait(unit, "", guess, timed, position));
    const oldest = this.#firstOpen.at(unit);
    const sleeps = oldest !== none && this.#untimed.at(unit) === 0;
    this.#begin(unit, sleeps ? State.sleeping : State.waiting, position, none, oldest === none ? none : this.#waitEvent.at(oldest));
  }

  /** It is ready again; whether that had an effect. */
  wake(unit: number, position: number): boolean {
    const state = this.state(unit);
    if (state === State.running) {
      this.#wakes.set(unit, 1);
      return true;
    }
    if (state !== State.waiting && state !== State.sleeping) return false;
    this.#begin(unit, State.ready, position);
    return true;
  }

  end(unit: number, position: number) {
    if (this.state(unit) === State.ended) return;
    while (this.#lastOpen.at(unit) !== none) this.#close(this.#lastOpen.at(unit), position);
    this.#begin(unit, State.ended, position);
  }

  /** It begins to wait; `key` names resource and operation, `timed` says that only a timer ends it. */
  wait(unit: number, key: string, event: number, timed: boolean, position: number): number {
    const row = this.#waitUnit.length;
    const last = this.#lastOpen.at(unit);
    this.#waitUnit.push(unit);
    this.#waitEvent.push(event);
    this.#waitFrom.push(position);
    this.#waitTo.push(none);
    this.#before.push(last);
    this.#older.push(last);
    this.#newer.push(none);
    this.#timed.push(timed);
    if (last !== none) this.#newer.set(last, row);
    else this.#firstOpen.set(unit, row);
    this.#lastOpen.set(unit, row);
    if (!timed) this.#untimed.add(unit, 1);
    this.#keys.push(`${unit} ${key}`);
    this.#open.set(this.#keys[row], row);
    return row;
  }

  /** Its wait with this key is over. */
  unwait(unit: number, key: string, position: number) {
    if (this.#lastOpen.at(unit) === none) return;
    this.#close(this.#open.get(`${unit} ${key}`) ?? none, position);
  }

  place(unit: number, at: string | undefined, event: number) {
    if (at === undefined || at === "" || this.#line[unit] === at) return;
    this.#line[unit] = at;
    this.#placeUnit.push(unit);
    this.#placeEvent.push(event);
  }

  /** `end` is the position after the last event. */
  finish(end: number): { intervals: Intervals; firstInterval: Uint32Array; waits: Waits; places: Places } {
    const units = this.#interval.length;
    const byUnit = groupRows(this.#unit.rows, units);
    const count = byUnit.order.length;
    const intervals: Intervals = {
      count,
      state: pick(new Uint8Array(count), this.#state.rows, byUnit.order),
      from: pick(new Uint32Array(count), this.#from.rows, byUnit.order),
      to: pick(new Uint32Array(count), this.#to.rows, byUnit.order),
      worker: pick(new Int16Array(count), this.#worker.rows, byUnit.order),
      cause: pick(new Int32Array(count), this.#cause.rows, byUnit.order),
    };
    for (let unit = 0; unit < units; unit++) intervals.to[byUnit.first[unit + 1] - 1] = end;
    return { intervals, firstInterval: byUnit.first, waits: this.#finishWaits(units, end), places: this.#finishPlaces(units) };
  }

  #finishWaits(units: number, end: number): Waits {
    const { first, order } = groupRows(this.#waitUnit.rows, units);
    const count = order.length;
    const rowOf = new Int32Array(count);
    for (let i = 0; i < count; i++) rowOf[order[i]] = i;
    const to = new Uint32Array(count);
    const before = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      const closed = this.#waitTo.at(order[i]);
      const earlier = this.#before.at(order[i]);
      to[i] = closed === none ? end : closed;
      before[i] = earlier === none ? none : rowOf[earlier];
    }
    return { event: pick(new Uint32Array(count), this.#waitEvent.rows, order), from: pick(new Uint32Array(count), this.#waitFrom.rows, order), to, before, first };
  }

  #finishPlaces(units: number): Places {
    const { first, order } = groupRows(this.#placeUnit.rows, units);
    return { event: pick(new Uint32Array(order.length), this.#placeEvent.rows, order), first };
  }

  #begin(unit: number, state: number, position: number, worker = none, cause = none) {
    const open = this.#interval.at(unit);
    if (open !== none) {
      this.active += isActive(state) - isActive(this.#state.at(open));
      if (this.#from.at(open) === position) {
        // Two states at one position: the later one holds.
        this.#state.set(open, state);
        this.#worker.set(open, worker);
        this.#cause.set(open, cause);
        return;
      }
      this.#to.set(open, position);
    }
    this.#interval.set(unit, this.#state.length);
    this.#unit.push(unit);
    this.#state.push(state);
    this.#from.push(position);
    this.#to.push(position);
    this.#worker.push(Math.min(worker, 0x7fff));
    this.#cause.push(cause);
  }

  #close(row: number, position: number) {
    if (row === none || this.#waitTo.at(row) !== none) return;
    this.#waitTo.set(row, position);
    const unit = this.#waitUnit.at(row);
    const older = this.#older.at(row);
    const newer = this.#newer.at(row);
    if (older !== none) this.#newer.set(older, newer);
    else this.#firstOpen.set(unit, newer);
    if (newer !== none) this.#older.set(newer, older);
    else this.#lastOpen.set(unit, older);
    if (!this.#timed[row]) this.#untimed.add(unit, -1);
    if (this.#open.get(this.#keys[row]) === row) this.#open.delete(this.#keys[row]);
  }
}

function isActive(state: number): number {
  return state === State.running || state === State.ready ? 1 : 0;
}

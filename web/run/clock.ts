/**
 * The virtual clock and the seeded choices: they make a run the same wherever it runs.
 *
 * Time stands still while goroutines run, but for 64 ns at each reading, which keeps the runtime's own order. When nothing can run
 * it jumps to the earliest timer. So a sleep costs no real time, and a computation no virtual time.
 */
import { type Go, getInt64, setInt64 } from "./go";

/** What one reading of the clock takes: the step by which the tracer breaks ties. */
const readingNs = 64;

/** Every run begins at the same moment: 2026-01-01T00:00:00Z, in s. */
const beginningS = 1767225600;

export class VirtualClock {
  #now = 1e9;
  /** Due times in ns, by the id the runtime knows a timeout by. */
  #due = new Map<number, number>();
  #nextId = 1;
  /** When the runtime's next timer is due, ns: its timeouts are rounded up to milliseconds. */
  #exact = Infinity;

  constructor(go: Go) {
    const { gojs } = go.importObject;
    gojs["runtime.nanotime1"] = (sp) => {
      this.#now += readingNs;
      setInt64(go.mem, (sp >>>= 0) + 8, this.#now);
    };
    gojs["runtime.walltime"] = (sp) => {
      sp >>>= 0;
      setInt64(go.mem, sp + 8, beginningS + Math.floor(this.#now / 1e9));
      go.mem.setInt32(sp + 16, this.#now % 1e9, true);
    };
    gojs["weave.due"] = (sp) => {
      this.#exact = getInt64(go.mem, (sp >>> 0) + 8);
    };
    gojs["runtime.scheduleTimeoutEvent"] = (sp) => {
      const delayMs = getInt64(go.mem, (sp >>>= 0) + 8);
      this.#due.set(this.#nextId, this.#now + delayMs * 1e6);
      go.mem.setInt32(sp + 16, this.#nextId++, true);
    };
    gojs["runtime.clearTimeoutEvent"] = (sp) => {
      this.#due.delete(go.mem.getInt32((sp >>> 0) + 8, true));
    };
  }

  /** Virtual time since the run began, ns. */
  get elapsedNs() {
    return this.#now - 1e9;
  }

  /** Moves time to the earliest timer and fires it; false if there is none. */
  jump(go: Go): boolean {
    let first = -1;
    for (const [id, due] of this.#due) if (first < 0 || due < this.#due.get(first)!) first = id;
    if (first < 0) return false;
    this.#now = Math.max(this.#now, Math.min(this.#due.get(first)!, this.#exact));
    this.#exact = Infinity;
    go._resume();
    // The runtime clears a timeout that it took up; one that it missed must not fire for ever.
    this.#due.delete(first);
    return true;
  }
}

/** Answers the runtime's wish for random bytes from a seed: select's choices, the order of maps and math/rand come from it. */
export function seedRandom(go: Go, seed: number) {
  const next = mulberry32(seed);
  go.importObject.gojs["runtime.getRandomData"] = (sp) => {
    sp >>>= 0;
    const at = getInt64(go.mem, sp + 8);
    const length = getInt64(go.mem, sp + 16);
    for (let i = 0; i < length; i++) go.mem.setUint8(at + i, next() & 255);
  };
}

/** Tommy Ettinger's mulberry32: 32 bits of state, passes gjrand; nothing here needs more. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
}

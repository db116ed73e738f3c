/**
 * Recordings by chance, for tests: a small machine with one worker runs units that send, receive, lock, sleep and spawn as a
 * seed says, and writes down what it does as FORMAT.md asks. Its semantics are Go's: a receiver moves a blocked sender's value in.
 */
import type { Event, Recording } from "../../records/records";

/** Numbers by a seed (mulberry32): `next(n)` is 0 … n − 1. */
export class Chance {
  constructor(private state: number) {}

  next(n: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n);
  }
}

interface Channel {
  id: number;
  cap: number;
  values: string[];
  senders: { unit: number; value: string }[];
  receivers: number[];
}

const lockId = 100;

export function randomRecording(seed: number, actions = 200): Recording {
  return new Machine(new Chance(seed)).play(actions);
}

class Machine {
  readonly #events: Event[] = [];
  readonly #channels: Channel[] = [];
  readonly #ready: number[] = [];
  readonly #timers: { unit: number; dueNs: number }[] = [];
  readonly #finish = new Map<number, () => void>();
  readonly #lockQueue: number[] = [];
  #holder = 0;
  #units = 0;
  #nowNs = 0;
  #value = 0;
  #running = 0;

  constructor(readonly chance: Chance) {}

  play(actions: number): Recording {
    this.#spawn("main");
    this.#dispatch();
    for (const name of ["producer", "producer", "consumer"]) this.#spawn(name);
    for (let i = 0; i < 3; i++) this.#make();
    for (let i = 0; i < actions && this.#dispatch(); i++) this.#act();
    const live = [...Array(this.#units).keys()].map((i) => i + 1).filter((u) => !this.#events.some((e) => e.e === "end" && e.u === u));
    this.#write({ e: "exit", how: "stopped", blocked: live });
    return { header: { e: "header", t: 0, version: 1, model: "go", runtime: "go1.26.8 js/wasm", threads: 1, clock: "virtual", seed: 1 }, events: this.#events };
  }

  #write(event: Omit<Event, "t">) {
    this.#nowNs += this.chance.next(3) * 64;
    this.#events.push({ ...event, t: this.#nowNs });
  }

  #at(): string {
    return `main.go:${10 + this.chance.next(20)}`;
  }

  #spawn(name: string) {
    const by = this.#running || undefined;
    this.#write({ e: "spawn", u: ++this.#units, by, name, at: by === undefined ? undefined : this.#at() });
    this.#ready.push(this.#units);
  }

  /** Gives the worker to a unit; false where none can ever run again. */
  #dispatch(): boolean {
    if (this.#running) return true;
    if (this.#ready.length === 0) {
      const timer = this.#timers.sort((a, b) => a.dueNs - b.dueNs).shift();
      if (!timer) return false;
      this.#nowNs = Math.max(this.#nowNs, timer.dueNs);
      this.#write({ e: "wake", u: timer.unit, why: "timer" });
      this.#ready.push(timer.unit);
    }
    [this.#running] = this.#ready.splice(this.chance.next(this.#ready.length), 1);
    this.#write({ e: "run", u: this.#running, w: 0 });
    this.#finish.get(this.#running)?.();
    this.#finish.delete(this.#running);
    return true;
  }

  #act() {
    const u = this.#running;
    switch (this.chance.next(9)) {
      case 0:
        return this.#units < 9 ? this.#spawn(["producer", "consumer"][this.chance.next(2)]) : this.#leave("yield");
      case 1:
        return this.#make();
      case 2:
      case 3:
        return this.#send();
      case 4:
      case 5:
        return this.#receive();
      case 6:
        return this.#sleep();
      case 7:
        return this.#holder === u ? this.#unlock() : this.#lock();
      default:
        if (this.chance.next(4) > 0) return this.#write({ e: "out", u, v: `line ${this.#value}`, fd: 1 });
        if (u === 1 || this.#holder === u) return this.#leave("preempt");
        this.#write({ e: "end", u, how: "returned" });
        return this.#leave("end");
    }
  }

  #leave(why: string) {
    this.#write({ e: "stop", u: this.#running, w: 0, why });
    if (why === "yield" || why === "preempt") this.#ready.push(this.#running);
    this.#running = 0;
  }

  #wake(unit: number) {
    this.#write({ e: "wake", u: unit, by: this.#running, at: this.#at() });
    this.#ready.push(unit);
  }

  #make() {
    const channel: Channel = { id: this.#channels.length + 1, cap: this.chance.next(3), values: [], senders: [], receivers: [] };
    this.#channels.push(channel);
    this.#write({ e: "new", u: this.#running, r: channel.id, kind: "channel", name: ["jobs", "done"][this.chance.next(2)], cap: channel.cap, at: this.#at() });
  }

  #send() {
    const u = this.#running;
    const channel = this.#channels[this.chance.next(this.#channels.length)];
    if (!channel) return;
    const v = String(++this.#value);
    const { id: r, values } = channel;
    const receiver = channel.receivers.shift();
    if (receiver !== undefined) {
      this.#write({ e: "op", u, r, op: "send", v, len: channel.cap > 0 ? 1 : 0, ok: true, at: this.#at() });
      this.#write({ e: "op", u: receiver, by: u, r, op: "receive", v, len: 0, ok: true });
      return this.#wake(receiver);
    }
    if (values.length < channel.cap) {
      values.push(v);
      return this.#write({ e: "op", u, r, op: "send", v, len: values.length, ok: true, at: this.#at() });
    }
    if (this.chance.next(3) > 0) {
      return this.#write({ e: "op", u, r, op: "send", v, len: values.length, ok: false, why: "full", at: this.#at() });
    }
    channel.senders.push({ unit: u, value: v });
    this.#write({ e: "wait", u, r, op: "send", v, at: this.#at() });
    this.#leave("wait");
  }

  #receive() {
    const u = this.#running;
    const channel = this.#channels[this.chance.next(this.#channels.length)];
    if (!channel) return;
    const { id: r, values } = channel;
    const sender = channel.senders.shift();
    if (values.length > 0) {
      const v = values.shift()!;
      this.#write({ e: "op", u, r, op: "receive", v, len: values.length, ok: true, at: this.#at() });
      if (!sender) return;
      values.push(sender.value);
      this.#write({ e: "op", u: sender.unit, by: u, r, op: "send", v: sender.value, len: values.length, ok: true });
      return this.#wake(sender.unit);
    }
    if (sender) {
      this.#write({ e: "op", u: sender.unit, by: u, r, op: "send", v: sender.value, len: 0, ok: true });
      this.#write({ e: "op", u, r, op: "receive", v: sender.value, len: 0, ok: true, at: this.#at() });
      return this.#wake(sender.unit);
    }
    if (this.chance.next(3) > 0) return this.#write({ e: "op", u, r, op: "receive", len: 0, ok: false, why: "empty", at: this.#at() });
    channel.receivers.push(u);
    this.#write({ e: "wait", u, r, op: "receive", at: this.#at() });
    this.#leave("wait");
  }

  #sleep() {
    const u = this.#running;
    const at = this.#at();
    const dueNs = this.#nowNs + (1 + this.chance.next(3)) * 1_000_000;
    this.#write({ e: "wait", u, op: "sleep", until: dueNs, at });
    this.#timers.push({ unit: u, dueNs });
    this.#finish.set(u, () => this.#write({ e: "op", u, op: "sleep", ok: true, at }));
    this.#leave("wait");
  }

  #lock() {
    const u = this.#running;
    const at = this.#at();
    if (!this.#events.some((event) => event.e === "new" && event.r === lockId)) this.#write({ e: "new", u, r: lockId, kind: "mutex", name: "mu", at });
    if (this.#holder === 0) {
      this.#holder = u;
      return this.#write({ e: "op", u, r: lockId, op: "lock", ok: true, at });
    }
    this.#lockQueue.push(u);
    this.#write({ e: "wait", u, r: lockId, op: "lock", at });
    this.#leave("wait");
  }

  /** Hands the lock on to the one who waits longest. */
  #unlock() {
    const u = this.#running;
    this.#write({ e: "op", u, r: lockId, op: "unlock", ok: true, at: this.#at() });
    this.#holder = this.#lockQueue.shift() ?? 0;
    if (!this.#holder) return;
    this.#write({ e: "op", u: this.#holder, by: u, r: lockId, op: "lock", ok: true });
    this.#wake(this.#holder);
  }
}

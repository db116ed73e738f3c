/** One event with what can be said of it: the holes of the templates in phrases.ts, by name. "" and nothing stand for what the records do not say. */
import type { Event } from "../records/records";
import { amount, countless } from "./columns";
import { intervalAt, isCancelled, levelAt, type Consequences } from "./facts";
import { cases, endVerbs, entry, nouns, workers } from "./phrases";
import { fill, list, resourcePiece, unitPiece, type Part } from "./pieces";
import { isQueue } from "./resources";
import type { Piece, Resource, Schedule } from "./schedule";
import { tenuresAt } from "./tenures";
import { timeWords } from "./time";

/** More of a kind than these are counted, not named. */
export const mostNames = 3;
/** A printed line is quoted up to this many characters. */
const quoteLength = 60;

const nothing: Consequences = { ops: [], resumed: -1, woken: [], select: -1, waits: [], left: [], printed: [] };

export class Telling {
  readonly event: Event;
  /** Indices of the event's unit and resource, −1 where it has none. */
  readonly who: number;
  readonly what: number;
  readonly #resource: Resource | undefined;

  /** `position` is the moment at which it is told; `after` what followed in its step. */
  constructor(
    readonly schedule: Schedule,
    readonly index: number,
    readonly position: number,
    readonly after = nothing,
  ) {
    this.event = schedule.recording.events[index];
    this.who = schedule.unitIndex(this.event.u);
    this.what = schedule.resourceIndex(this.event.r);
    this.#resource = schedule.resources[this.what];
  }

  /** Fills a template; `more` are holes that this sentence alone has. */
  say(template: string, more: Record<string, Part> = {}): Piece[] {
    return fill(template, (name) => more[name] ?? (this as unknown as Record<string, Part>)[name] ?? "");
  }

  get unit() {
    return unitPiece(this.schedule, this.who);
  }
  get Unit() {
    return this.who < 0 ? "The runtime" : this.unit;
  }
  get by() {
    const by = this.schedule.unitIndex(this.event.by);
    return by < 0 ? "" : unitPiece(this.schedule, by);
  }
  get it() {
    return resourcePiece(this.schedule, this.what);
  }
  get on() {
    return this.what < 0 ? "" : this.it;
  }
  get parent() {
    const parent = this.#resource?.parent ?? -1;
    return parent < 0 ? "" : resourcePiece(this.schedule, parent);
  }
  get v() {
    return this.event.v ?? "";
  }
  get op() {
    return this.event.op ?? "";
  }
  get permits() {
    return +this.v > 1 ? `${this.v} permits` : "a permit";
  }
  get why() {
    return this.event.why ?? "";
  }
  get how() {
    return this.event.how ?? "";
  }
  get len() {
    return this.event.len ?? 0;
  }
  get w() {
    return this.event.w ?? 0;
  }
  /** Which worker it is, where there are several and the unit has no thread of its own. */
  get worker() {
    const kind = this.schedule.units[this.who]?.kind;
    return this.schedule.recording.header.threads > 1 && kind !== "thread" && kind !== "blocking" ? workerName(this.schedule, this.w) : "";
  }
  get firstLine() {
    return firstLine(this.v);
  }
  get quoted() {
    return quote(this.v);
  }
  get printed() {
    const { printed } = this.after;
    return printed.length > 1 ? `${printed.length} lines` : printed.map(quote).join();
  }

  /** Row of the levels that holds, −1 where none does. */
  get row() {
    return this.what < 0 ? -1 : levelAt(this.schedule, this.what, this.position);
  }
  get count() {
    return this.schedule.levels.len[this.row] ?? 0;
  }
  get left() {
    return this.count === 0 ? "" : this.count === 1 ? "one value" : `${this.count} values`;
  }
  /** The wait group whose counter is waited for. */
  get counted() {
    return this.#resource?.kind === "wait group" ? this.it : "";
  }
  /** Whether it is a channel that holds nothing, where a send has to meet a receive. */
  get meets(): boolean {
    return this.#resource?.kind === "channel" && this.#resource.cap === 0;
  }
  get isQueue(): boolean {
    return this.#resource !== undefined && isQueue(this.#resource);
  }
  /** `: 2/3`, `: 2/3, 1 reserved`; nothing for what has no length. */
  get room() {
    const { row, count: len } = this;
    if (row < 0 || !this.isQueue || this.meets || this.#resource!.kind === "oneshot") return "";
    const held = this.schedule.levels.held[row];
    const { kind, cap } = this.#resource!;
    if (kind === "unbounded" || cap >= countless) return len === 0 ? ", which is now empty" : `, which holds ${len}`;
    return held > 0 ? `: ${len}/${cap}, ${held} reserved` : len >= cap ? `: ${len}/${cap}, full` : len === 0 ? ", which is now empty" : `: ${len}/${cap}`;
  }
  get full() {
    const { row, count: len } = this;
    if (row < 0 || this.#resource!.kind !== "channel") return "";
    if (this.meets) return ", which holds nothing: nobody is there to receive";
    const held = this.schedule.levels.held[row];
    const { cap } = this.#resource!;
    if (cap >= countless) return "";
    return len + held < cap ? `: ${len}/${cap}` : held > 0 ? `: ${len}/${cap} and ${held} reserved` : `: ${len}/${cap} full`;
  }
  get empty() {
    if (this.row < 0 || this.count > 0 || !this.isQueue) return "";
    return this.meets ? ": nobody is there to send" : ", which is empty";
  }
  /** Unit index of the one who holds a lock, −1 where nobody does. */
  get holder(): number {
    return this.schedule.levels.holder[this.row] ?? -1;
  }
  /** Unit indices of those who share a lock for reading, but the unit itself. */
  get readers(): number[] {
    if (this.#resource?.kind !== "rwmutex" || this.holder >= 0) return [];
    const tenures = this.schedule.tenures();
    return tenuresAt(tenures, this.what, this.position).map((row) => tenures.unit[row]).filter((unit) => unit !== this.who);
  }
  get held() {
    const { readers } = this;
    if (readers.length > mostNames) return `: ${readers.length} others hold it for reading`;
    const names = list(readers.map((unit) => unitPiece(this.schedule, unit)));
    if (readers.length > 0) return this.say(`: {names} hold${readers.length > 1 ? "" : "s"} it for reading`, { names });
    if (this.holder < 0) return "";
    return this.holder === this.who ? ", which it holds itself" : this.say(": {holder} holds it", { holder: unitPiece(this.schedule, this.holder) });
  }
  get capacity() {
    if (this.#resource?.kind !== "channel") return "";
    return this.meets ? ", which holds nothing: a send has to meet a receive" : ` with room for ${amount(this.#resource.cap)}`;
  }

  /** What a new resource is, where its name does not say it. */
  get kind() {
    return this.set || !this.event.name ? "" : (this.#resource?.kind ?? "");
  }
  /** What the members of a set are called; nothing for what is no set. A join handle may stand for many units, as tokio's JoinSet does. */
  get set() {
    const isSet = this.#resource?.kind === "join handle" && this.#resource.of < 0;
    return isSet ? unitNoun(this.schedule.recording.header.model, 2) : "";
  }
  get target() {
    const of = this.#resource?.of ?? -1;
    return of >= 0 ? unitPiece(this.schedule, of) : this.what >= 0 ? this.it : { text: "one of its tasks" };
  }
  get joined() {
    const how = this.event.ok ? "" : (this.schedule.units[this.#resource?.of ?? -1]?.how ?? "");
    return this.say(this.set ? "one of the {set} of {it} has ended" : "{target} has ended[: it {fate}]", { fate: entry(endVerbs, how) ?? how });
  }

  /**
   * `1 ms`, from the moment of the wait to the time at which the timer is due. On a real clock some of it may have passed when
   * the wait is recorded, so it is said only where it is whole microseconds: what a program asks for, and hardly ever what is left.
   */
  get duration() {
    const { schedule, event, index } = this;
    const ns = (event.until ?? -1) - schedule.time[index];
    return ns <= 0 || (schedule.recording.header.clock === "real" && ns % 1e3) ? "" : timeWords(ns);
  }
  /** The time after which a new resource is cancelled. */
  get due() {
    return this.event.until ? timeWords(this.event.until - this.event.t) : "";
  }
  /** The parent of a context, where it was cancelled before. */
  get cancelledParent() {
    return isCancelled(this.schedule, this.#resource?.parent ?? -1, this.event) ? this.parent : "";
  }

  /** What a select waits for. */
  get cases() {
    const { schedule } = this;
    const all = (this.event.cases ?? []).filter(({ r }) => r !== undefined);
    const named: Part[] = all.slice(0, mostNames + 1).map(({ op, r }) => this.say(entry(cases, op) ?? "{op} {case}", { op, case: resourcePiece(schedule, schedule.resourceIndex(r)) }));
    if (all.length > named.length) named.push(`${all.length - named.length} more`);
    return list(named, "or");
  }

  /** Whether the event is the first run of its unit. */
  get begins(): boolean {
    return intervalAt(this.schedule, this.who, this.index) <= this.schedule.firstInterval[this.who] + 1;
  }
}

/** What the units of a model are called. */
export function unitNoun(model: string, count = 1): string {
  const noun = entry(nouns, model) ?? "unit";
  return count === 1 ? noun : `${noun}s`;
}

/** What the runtime calls a worker: `P 0`, `thread 1`. */
export function workerName({ recording }: Schedule, worker: number): string {
  return `${entry(workers, recording.header.model) ?? "thread"} ${worker}`;
}

function firstLine(text: string): string {
  const [line] = text.split("\n", 1);
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

function quote(text: string): string {
  return `“${text.length > quoteLength ? `${text.slice(0, quoteLength - 1)}…` : text}”`;
}

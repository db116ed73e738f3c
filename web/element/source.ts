/** One side of the comparison: a program, what of it can be put on the stage, and what is on it. */
import type { DemoInfo, ProgramInfo } from "../demo";
import type { Event, Header, Recording } from "../records/records";
import { Derivation } from "../schedule/derive";
import type { Schedule } from "../schedule/schedule";
import type { Roles } from "./roles";

/** Something that can be put on the stage: a run made here, or a recording made beforehand. */
export interface Variant {
  id: string;
  live: boolean;
  /** Of a recording; a live run has its own once it was run. */
  header: Header | null;
  /** Of a recording, relative to the site's root. */
  url: string;
  bytes: number;
}

/** A run on the stage. */
export interface Run {
  recording: Recording;
  schedule: Schedule;
  colours: Uint8Array;
  live: boolean;
}

export class Source {
  /** The model: `go`, `tokio`. */
  readonly key: string;
  /** The language, for headings. */
  readonly name: string;
  variants: Variant[] = [];
  variant: Variant | null = null;
  run: Run | null = null;
  /** What is shown where nothing else was asked for. */
  usual: Variant | null = null;
  /** The run that was made here last, for when the reader comes back to it. */
  #made: Run | undefined;
  /** Whether the run on the stage was made with other parameters than those that hold. */
  stale = false;
  /** Why there is nothing to show, as a sentence; "" where there is something or it only has to be run. */
  why = "";

  constructor(readonly program: ProgramInfo) {
    this.key = program.model;
    this.name = program.language;
  }

  /** Finds what there is for the parameters, seed and clock, and keeps the reader's choice where it still exists. */
  match(demo: DemoInfo, { params, seed, clock }: Wanted) {
    const before = this.variant;
    const recorded = demo.recordings.filter((r) => r.header.model === this.key && sameParams(demo, r.header, params));
    this.variants = recorded.map((r) => ({ id: variantId(r.header), live: false, header: r.header, url: r.url, bytes: r.bytes })).sort(bySetUp);
    if (this.key === "go" && demo.live) this.variants.unshift({ id: "live", live: true, header: null, url: "", bytes: demo.live.compressed });
    // What a live run would give, where that was recorded: it needs no download and no wait.
    const [first] = this.variants;
    const standIn = first?.live && this.variants.find((v) => v.header?.flavor === "browser" && v.header.seed === seed && hasClock(v, clock));
    this.usual = standIn || this.variants.find((v) => hasClock(v, clock)) || first || null;
    const kept = this.variants.find((v) => v.id === before?.id);
    const holds = kept?.live ? this.run?.live : kept?.header?.flavor !== "browser" || kept === standIn;
    this.variant = (holds && kept) || this.usual;
    this.why = this.variant ? "" : (this.program.refused?.sentence ?? this.#reason(demo, params));
  }

  /** Takes the recording by a clock that is most like the chosen one; where there is none, what is chosen stays. */
  turnTo(demo: DemoInfo, wanted: Wanted) {
    const { clock } = wanted;
    this.match(demo, wanted);
    const { variant } = this;
    if (!variant || hasClock(variant, clock)) return;
    const fits = this.variants.filter((v) => hasClock(v, clock) && !v.live);
    this.variant = fits.find((v) => v.header?.flavor === variant.header?.flavor && v.header?.threads === variant.header?.threads) ?? fits[0] ?? variant;
  }

  /** Whether what is chosen need not be named to come onto the stage; a live run need not where it has not been made. */
  get isUsual(): boolean {
    return this.variant === null || (this.variant.live ? !this.run?.live : this.variant === this.usual);
  }

  #reason(demo: DemoInfo, params: Record<string, number>): string {
    for (const parameter of demo.parameters) {
      const reason = parameter.without?.[this.key]?.[String(params[parameter.name])];
      if (reason) return reason;
      const value = params[parameter.name];
      if (!parameter.values.includes(value)) return `There is no recording with ${parameter.label ?? parameter.name} ${value}, only with ${parameter.values.join(", ")}.`;
    }
    return "There is no recording with these values.";
  }

  /** Puts a run onto the stage; `derivation` has read what had come of it. */
  put(recording: Recording, live: boolean, roles: Roles, derivation = new Derivation()) {
    const schedule = derivation.finish(recording);
    this.run = { recording, schedule, colours: roles.of(schedule), live };
    if (live) this.#made = this.run;
    this.stale = false;
  }

  clear() {
    this.run = null;
    this.stale = false;
  }

  /** Puts the run that was made here onto the stage again, if it was made as one would be now. */
  putBack({ demo, params, seed, clock }: { demo: DemoInfo; params: Record<string, number>; seed: number; clock: "virtual" | "wall" }) {
    const header = this.#made?.recording.header;
    if (header && sameParams(demo, header, params) && header.seed === seed && (header.clock === "virtual") === (clock === "virtual"))
      this.run = this.#made!;
  }

  /** Whether the run on the stage came to another end than returning. */
  get endedBadly(): boolean {
    return this.exit !== null && this.exit.how !== "returned";
  }

  /** The record with which the run on the stage ended. */
  get exit(): Event | null {
    const events = this.run?.recording.events;
    const last = events?.[events.length - 1];
    return last?.e === "exit" ? last : null;
  }
}

type Clock = "virtual" | "wall";

/** What a run is asked to be. */
interface Wanted {
  params: Record<string, number>;
  seed: number;
  clock: Clock;
}

/** A live run has whichever clock is asked for. */
function hasClock({ live, header }: Variant, clock: Clock): boolean {
  return live || (header?.clock === "virtual") === (clock === "virtual");
}

/** A parameter that a recording does not name had its default. */
function sameParams(demo: DemoInfo, header: Header, params: Record<string, number>): boolean {
  return demo.parameters.every((p) => (header.params?.[p.name] ?? p.default) === (params[p.name] ?? p.default));
}

function variantId(header: Header): string {
  return [header.flavor, header.threads, header.clock, header.seed].filter((part) => part !== undefined).join("-");
}

/** The simplest set-up first: fewest threads, then the clock that can be compared. */
function bySetUp(a: Variant, b: Variant): number {
  const order = (v: Variant) =>
    (v.header ? v.header.threads * 2 + (v.header.clock === "virtual" ? 0 : 1) : 0) + (v.header?.flavor === "multi_thread" ? 0.5 : 0);
  return order(a) - order(b);
}

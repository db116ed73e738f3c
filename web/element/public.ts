/**
 * The public interface of `<interleave-demo>`: its attributes, methods, events, and the messages of its frame. Types alone, each said once: the element
 * is compiled against them, and build/dist makes the package's `index.d.ts` of this file and of web/records/records.ts.
 */
import type { Event, Header } from "../records/records";

export type { Header };

/** One event of a run: a line of its recording after the header. */
export type RecordedEvent = Event;

/** The element's attributes. All but `demo` may be left out; what cannot be read is as if it were not there. */
export interface InterleaveAttributes {
  /** The name of a scenario; the first one of the site where it is left out. */
  demo?: string;
  /** `buffer=3&consumers=2`. */
  params?: string;
  /** The same seed gives the same run, on any machine. 7 where it is left out. */
  seed?: number | string;
  /** `virtual`: a sleep costs no time. The scenario's own where it is left out. */
  clock?: "virtual" | "wall";
  /** Any of `both`, `go`, `rust`, `code`, `stage`, with spaces between. */
  show?: string;
  /** A step's number, a marker's name, or `notice-2`: the second thing to notice. */
  at?: number | string;
  /** Which runs stand on the stage, as `<source>-<id>` from `sources`, with spaces between; an id may be cut short. */
  recordings?: string;
  axis?: "steps" | "time";
  /** Any of `table`, `workers`, `path`, with spaces between. */
  view?: string;
  /** By what the sides are lined up. */
  lineup?: "time" | "markers";
  /** The first and the last step on the screen: `12-40`. */
  zoom?: string;
  /** What is selected: a lane (`go unit consumer 2`), a link (`go link 31-40`), a line (`go line main.go:28`). */
  select?: string;
  /** `contrast`: more of it, light or dark as the system is. */
  theme?: "auto" | "light" | "dark" | "contrast";
  /** Present and not `false`: the scenario's question is asked first. */
  predict?: boolean | "" | "true" | "false";
  /** Present and not `false`: large, for a room. */
  present?: boolean | "" | "true" | "false";
  /** `handout`: on paper, the steps have blanks to fill in, and their answers stand on pages of their own. */
  print?: string;
  /** The language of what the element says, where it has it. It has English, which stands for any other. */
  lang?: string;
}

/** A place in the run: a step, a marker's name, or ns since its start. */
export type Goal = { step: number } | { mark: string } | { time: number };

export interface RunOptions {
  params?: Record<string, number>;
  seed?: number;
  clock?: "virtual" | "wall";
  /** Who runs next at each point where more than one goroutine can: indices, in turn. Go's own order follows. */
  picks?: number[];
  /** The seed chooses who runs next; one operation in so many yields first, 0: none. */
  explore?: number;
}

export interface UnitState {
  id: number;
  name: string;
  state: "not started" | "running" | "ready" | "waiting" | "sleeping" | "ended";
  /** What it waits for; empty unless it is waiting or sleeping. */
  waitingFor: { op: string; resource: string; value: string }[];
  /** `file:line`, "" where no record has said yet. */
  at: string;
}

export interface ResourceState {
  id: number;
  name: string;
  kind: string;
  len: number;
  cap: number;
  /** Values in it, the next to leave first. */
  contents: string[];
  /** Names of the units that wait on it, in the order they came. */
  waiting: string[];
}

export interface SourceState {
  header: Header;
  live: boolean;
  /** How many of the run's events (records without their header) have happened. */
  position: number;
  units: UnitState[];
  resources: ResourceState[];
  /** How the run ended; null where the recording does not say. */
  outcome: { how: string; code: number; words: string } | null;
}

/** What is on the screen, as plain values. */
export interface ElementState {
  demo: string;
  params: Record<string, number>;
  seed: number;
  clock: "virtual" | "wall";
  step: number;
  steps: number;
  /** ns since the start of the run. */
  time: number;
  playing: boolean;
  running: boolean;
  /** The element's attributes that bring another reader to what is seen here. */
  attributes: Record<string, string>;
  /** Whether the scenario's question is open; nothing is shown until it is answered or skipped. */
  predicting: boolean;
  /** By the key of the source: `go` is the Go run on the stage, `tokio` the Rust one. */
  sources: Record<string, SourceState>;
}

/** One thing that can be put on the stage. */
export interface SourceEntry {
  /** The key of `records` and `state`. */
  source: string;
  /** Names the entry among those of its source. */
  id: string;
  kind: "live" | "recorded";
  /** Null for a live run that was not made yet. */
  header: Header | null;
  /** Whether it is on the stage. */
  staged: boolean;
}

/** What an event of something that went wrong carries: the state, as far as there is one, and a sentence. */
export interface ErrorDetail extends Partial<ElementState> {
  message: string;
}

/** The element's events. All of them bubble, and leave shadow roots. */
export interface InterleaveEventMap {
  /** The scenario is on the screen; again when another one is. */
  "interleave:ready": CustomEvent<ElementState>;
  /** A run in the page has ended and is on the stage. */
  "interleave:run": CustomEvent<ElementState>;
  /** The playhead has moved. */
  "interleave:step": CustomEvent<ElementState>;
  /** What is shown beside the playhead has changed: runs, zoom, axis, values. */
  "interleave:view": CustomEvent<ElementState>;
  /** The scenario's question is open, or not any more. */
  "interleave:predict": CustomEvent<ElementState>;
  /** The run in the page goes on. */
  "interleave:progress": CustomEvent<ElementState>;
  "interleave:error": CustomEvent<ErrorDetail>;
}

/** `<interleave-demo>`. */
export interface InterleaveDemoElement extends HTMLElement {
  /** Fulfilled once the scenario is on the screen; rejected with a sentence when it cannot be. Asking for it loads the viewer. */
  readonly ready: Promise<void>;
  /** What is on the screen; null until the scenario is. */
  readonly state: ElementState | null;
  /** What can be put on the stage, live and recorded. */
  readonly sources: SourceEntry[];
  /** The Go program's text. */
  readonly source: string;
  /** Runs the Go program in the page. The result is the state after the run, or after one that was started since. */
  run(options?: RunOptions): Promise<ElementState>;
  /** Ends the run; what it did until then is shown. */
  stop(): void;
  /** Moves the playhead step by step; out of view, it pauses. */
  play(): Promise<void>;
  pause(): void;
  /** Moves by `n` steps, by one where it is left out, back where it is negative. A `TypeError` says what it takes instead of anything else. */
  step(n?: number): void;
  /** Moves to a place in the run. A `RangeError` says which markers there are where there is none of that name, a `TypeError` what a place looks like. */
  seek(goal: Goal): void;
  /** The records of a source's run on the stage, the header first; none where it has no run. */
  records(source: string): (Header | RecordedEvent)[];
  /** Does what a key says, as if the focus were inside; whether it said anything. */
  key(event: KeyboardEvent): boolean;
  /** Gives the focus to the playhead, where the keys are. */
  focus(options?: FocusOptions): void;
}

/** What a frame (`embed/<scenario>/`) tells the page around it, as the data of a message. */
export type FrameMessage =
  | { type: "interleave:resize"; /** CSS pixels. */ height: number }
  | { type: "interleave:ready" | "interleave:run" | "interleave:step"; detail: ElementState }
  | { type: "interleave:error"; detail: ErrorDetail };

/** What the page around a frame may tell it: attributes to change, null for none. */
export interface FrameWish {
  type: "interleave:set";
  attributes: { [name in keyof InterleaveAttributes]?: InterleaveAttributes[name] | null };
}

/** Says where the site lies: the folder of its `embed.js`, relative to the page. Elements that could not be loaded try again. */
export type SetBase = (url: string | URL) => void;

declare global {
  interface HTMLElementTagNameMap {
    "interleave-demo": InterleaveDemoElement;
  }
  interface GlobalEventHandlersEventMap extends InterleaveEventMap {}
}

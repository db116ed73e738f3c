/** What the page and its two kinds of workers say to each other. */

/** What a run is asked to be. */
export interface Job {
  module: WebAssembly.Module;
  program: string;
  args: string[];
  seed: number;
  clock: "virtual" | "wall";
  limits: Limits;
  explore?: Explore;
  /** Where more than one goroutine can run, the next number says which: an index into them in the order in which they became ready. */
  picks?: number[];
}

/** Schedules are explored: the seed also chooses which goroutine runs next. */
export interface Explore {
  /** One watched operation in so many yields first; 0: none. */
  yieldEvery: number;
}

export interface Limits {
  /** Bytes that a program may print. */
  outputBytes: number;
  /** Bytes of trace that a run may write: about ten an event. */
  traceBytes: number;
  /** Virtual time that a run may take, ns. */
  virtualNs: number;
}

/** Why a run was ended that did not end by itself: records/FORMAT.md, `exit`. */
export type Cut = "" | "stopped" | "time limit" | "output limit" | "event limit" | "out of memory" | "lost";

/** Runner → page. */
export type RunnerMessage =
  | { type: "trace"; bytes: Uint8Array<ArrayBuffer> }
  | { type: "print"; fd: number; text: string }
  /** Nothing runs until a real timer fires: no news is no sign of an endless loop. */
  | { type: "asleep" }
  | { type: "awake" }
  /** The last message. `how` is "" where the program ended by itself; `words` is what it wrote to standard error at last. */
  | { type: "end"; how: Cut; code: number; words: string };

/** Page → decoder. `run` tells the traces apart. */
export type DecoderRequest =
  | { type: "module"; module: WebAssembly.Module }
  | { type: "begin"; run: number; root: string; package: string; names: string; maxEvents: number }
  | { type: "trace"; run: number; bytes: Uint8Array<ArrayBuffer> }
  | { type: "end"; run: number; how: Cut; code: number; words: string };

/** Decoder → page. */
export type DecoderMessage =
  | { type: "records"; run: number; bytes: Uint8Array<ArrayBuffer> }
  /** All records were sent. `version` is Go's; `error` is a sentence where the trace could not be read to its end. */
  | { type: "done"; run: number; version: string; error: string };

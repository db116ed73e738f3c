/** One run of one program, from the request to its recording. */
import type { Event, Header, Recording } from "../records/records";
import runnerSource from "worker:./runner.worker.ts";
import type { Decoder, Trace } from "./decoder";
import type { Cut, Job, Limits, RunnerMessage } from "./protocol";
import { makeWorker } from "./workers";

export interface RunRequest {
  /** URL of the binary, and which program in it. */
  wasm: string;
  program: string;
  /** As on a command line: `-buffer=3`. */
  args?: string[];
  /** Makes the run's choices. */
  seed?: number;
  clock?: "virtual" | "wall";
  /** Who runs next where more than one can, in turn: an index into the goroutines that are ready, longest first. Go's own order follows. */
  picks?: number[];
  /** The seed chooses who runs next, after the picks; one operation in so many yields first, 0: none. */
  explore?: number;
  /** The table of build/names, as the scenario's data has it. */
  names?: unknown;
  /** What only the asker knows of the header: demo, params, files. */
  header?: Partial<Header>;
  limits?: Partial<Limits & Patience>;
}

export interface Patience {
  /** Real time without a sign of life after which `onLimit` is called, ms. */
  silenceMs: number;
  /** Events that a recording may have. */
  events: number;
}

export interface RunEvents {
  /** The binary is there: the program starts. */
  onStart?(): void;
  /** Bytes of trace so far. */
  onProgress?(traceBytes: number): void;
  /** All events so far, whenever there are more; none that was told changes. */
  onEvents?(events: Event[]): void;
  onOutput?(text: string, fd: 1 | 2): void;
  /**
   * So many milliseconds have passed without a sign of life of the program or, once it has `ended`, of what reads its trace. It goes on until
   * `stop()`; `goOn()` waits for another while.
   */
  onLimit?(silenceMs: number, ended: boolean): void;
  /** After `onLimit`: there was a sign of life, or the asker lets it run. */
  onAlive?(): void;
}

/** How the run ended, as the recording's exit says it. */
export interface Outcome {
  how: string;
  code: number;
  words: string;
}

export interface RunResult {
  recording: Recording;
  outcome: Outcome;
  /** A sentence where the trace could not be read to its end, else "". */
  error: string;
}

export interface RunHandle {
  done: Promise<RunResult>;
  /** Ends the run at once, also before it has begun: the recording is then an exit alone. What it had reported is shown. */
  stop(): void;
  /** After `onLimit`: lets it run, and asks again after another while. */
  goOn(): void;
}

const defaults: Limits & Patience = { outputBytes: 1 << 20, traceBytes: 64 << 20, virtualNs: 3600e9, silenceMs: 2000, events: 1_000_000 };

/** How long a run that was stopped may take to show what it had reported, ms: a long trace is cut then. */
const lastDecodeMs = 1000;

export class LiveRun implements RunHandle {
  readonly done: Promise<RunResult>;
  readonly #limits: Limits & Patience;
  #worker: Worker | undefined;
  #trace: Trace | undefined;
  #traceBytes = 0;
  /** Whether the reader did not wait for the rest of the trace. */
  #cut = false;
  #silence: ReturnType<typeof setTimeout> | undefined;
  /** Whether `onLimit` was called since the last sign of life. */
  #silent = false;
  #ended: { how: Cut; code: number; words: string } | undefined;
  /** Whether all of the trace is there, or nobody waits for more. */
  #decoded = false;
  #end!: () => void;

  constructor(
    readonly request: RunRequest,
    readonly events: RunEvents,
    loaded: Promise<{ module: WebAssembly.Module; decoder: Decoder }>,
  ) {
    this.#limits = { ...defaults, ...request.limits };
    const ended = new Promise<void>((resolve) => (this.#end = resolve));
    this.done = this.#live(loaded, ended);
  }

  async #live(loaded: Promise<{ module: WebAssembly.Module; decoder: Decoder }>, ended: Promise<void>): Promise<RunResult> {
    // What is still loading when the run is stopped goes on doing so, for the next.
    const there = await Promise.race([loaded, ended]);
    if (there) {
      const { request } = this;
      const names = typeof request.names === "string" ? request.names : "";
      const read = (events: Event[]) => {
        if (this.#ended) this.#listen();
        this.events.onEvents?.(events);
      };
      // Where either worker is refused, nothing is left of the other's work.
      there.decoder.start();
      this.#start(there.module);
      this.#trace = there.decoder.begin({ program: request.program, names, maxEvents: this.#limits.events }, read);
      this.events.onStart?.();
      await ended;
    }
    this.#worker?.terminate();
    const error = await this.#traceEnd();
    this.#decoded = true;
    clearTimeout(this.#silence);
    const events = this.#trace?.events ?? [];
    const exit = closed(events, this.#cut ? "stopped" : "lost", error);
    return {
      recording: { header: this.#header(this.#trace?.version ?? ""), events },
      outcome: { how: exit.how ?? "", code: exit.code ?? 0, words: exit.v ?? "" },
      error,
    };
  }

  stop() {
    if (this.#ended) this.#cutTrace();
    else this.#over("stopped", 0, "");
  }

  /** Waits for the rest of the trace; what a stopped run leaves is not waited for long. */
  async #traceEnd(): Promise<string> {
    const { how, code, words } = this.#ended!;
    this.#trace?.end(how, code, words);
    this.#listen();
    const limit = how === "stopped" ? setTimeout(() => this.#cutTrace(), lastDecodeMs) : undefined;
    if (this.#traceBytes === 0 && how === "stopped") this.#cutTrace();
    const error = (await this.#trace?.done) ?? "";
    clearTimeout(limit);
    return error;
  }

  #cutTrace() {
    this.#cut = true;
    this.#trace?.cut();
  }

  goOn() {
    this.#listen();
  }

  #start(module: WebAssembly.Module) {
    const { request } = this;
    const worker = makeWorker(runnerSource, "The program's worker broke down", (why) => this.#over("lost", 0, why));
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<RunnerMessage>) => this.#take(data);
    const { outputBytes, traceBytes, virtualNs } = this.#limits;
    const { picks, yieldEvery } = this.#choices;
    worker.postMessage({
      module, program: request.program, args: request.args ?? [], seed: request.seed ?? 1, clock: request.clock ?? "virtual",
      limits: { outputBytes, traceBytes, virtualNs },
      explore: yieldEvery === undefined ? undefined : { yieldEvery },
      picks,
    } satisfies Job);
    this.#listen();
  }

  #take(message: RunnerMessage) {
    if (this.#ended) return;
    this.#listen();
    switch (message.type) {
      case "trace":
        this.#traceBytes += message.bytes.length;
        this.#trace!.write(message.bytes);
        this.events.onProgress?.(this.#traceBytes);
        break;
      case "print":
        this.events.onOutput?.(message.text, message.fd === 2 ? 2 : 1);
        break;
      case "asleep":
        clearTimeout(this.#silence);
        break;
      case "end":
        this.#over(message.how, message.code, message.words);
    }
  }

  /** Waits for the next sign of life. */
  #listen() {
    clearTimeout(this.#silence);
    if (this.#silent) this.events.onAlive?.();
    this.#silent = false;
    const { silenceMs } = this.#limits;
    const limit = () => {
      this.#silent = true;
      this.events.onLimit?.(silenceMs, this.#ended !== undefined);
    };
    if (!this.#decoded) this.#silence = setTimeout(limit, silenceMs);
  }

  #over(how: Cut, code: number, words: string) {
    if (this.#ended) return;
    this.#ended = { how, code, words };
    this.#end();
  }

  /** The asker's picks and wish to explore, as whole numbers; what is none counts as 0. */
  get #choices(): { picks?: number[]; yieldEvery?: number } {
    const { picks, explore } = this.request;
    const whole = (n: number) => Math.min(Math.max(Math.trunc(Number(n)) || 0, 0), 2 ** 31 - 1);
    return { picks: picks?.length ? Array.from(picks, whole) : undefined, yieldEvery: explore === undefined ? undefined : whole(explore) };
  }

  #header(version: string): Header {
    const { seed = 1, clock = "virtual", header } = this.request;
    const { picks, yieldEvery } = this.#choices;
    const tools: Record<string, string> = {};
    if (yieldEvery !== undefined) tools.explore = yieldEvery > 0 ? `1 in ${yieldEvery} yields` : "none yields";
    if (picks) tools.picks = picks.join(" ");
    return {
      e: "header", t: 0, version: 1, model: "go", runtime: `${version || "go"} js/wasm`,
      flavor: "browser", threads: 1, clock: clock === "wall" ? "real" : "virtual", seed, ...header,
      ...(picks || yieldEvery !== undefined ? { tools } : {}),
    };
  }
}

/** The exit; a recording that lost its own, because the decoder broke down or was not waited for, is closed here. */
function closed(events: Event[], how: Cut, error: string): Event {
  const last = events.at(-1);
  if (last?.e === "exit") return last;
  const living = new Set<number>();
  for (const event of events) {
    if (event.e === "spawn") living.add(event.u!);
    if (event.e === "end") living.delete(event.u!);
  }
  const exit: Event = { e: "exit", t: last?.t ?? 0, how, v: error };
  if (living.size > 0) exit.blocked = [...living];
  events.push(exit);
  return exit;
}

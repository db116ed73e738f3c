/** The page's side of the worker that decodes traces. A trace that brings it down does not concern the next: it is made anew. */
import type { Event } from "../records/records";
import decoderSource from "worker:./decoder.worker.ts";
import type { Cut, DecoderMessage, DecoderRequest } from "./protocol";
import { makeWorker } from "./workers";

export interface DecodeOptions {
  /** The program's name in the binary. */
  program: string;
  /** The table of build/names. */
  names: string;
  maxEvents: number;
}

/** The module and package that build/compile compiles programs in. */
const programsModule = "program";
const programsPackage = "main_";

export class Decoder {
  #worker: Worker | undefined;
  #traces = new Map<number, Trace>();
  #next = 1;

  constructor(readonly module: WebAssembly.Module) {}

  /** `read` is told of all events so far whenever there are more. */
  begin(options: DecodeOptions, read: (events: Event[]) => void): Trace {
    const run = this.#next++;
    const trace = new Trace((message, transfer) => this.#post(message, transfer), run, () => this.#drop(run), read);
    this.#traces.set(run, trace);
    this.#post({
      type: "begin", run, root: `${programsModule}/${options.program}`, package: programsPackage, names: options.names, maxEvents: options.maxEvents,
    });
    return trace;
  }

  /** Makes the worker, unless it is there. */
  start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = makeWorker(decoderSource, "The trace brought the decoder down", (why) => this.#fail(why));
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<DecoderMessage>) => this.#take(data);
    worker.postMessage({ type: "module", module: this.module } satisfies DecoderRequest);
    return worker;
  }

  #post(message: DecoderRequest, transfer: Transferable[] = []) {
    this.start().postMessage(message, transfer);
  }

  #take(message: DecoderMessage) {
    const trace = this.#traces.get(message.run);
    if (message.type === "records") trace?.add(message.bytes);
    else {
      this.#traces.delete(message.run);
      trace?.finish(message.error, message.version);
    }
  }

  /** What nobody waits for is not decoded, unless another trace needs the worker. */
  #drop(run: number) {
    if (this.#traces.delete(run) && this.#traces.size === 0) this.#end();
  }

  /** Ends the worker where no trace needs it; the next one makes another. */
  rest() {
    if (this.#traces.size === 0) this.#end();
  }

  #end() {
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #fail(why: string) {
    this.#end();
    const traces = [...this.#traces.values()];
    this.#traces.clear();
    for (const trace of traces) trace.finish(why);
  }
}

/** One trace while it is decoded. */
export class Trace {
  readonly events: Event[] = [];
  /** Go's, once done. */
  version = "";
  #text = new TextDecoder();
  #rest = "";
  #finished = false;
  #done!: (error: string) => void;
  /** Resolves when all events are there, with a sentence where the trace could not be read to its end, else "". */
  readonly done = new Promise<string>((resolve) => (this.#done = resolve));

  constructor(
    readonly post: (message: DecoderRequest, transfer?: Transferable[]) => void,
    readonly run: number,
    readonly drop: () => void,
    readonly read: (events: Event[]) => void,
  ) {}

  write(bytes: Uint8Array<ArrayBuffer>) {
    if (!this.#finished) this.post({ type: "trace", run: this.run, bytes }, [bytes.buffer]);
  }

  end(how: Cut, code: number, words: string) {
    if (!this.#finished) this.post({ type: "end", run: this.run, how, code, words });
  }

  /** Ends with the events that are there. */
  cut() {
    this.drop();
    this.finish("");
  }

  /** Whole lines are one array to JSON.parse, which is much faster than a call for each. */
  add(bytes: Uint8Array) {
    if (this.#finished) return;
    const text = this.#rest + this.#text.decode(bytes, { stream: true });
    const end = text.lastIndexOf("\n");
    this.#rest = text.slice(end + 1);
    if (end < 0) return;
    const events = JSON.parse(`[${text.slice(0, end).replaceAll("\n", ",")}]`) as Event[];
    for (const event of events) this.events.push(event);
    this.read(this.events);
  }

  finish(error: string, version = "") {
    this.version = version;
    if (this.#finished) return;
    this.#finished = true;
    this.#done(error);
  }
}

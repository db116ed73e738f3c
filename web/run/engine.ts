/**
 * Runs Go programs in the page and decodes their traces: one engine for all elements of a page.
 *
 * Each run has a worker of its own, which ends with it; there is one decoder for each binary, kept from run to run
 * until nobody looks. Workers are made from blobs, because a sandboxed frame may not make one from a URL; nothing here needs storage or shared memory.
 *
 * A run always comes to an end that can be shown: whatever becomes of its worker, what it had shipped of its trace is decoded, and the
 * recording's exit says why there is no more.
 */
import type { Recording } from "../records/records";
import { Binaries } from "./binaries";
import { Decoder } from "./decoder";
import { LiveRun, type RunEvents, type RunHandle, type RunRequest } from "./live";

export type { Outcome, RunEvents, RunHandle, RunRequest, RunResult } from "./live";
export type { Recording };

export class Engine {
  #binaries = new Binaries();
  #decoders = new Map<string, Decoder>();

  /** Fetches and compiles the binary at a URL and starts its decoder, so that a later run need not wait for them. */
  async prepare(wasm: string): Promise<void> {
    (await this.#load(wasm)).decoder.start();
  }

  /** Ends the decoders that nothing is decoded by, until a run needs them again. */
  rest() {
    for (const decoder of this.#decoders.values()) decoder.rest();
  }

  /** Starts a run. Nothing is thrown: `done` rejects only where the page itself is at fault (the binary cannot be fetched). */
  run(request: RunRequest, events: RunEvents = {}): RunHandle {
    return new LiveRun(request, events, this.#load(request.wasm));
  }

  async #load(wasm: string) {
    const module = await this.#binaries.get(wasm);
    let decoder = this.#decoders.get(wasm);
    if (!decoder) this.#decoders.set(wasm, (decoder = new Decoder(module)));
    return { module, decoder };
  }
}

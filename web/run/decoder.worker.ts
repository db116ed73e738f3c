/** Decodes traces, for as long as the page lives. The decoder is the same binary as the programs: see wasm/decoder. */
import { newGo, scope } from "./go";
import type { DecoderMessage, DecoderRequest } from "./protocol";

interface Trace {
  write(bytes: Uint8Array): void;
  end(how: string, code: number, words: string, done: (error: string) => void): void;
}

type Decode = (root: string, pkg: string, names: string, maxEvents: number, records: (bytes: Uint8Array<ArrayBuffer>) => void) => Trace;

const traces = new Map<number, Trace>();
let loaded: Promise<{ decode: Decode; version: string }> | undefined;

/** An error in here becomes the worker's own: the page makes another. */
onmessage = ({ data }: MessageEvent<DecoderRequest>) => void take(data).catch(reportError);

async function take(data: DecoderRequest) {
  if (data.type === "module") {
    loaded = load(data.module);
    return;
  }
  const { decode, version } = await loaded!;
  const { run } = data;
  switch (data.type) {
    case "begin":
      traces.set(run, decode(data.root, data.package, data.names, data.maxEvents, (bytes) => post({ type: "records", run, bytes }, [bytes.buffer])));
      return;
    case "trace":
      traces.get(run)?.write(data.bytes);
      return;
    case "end":
      traces.get(run)?.end(data.how, data.code, data.words, (error) => post({ type: "done", run, version, error }));
      traces.delete(run);
  }
}

function post(message: DecoderMessage, transfer: Transferable[] = []) {
  postMessage(message, { transfer });
}

function load(module: WebAssembly.Module): Promise<{ decode: Decode; version: string }> {
  return new Promise((resolve, reject) => {
    scope.interleave = { ready: (decode: Decode, version: string) => resolve({ decode, version }) };
    const go = newGo();
    go.exit = (code) => setTimeout(() => {
      throw new Error(`the decoder ended with code ${code}`);
    });
    WebAssembly.instantiate(module, go.importObject as unknown as WebAssembly.Imports).then((instance) => go.run(instance)).catch(reject);
  });
}

/**
 * Go's own glue for WebAssembly, as the toolchain that compiled the program ships it, with what Interleave's hosts add. Only
 * imported by workers: it lays `Go` and `fs` down in the global object.
 */
import "goroot:wasm_exec.js";

/** The parts of wasm_exec.js's `Go` that the hosts use. */
export interface Go {
  argv: string[];
  env: Record<string, string>;
  exit: (code: number) => void;
  exited?: boolean;
  importObject: { gojs: Record<string, (sp: number) => void> };
  mem: DataView;
  run(instance: WebAssembly.Instance): Promise<void>;
  _resume(): void;
  _pendingEvent: unknown;
  _scheduledTimeouts: Map<number, unknown>;
}

interface Scope {
  Go: new () => Go;
  fs: { writeSync(fd: number, bytes: Uint8Array): number };
  /** The harness's host: see wasm/run and wasm/decoder. */
  interleave: Record<string, unknown>;
}

export const scope = globalThis as unknown as Scope;

/** A new Go with the imports that the woven runtime asks for beside its own. */
export function newGo(): Go {
  const go = new scope.Go();
  go.importObject.gojs["weave.pick"] = () => {};
  go.importObject.gojs["weave.due"] = () => {};
  return go;
}

/** int64 at `address`, as a double: exact to 2⁵³. */
export function getInt64(mem: DataView, address: number): number {
  return mem.getUint32(address, true) + mem.getInt32(address + 4, true) * 4294967296;
}

export function setInt64(mem: DataView, address: number, value: number) {
  mem.setUint32(address, value % 4294967296, true);
  mem.setInt32(address + 4, Math.floor(value / 4294967296), true);
}

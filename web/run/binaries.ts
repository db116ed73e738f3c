/** The smallest module there is: the magic number and the version. */
const nothing = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** The wasm binaries of the page, each fetched and compiled once. */
export class Binaries {
  #modules = new Map<string, Promise<WebAssembly.Module>>();
  /** What did not arrive whole may lie in the browser's cache like that. */
  #damaged = new Set<string>();

  /** A failure is not kept: the next call tries again. */
  get(url: string): Promise<WebAssembly.Module> {
    let module = this.#modules.get(url);
    if (!module) {
      module = this.#compile(url);
      this.#modules.set(url, module);
      module.catch(() => this.#modules.delete(url));
    }
    return module;
  }

  async #compile(url: string): Promise<WebAssembly.Module> {
    await allowed();
    let response: Response;
    try {
      response = await fetch(url, { cache: this.#damaged.has(url) ? "reload" : "default" });
    } catch (cause) {
      throw new Error("The Go programs could not be loaded. Is the network there? Run tries again.", { cause });
    }
    if (!response.ok) throw new Error(`The Go programs could not be loaded: the server says ${response.status}. Run tries again.`);
    // Compiling while it downloads needs the right MIME type, which not every host sends.
    const streams = response.headers.get("Content-Type")?.startsWith("application/wasm") && "compileStreaming" in WebAssembly;
    try {
      return await (streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
    } catch (cause) {
      this.#damaged.add(url);
      throw new Error("The Go programs did not arrive whole. Run tries again.", { cause });
    }
  }
}

/** Rejects where nothing can be compiled, before much is loaded. */
async function allowed() {
  if (!("WebAssembly" in globalThis)) throw new Error("This browser does not run WebAssembly here, which Go needs. The recordings need none.");
  try {
    await WebAssembly.compile(nothing);
  } catch (cause) {
    throw new Error("This page does not allow WebAssembly, which Go needs: the script-src of its security policy lacks 'wasm-unsafe-eval'.", { cause });
  }
}

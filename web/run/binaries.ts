/** The wasm binaries of the page, each fetched and compiled once. */
export class Binaries {
  #modules = new Map<string, Promise<WebAssembly.Module>>();

  /** A failure is not kept: the next call tries again. */
  get(url: string): Promise<WebAssembly.Module> {
    let module = this.#modules.get(url);
    if (!module) {
      module = compile(url);
      this.#modules.set(url, module);
      module.catch(() => this.#modules.delete(url));
    }
    return module;
  }
}

async function compile(url: string): Promise<WebAssembly.Module> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch {
    throw new Error("The Go programs could not be loaded. Is the network there? Run tries again.", { cause: url });
  }
  if (!response.ok) throw new Error(`The Go programs could not be loaded: the server says ${response.status}. Run tries again.`, { cause: url });
  // Compiling while it downloads needs the right MIME type, which not every host sends.
  const streams = response.headers.get("Content-Type")?.startsWith("application/wasm") && "compileStreaming" in WebAssembly;
  try {
    return await (streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  } catch (error) {
    throw new Error(`The Go programs did not arrive whole. Run tries again. (${String(error)})`, { cause: url });
  }
}

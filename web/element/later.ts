/** Parts of the viewer that are loaded when they are needed. */

/** Imports a part; `what` begins the sentence where it cannot be loaded. */
export async function later<T>(what: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    try {
      // Some browsers keep a failure for as long as the page lives: under another address it is another try. The bundler has written the
      // address into the function.
      return (await import(`${/"(.+?)"/.exec(String(load))![1]}?${Date.now()}`)) as T;
    } catch {
      throw new Error(`${what} could not be loaded. Is the network there? Run tries again.`);
    }
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

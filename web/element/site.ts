/** What the element loads: the site's contents, a scenario's data, its recordings. Each file is fetched once a page. */
import type { DemoInfo, SiteInfo } from "../demo";
import type { Event, Header, Recording } from "../records/records";

const fetched = new Map<string, Promise<unknown>>();

/** One site, by the address of its root. */
export class Site {
  constructor(readonly root: URL) {}

  contents(): Promise<SiteInfo> {
    return this.#once("The list of scenarios", "interleave.json", (answer) => answer.json() as Promise<SiteInfo>, "no-cache");
  }

  /** A scenario by name; the first one where the name is "". */
  async demo(name: string): Promise<DemoInfo> {
    const { demos } = await this.contents();
    const entry = name ? demos.find((d) => d.name === name) : demos[0];
    if (!entry)
      throw new Error(
        name ? `There is no scenario named “${name}”. There are: ${demos.map((d) => d.name).join(", ")}.` : "This site has no scenarios.",
      );
    return this.#once("The scenario", entry.data, (answer) => answer.json() as Promise<DemoInfo>);
  }

  recording(url: string): Promise<Recording> {
    return this.#once("The recording", url, async (answer) => recordingOf(await answer.text()));
  }

  /** `what` begins the sentence where it cannot be loaded. */
  #once<T>(what: string, path: string, read: (answer: Response) => Promise<T>, cache: RequestCache = "default"): Promise<T> {
    const url = new URL(path, this.root).href;
    let promise = fetched.get(url) as Promise<T> | undefined;
    if (!promise) {
      promise = get(what, url, read, cache);
      fetched.set(url, promise);
      // What failed may be tried again.
      promise.catch(() => fetched.delete(url));
    }
    return promise;
  }
}

async function get<T>(what: string, url: string, read: (answer: Response) => Promise<T>, cache: RequestCache): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(url, { cache, credentials: "omit" });
  } catch {
    throw new Error(`${what} could not be loaded. Is the network there?`);
  }
  if (!answer.ok) throw new Error(`${what} could not be loaded: the server says ${answer.status}.`);
  try {
    return await read(answer);
  } catch {
    throw new Error(`${what} did not arrive whole. Loading the page again may help.`);
  }
}

/**
 * Reads a recording of this site. It was held to the format when the site was built and is named after its content, so what can be
 * wrong is that it did not arrive whole; records/read.ts is for files from elsewhere.
 */
function recordingOf(text: string): Recording {
  const [header, ...events] = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  return { header: header as Header, events: events as Event[] };
}

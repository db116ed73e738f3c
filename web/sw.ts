/**
 * The service worker of Interleave's own pages: what was visited can be read, stepped through and run again without a network.
 *
 * It never holds anybody at an old version. Pages and the few files of a fixed name come from the network where there is one; files that are named
 * after their content come from the cache, which cannot be wrong. It knows one build, the one that it was written with: what it keeps is checked to be of
 * that build, and a page that the network sent from another one gets everything else from the network too, so that no page is put together of two.
 *
 * Whatever goes wrong in here ends in what the browser would have done without it.
 */

/** Written in front of this script by build/site. Paths are relative to the site's root, the folder of this script. */
declare const build: {
  version: string;
  /** Files of a fixed name that every page needs, and a text that is in them in this build only ("" where any will do). */
  fixed: Record<string, string>;
  /** Files named after their content that every page may need. */
  files: string[];
};

/** What a page asks for (web/page/offline.ts). */
export interface Wish {
  /** The page's own path from the site's root. */
  page: string;
  /** The scenarios that are to be kept with all their recordings. */
  demos: string[];
  /** Whether the Go programs are to be kept too, which are most of what can be loaded. */
  go: boolean;
  /** Whether the whole site is to be kept. */
  all: boolean;
}

/** What TypeScript's types of a page do not know of a service worker. */
interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends ExtendableEvent {
  request: Request;
  clientId: string;
  resultingClientId: string;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(name: "install" | "activate", listener: (event: ExtendableEvent) => void): void;
  addEventListener(name: "fetch", listener: (event: FetchEvent) => void): void;
  addEventListener(name: "message", listener: (event: ExtendableEvent & { data: Wish }) => void): void;
}
const worker = globalThis as unknown as Worker;

/** How long the network may take, in ms, where there is something kept to show instead. */
const patienceMs = 3000;

const root = new URL(".", location.href);
/** Several sites may share an origin, and with it the caches. */
const prefix = `interleave ${root.pathname} `;
const ours = prefix + build.version;
const hashed = /\.[A-Z2-7]{8}\.[a-z]+$/;

/** Whether a page that is open is of this build; it is not known of those that were open before. */
const pages = new Map<string, boolean>();

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => event.waitUntil(keep(event.data)));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(root.href) || request.headers.has("range")) return;
  const path = url.pathname.slice(root.pathname.length);
  const work =
    request.mode === "navigate" ? isPage(path) && page(event, path) : hashed.test(path) ? file(event, path) : Object.hasOwn(build.fixed, path) && fixed(event, path);
  if (work) event.respondWith(work.catch(() => fetch(request)));
});

async function install() {
  await Promise.all([...build.files.map(keepFile), ...Object.keys(build.fixed).map(keepFixed)]);
  await keepAgain().catch(() => {});
  await worker.skipWaiting();
}

/** What was kept of the build before is kept of this one. */
async function keepAgain() {
  for (const name of (await others()).slice(-1)) {
    const paths = (await (await caches.open(name)).keys()).map((kept) => new URL(kept.url).pathname.slice(root.pathname.length));
    const go = paths.some((path) => path.endsWith(".wasm"));
    for (const path of paths.filter(isPage)) await keep({ page: path, demos: [/^d\/([^/]+)\/$/.exec(path)?.[1] ?? ""], go, all: false });
  }
}

/** The build before stays for the pages of it that are still open and load a part only now. */
async function activate() {
  await Promise.all((await others()).slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** The caches of other builds of this site, the newest last. */
async function others(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== ours);
}

function isPage(path: string): boolean {
  return /(^|\/|\.html)$/.test(path);
}

/** One key for all addresses of a page: its query is the element's attributes. */
function key(path: string): string {
  return new URL(path.replace(/(^|\/)index\.html$/, "$1"), root).href;
}

async function page(event: FetchEvent, path: string): Promise<Response> {
  const cache = await caches.open(ours);
  const kept = await cache.match(key(path));
  const answer = await within(kept ? patienceMs : undefined, fetch(event.request)).catch(() => undefined);
  if (answer && (answer.status < 500 || !kept)) {
    const same = answer.ok && (await answer.clone().text()).includes(build.version);
    pages.set(event.resultingClientId, same);
    if (same) event.waitUntil(cache.put(key(path), answer.clone()).catch(() => {}));
    return answer;
  }
  pages.set(event.resultingClientId, true);
  return kept ?? missing(cache);
}

/** The page that says that there is no network, with links to the scenarios that are kept. */
async function missing(cache: Cache): Promise<Response> {
  const [template, contents] = await Promise.all([cache.match(key("offline.html")), cache.match(key("interleave.json"))]);
  const { demos } = (await contents!.json()) as { demos: { name: string; title: string; question: string }[] };
  const kept = new Set((await cache.keys()).map((request) => request.url));
  const links = demos
    .filter(({ name }) => kept.has(key(`d/${name}/`)))
    .map(({ name, title, question }) => `<li><a href="${escape(key(`d/${name}/`))}">${escape(title)}</a>: ${escape(question)}</li>`);
  const text = (await template!.text()).replace("<!-- kept -->", () => links.join("\n"));
  return new Response(text, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** Files of a fixed name: a page of this build gets this build's, another's is not given them. */
async function fixed(event: FetchEvent, path: string): Promise<Response> {
  const same = pages.get(event.clientId);
  const kept = same === false ? undefined : await (await caches.open(ours)).match(key(path));
  if (same && kept) return kept;
  try {
    const answer = await within(kept ? patienceMs : undefined, fetch(event.request));
    return kept && answer.status >= 500 ? kept : answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/** A file named after its content. What is asked for a second time has something after its name. */
async function file(event: FetchEvent, path: string): Promise<Response> {
  const kept = await caches.match(key(path), { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (isWhole(answer)) {
    const copy = answer.clone();
    event.waitUntil(caches.open(ours).then((cache) => cache.put(key(path), copy)).catch(() => {}));
  }
  return answer;
}

/** Some hosts answer with a page, and no error, where there is no such file. */
function isWhole(answer: Response): boolean {
  return answer.status === 200 && !answer.headers.get("Content-Type")?.startsWith("text/html");
}

async function keep({ page, demos, go, all }: Wish) {
  const { demos: entries } = (await (await keepFixed("interleave.json")).json()) as { demos: { name: string; data: string }[] };
  const wanted = entries.filter(({ name }) => all || demos.includes(name));
  for (const path of new Set([page, ...wanted.map(({ name }) => `d/${name}/`), ...(all ? ["claims/", "rust-or-go/"] : [])])) {
    // A page of another build is none of ours; its scenarios may be.
    if (isPage(path)) await keepFixed(path).catch(() => {});
  }
  for (const { data } of wanted) {
    const { recordings, live } = (await (await keepFile(data)).json()) as { recordings: { url: string }[]; live?: { wasm: string } };
    await Promise.all(recordings.map(({ url }) => keepFile(url)));
    if (go && live) await keepFile(live.wasm);
  }
}

/** Sees to it that a file named after its content is kept with this build, and returns it. */
async function keepFile(path: string): Promise<Response> {
  const cache = await caches.open(ours);
  const kept = await cache.match(key(path));
  if (kept) return kept;
  const answer = (await caches.match(key(path), { ignoreVary: true })) ?? (await fetch(key(path)));
  if (!isWhole(answer)) throw new Error(`${path}: ${answer.status}`);
  await cache.put(key(path), answer.clone());
  return answer;
}

/** The same for a page or a file of a fixed name, which must be of this build. */
async function keepFixed(path: string): Promise<Response> {
  const cache = await caches.open(ours);
  const kept = await cache.match(key(path));
  if (kept) return kept;
  const answer = await fetch(key(path), { cache: "no-cache" });
  const mark = build.fixed[path] ?? build.version;
  if (!answer.ok || !(await answer.clone().text()).includes(mark)) throw new Error(`${path} is not of this build`);
  // A page that came by a redirect may not answer a navigation.
  const { status, headers } = answer;
  await cache.put(key(path), answer.redirected ? new Response(await answer.clone().blob(), { status, headers }) : answer.clone());
  return answer;
}

function within<T>(limitMs: number | undefined, work: Promise<T>): Promise<T> {
  if (limitMs === undefined) return work;
  return new Promise((resolve, reject) => {
    setTimeout(reject, limitMs);
    work.then(resolve, reject);
  });
}
